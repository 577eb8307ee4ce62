"""Nobody has tried a link yet."""

from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    cache.clear()
