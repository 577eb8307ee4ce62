"""What every test may ask for."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# Tests never touch the data of a running installation.
os.environ["WORTHMORE_HOME"] = tempfile.mkdtemp(prefix="worthmore-tests-")
os.environ.setdefault("WORTHMORE_SECRET", "a secret for tests only, long enough to sign with")

import pytest

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real order histories; the test is skipped where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"real order histories not found at {DATA}")
    return DATA
