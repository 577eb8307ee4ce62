"""What the shop set by hand, as far as it makes sense, and after how long things are due."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from worthmore.learn.replenishment import Interval, Level
from worthmore.offering.related import Relations, by_kind, due, refills, sensible
from worthmore.vocabulary.products import Product, RelationKind

ACCESSORY, CONFLICTS, PART = RelationKind.ACCESSORY, RelationKind.CONFLICTS_WITH, RelationKind.PART
PRODUCTS = {name: Product(name, name, 1_000, "EUR") for name in ("bike", "lock", "helmet", "kit", "case")}
PRODUCTS["pound"] = Product("pound", "pound", 1_000, "GBP")
PRODUCTS["ink"] = Product("ink", "ink", 1_000, "EUR", consumable=True, lasts_days=60)
PRODUCTS["tool"] = Product("tool", "tool", 1_000, "EUR", lasts_days=60)


class Learned:
    def __init__(self, intervals: Mapping[str, Interval]) -> None:
        self._intervals = intervals

    def interval(self, product_id: str) -> Interval | None:
        return self._intervals.get(product_id)

    @property
    def refills(self) -> frozenset[str]:
        return frozenset(product_id for product_id, interval in self._intervals.items() if interval.refill)


def interval(level: Level = Level.PRODUCT, refill: bool = True) -> Interval:
    return Interval(20.0, 40.0, 90.0, 0.0, 0.5, refill, 30, 20, 25, level)


def kept(relations: Relations) -> Mapping[str, tuple[str, ...]]:
    """The others of every product, of whatever kind but what does not go together."""
    return {one: tuple(other for kind, other in others if kind is not CONFLICTS) for one, others in relations.items()}


def test_a_product_never_belongs_to_itself() -> None:
    assert kept(sensible({"bike": [(ACCESSORY, "bike"), (ACCESSORY, "lock")]}, PRODUCTS)) == {"bike": ("lock",)}


@pytest.mark.parametrize("said_of", [("bike", "lock"), ("lock", "bike")])
def test_what_does_not_go_together_is_stronger_than_what_does(said_of: tuple[str, str]) -> None:
    one, other = said_of
    relations: dict[str, list[tuple[RelationKind, str]]] = {"bike": [(ACCESSORY, "lock"), (ACCESSORY, "helmet")]}
    relations.setdefault(one, []).append((CONFLICTS, other))
    assert kept(sensible(relations, PRODUCTS))["bike"] == ("helmet",)


def test_what_replaces_a_product_may_well_not_go_with_it() -> None:
    relations = {"lock": [(RelationKind.UPGRADE, "case"), (CONFLICTS, "case")]}
    assert kept(sensible(relations, PRODUCTS)) == {"lock": ("case",)}


@pytest.mark.parametrize("parts", [("lock", "kit"), ("lock", "pound"), ("lock", "nothing"), ("lock", "case")])
def test_a_set_that_cannot_be_sold_is_none(parts: tuple[str, ...]) -> None:
    relations: Relations = {
        "kit": [*((PART, part) for part in parts), (ACCESSORY, "helmet")],
        "case": [(PART, "helmet"), (PART, "lock")],
    }
    found = sensible(relations, PRODUCTS)
    assert kept(found)["kit"] == ("helmet",)
    assert kept(found)["case"] == ("helmet", "lock")


def test_relations_are_found_by_kind_in_the_shops_order() -> None:
    found = by_kind({"bike": [(ACCESSORY, "lock"), (PART, "case"), (ACCESSORY, "helmet")]})
    assert found == {ACCESSORY: {"bike": ("lock", "helmet")}, PART: {"bike": ("case",)}}


def test_customers_own_intervals_say_when_something_is_due() -> None:
    found = due(PRODUCTS, Learned({"lock": interval()}))("lock")
    assert found is not None
    assert (found.days, found.gone_days) == (40.0, 180.0)


def test_what_nobody_buys_twice_is_never_due() -> None:
    assert due(PRODUCTS, Learned({"lock": interval(refill=False)}))("lock") is None


def test_what_the_shop_says_of_a_consumable_counts_more_than_what_is_borrowed_from_others() -> None:
    found = due(PRODUCTS, Learned({"ink": interval(Level.CATEGORY)}))("ink")
    assert found is not None
    assert (found.days, found.gone_days) == (60, 180)
    learned = due(PRODUCTS, Learned({"ink": interval()}))("ink")
    assert learned is not None
    assert learned.days == 40.0


def test_what_is_worn_out_is_replaced_and_not_refilled() -> None:
    assert due(PRODUCTS, None)("tool") is None
    assert due(PRODUCTS, None)("unknown") is None


def test_only_what_may_be_due_needs_to_be_asked_about() -> None:
    learned = Learned({"lock": interval(), "bike": interval(refill=False)})
    assert refills(PRODUCTS, learned) == {"lock", "ink"}
    assert all(due(PRODUCTS, learned)(one) is None for one in PRODUCTS.keys() - refills(PRODUCTS, learned))
