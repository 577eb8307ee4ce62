"""Where offers may appear."""

from __future__ import annotations

import pytest

from worthmore import placements


def test_a_placement_is_found_by_its_name() -> None:
    for placement in placements.ALL:
        assert placements.find(placement.name) is placement


def test_an_unknown_placement_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"'cellar' is unknown; known: product_page, comparison, category, funnel, cart"):
        placements.find("cellar")


def test_the_checkout_shows_at_most_three_small_additions() -> None:
    checkout = placements.find("checkout")
    assert checkout.limit <= 3
    assert set(checkout.sources) == {"complement", "threshold_filler", "protection"}


def test_nothing_is_upgraded_once_the_wallet_is_out() -> None:
    for name in ("checkout", "thank_you"):
        assert "upgrade" not in placements.find(name).sources


def test_only_pages_about_one_product_need_it() -> None:
    assert {placement.name for placement in placements.ALL if placement.needs_chosen} == {
        "product_page",
        "comparison",
        "funnel",
    }
