"""Recorded decisions put in order anew: only what the levers change differs, and what was refused stays refused."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.unit.offering.small_shop import CART, NOON, engine, small_snapshot
from worthmore.offering.keeping import decision_row
from worthmore.offering.replay import Replay, replay
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.outcomes.queries import DecisionKept
from worthmore.outcomes.refusals_text import read_refusals
from worthmore.vocabulary.situation import Placement

SHOP = small_snapshot().shops["demo"]


def kept(limit: int | None = 1, product: str = "bike") -> DecisionKept:
    recorded = engine().offer("demo", OfferRequest(CART, "en", cart=(RequestedLine(product),), limit=limit), NOON)
    row = decision_row(recorded)
    texts = json.loads(row.saw), json.loads(row.offers), read_refusals(row.refused)
    return DecisionKept(row.id, NOON, "demo", "cart", "", "unassigned", "m1", "r1", *texts, {})


def found(name: str) -> Placement | None:
    return CART if name == "cart" else None


def again(levers: dict[str, float], *decisions: DecisionKept) -> Replay:
    return replay(SHOP, levers, decisions or (kept(),), found)


def test_the_same_levers_change_nothing() -> None:
    assert again({}) == Replay(1, 0, 0)


def test_a_lever_that_puts_another_kind_first_is_counted_and_shown() -> None:
    first = kept().offers[0]
    other = "complement" if first["kind"] == "upgrade" else "upgrade"
    found = again({first["kind"]: -90.0, other: 900.0})
    assert (found.compared, found.changed) == (1, 1)
    assert found.examples[0].before == (first["product"],)
    assert found.examples[0].after != found.examples[0].before


def test_what_a_guard_refused_stays_refused_however_strong_the_lever() -> None:
    assert "racer" not in {product for one in again({"upgrade": 900.0}).examples for product in one.after}


def test_where_everything_is_offered_only_the_order_can_change() -> None:
    found = again({"complement": 900.0, "upgrade": -90.0}, kept(limit=None))
    assert found.changed <= 1
    assert all(set(one.before) == set(one.after) for one in found.examples)


def test_what_has_nothing_to_order_is_left_out() -> None:
    old = replace(kept(), saw={}, offers=[], refused=[])
    elsewhere = replace(kept(), placement="attic")
    assert again({"upgrade": 20.0}, old, elsewhere, kept(product="seat")) == Replay(0, 0, 3)
