"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.append_only import let_go

# The same examples every time, so that a run says something about the change and not about luck. To look for new ones:
# pytest --hypothesis-profile=searching. No example has a deadline: how fast a machine is says nothing about the change.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("searching", derandomize=False, deadline=None)
settings.load_profile("steady")

let_go()

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real order histories; the test is skipped where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"real order histories not found at {DATA}")
    return DATA
