"""When a person's contracts are read, and what they make of the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.offering.small_shop import EMAIL, NOON, PRODUCTS, FakeLearned, FakePeople
from worthmore import placements
from worthmore.offering.asked import Asked
from worthmore.offering.person_reads import read_person
from worthmore.offering.shelf_copy import ShelfCopy
from worthmore.offering.snapshot import Stock, make_shop, make_snapshot
from worthmore.shop.queries import PersonFacts, Reach
from worthmore.vocabulary.contracts import Contract, Plan
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import RelationKind
from worthmore.vocabulary.situation import Person, Placement

POLICY = Policy(control_share=0.0)
ACCOUNT = placements.find("account")
RUNNING = Contract("c", "bike", NOON - timedelta(days=400), unit_price=1_000)


class Reading:
    """The reads of one person with these contracts; remembers what was asked."""

    def __init__(self, *contracts: Contract) -> None:
        self.contracts, self.asked, self.reach = contracts, 0, Reach("ann")
        self.people = FakePeople({"1": PersonFacts("ann", {}, reach=Reach("ann"))})

    def person(self, placement: Placement = ACCOUNT, contracts: bool = True) -> Person:
        def known(reach: Reach, *more: object) -> object:
            self.reach = reach
            return self.people.known(reach, *more)  # type: ignore[arg-type]

        def held(source: str, key: str) -> tuple[Contract, ...]:
            self.asked += 1
            return self.contracts

        reads = replace(self.people.reads(), contracts=held, known=known)  # type: ignore[arg-type]
        found = read_person(reads, "demo", "1", Asked(placement, NOON, POLICY, contracts))
        assert found is not None
        return found


def test_contracts_are_read_once() -> None:
    reading = Reading(RUNNING)
    assert reading.person().contracts == (RUNNING,)
    assert reading.asked == 1


def test_where_a_shop_has_no_plans_nobody_reads_them() -> None:
    reading = Reading(RUNNING)
    assert reading.person(contracts=False).contracts == ()
    assert reading.asked == 0


def test_a_contract_in_force_is_a_sale_that_goes_on() -> None:
    reading = Reading(RUNNING)
    reading.person()
    assert reading.reach.last_sale_at == NOON
    ended = Reading(replace(RUNNING, ends_at=NOON))
    ended.person()
    assert ended.reach.last_sale_at is None


@pytest.mark.parametrize(
    "free", [replace(RUNNING, trial_until=NOON + timedelta(days=3)), replace(RUNNING, unit_price=0)]
)
def test_what_is_free_counts_where_they_come_themselves_and_is_too_little_to_write_to_them(free: Contract) -> None:
    reading = Reading(free)
    reading.person()
    assert reading.reach.last_sale_at == NOON
    reading.person(EMAIL)
    assert reading.reach.last_sale_at is None


@pytest.mark.parametrize(
    ("stock", "has"),
    [
        (Stock(dict(PRODUCTS)), False),
        (Stock(dict(PRODUCTS), plans={"bike": Plan("bike")}), True),
        (Stock(dict(PRODUCTS), relations={"bike": [(RelationKind.DEEP_SELL, "lock")]}), True),
        (Stock(dict(PRODUCTS), relations={"bike": [(RelationKind.NEW_VERSION, "better")]}), True),
        (Stock(dict(PRODUCTS), relations={"bike": [(RelationKind.ACCESSORY, "lock")]}), False),
    ],
)
def test_a_shop_has_contracts_where_something_is_decided_by_them(stock: Stock, has: bool) -> None:
    assert make_shop("demo", stock, FakeLearned(), POLICY).has_contracts is has


def test_a_start_without_a_database_knows_the_plans(tmp_path: Path) -> None:
    plans = {"bike": Plan("bike", "Ride", "A", 12, 1, {"km": None, "trips": 20.0}, ("map",), 14, "")}
    shop = make_shop("demo", Stock(dict(PRODUCTS), plans=plans), FakeLearned(), POLICY)
    copy = ShelfCopy(tmp_path / "shelf.jsonl")
    copy.write(make_snapshot({"demo": shop}, POLICY, "m1", 7))
    kept = copy.read()
    assert kept is not None
    assert kept.stocks["demo"].plans == plans
