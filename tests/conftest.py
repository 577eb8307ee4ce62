"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real order histories; the test is skipped where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"real order histories not found at {DATA}")
    return DATA
