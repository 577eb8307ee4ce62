"""docs/customer-pages.md says what these pages do."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from worthmore.customer_pages.urls import urlpatterns
from worthmore.vocabulary.occasions import Occasion

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "customer-pages.md").read_text()


@pytest.mark.parametrize("name", [str(pattern.name) for pattern in urlpatterns])
def test_every_address_is_documented(name: str) -> None:
    given = [] if name == "how_we_choose" else ["TOKEN"]
    address = reverse(f"customer_pages:{name}", args=given).replace("TOKEN", "<token>")
    assert f"\n| `{address}` |" in TEXT


@pytest.mark.parametrize("occasion", Occasion)
def test_every_occasion_is_documented(occasion: Occasion) -> None:
    assert f"`{occasion}`" in TEXT
