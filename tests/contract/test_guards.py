"""One contract for every guard, on cases whose answer a person can see."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.unit.decide.making import NOON, WEIGHT, ago, candidate, line, product, situation, upgrade
from worthmore.decide.ports import Guard
from worthmore.decide.standard import standard_guards
from worthmore.vocabulary.attributes import Difference
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Person, Situation

POLICY = Policy()
GUARDS: Mapping[str, Guard] = {guard.name: guard for guard in standard_guards(POLICY, lambda key: key == "control")}
DOCUMENTED = (Path(__file__).resolve().parents[2] / "docs" / "guards.md").read_text(encoding="utf-8")

BIKE, LOCK, BETTER = product("bike", 100_000), product("lock", 5_000), product("better", 119_000)
BUYING = situation(line(BIKE))
OFFER = candidate(LOCK, anchor=BIKE)
WORSE = (Difference(WEIGHT, 18, 21),)


def known(**facts: object) -> Situation:
    return situation(line(BIKE), person=Person(**{"key": "someone", **facts}))


@dataclass(frozen=True)
class Case:
    asked: Situation
    offer: Candidate
    said: str | None


CASES: Mapping[str, Mapping[str, Case]] = {
    "history": {
        "unread": Case(situation(line(BIKE), history_known=False), OFFER, "could not be read"),
        "read": Case(known(), OFFER, None),
        "nobody named": Case(BUYING, OFFER, None),
    },
    "dissatisfied": {
        "unhappy": Case(known(satisfaction=0.39, satisfaction_at=ago(179)), OFFER, "0.39 on 2025-11-08, below 0.40"),
        "unhappy, nobody knows when": Case(known(satisfaction=0.0), OFFER, "below 0.40; no offers for 180 days"),
        "not below the bar": Case(known(satisfaction=0.40, satisfaction_at=ago(1)), OFFER, None),
        "long ago": Case(known(satisfaction=0.1, satisfaction_at=ago(180)), OFFER, None),
        "never asked": Case(known(), OFFER, None),
    },
    "refused_recently": {
        "yesterday": Case(known(refused={"lock": ago(1)}), OFFER, "declined on 2026-05-05, 1 day ago"),
        "just now": Case(known(refused={"lock": NOON}), OFFER, "0 days ago; it rests for 60 days"),
        "by a clock ahead": Case(known(refused={"lock": ago(-1)}), OFFER, "0 days ago"),
        "at the end of the rest": Case(known(refused={"lock": ago(60)}), OFFER, None),
        "another product": Case(known(refused={"helmet": ago(1)}), OFFER, None),
    },
    "excluded": {
        "asked not to": Case(situation(exclude=frozenset({"lock"})), OFFER, "the request excludes it"),
        "another": Case(situation(exclude=frozenset({"helmet"})), OFFER, None),
    },
    "in_cart": {
        "in the cart": Case(situation(line(LOCK)), OFFER, "already in the cart"),
        "looked at": Case(situation(at="product_page", chosen=LOCK), OFFER, "the product being looked at"),
        "neither": Case(BUYING, OFFER, None),
    },
    "already_owned": {
        "owned": Case(known(owned={"lock": ago(400)}), OFFER, "bought it on 2025-04-01"),
        "owned and worn out": Case(known(owned={"lock": ago(3650)}), OFFER, None),
        "used up": Case(known(owned={"oil": ago(9)}), candidate(product("oil", consumable=True)), None),
        "the upgrade is owned": Case(known(owned={"better": ago(9)}), upgrade(BIKE, BETTER), "2026-04-27"),
        "what it replaces is owned": Case(known(owned={"bike": ago(9)}), upgrade(BIKE, BETTER), None),
    },
    "currency": {
        "another than the cart's": Case(BUYING, candidate(product(currency="GBP")), "priced in GBP"),
        "another than the shop's": Case(situation(), candidate(product(currency="USD")), "the customer pays in EUR"),
        "the cart's own": Case(situation(line(product("x", currency="GBP"))), candidate(product(currency="GBP")), None),
        "a mixed cart": Case(situation(line(BIKE), line(product("x", currency="GBP"))), OFFER, "mixes EUR and GBP"),
        "the same": Case(BUYING, OFFER, None),
    },
    "inactive": {
        "not yet": Case(BUYING, candidate(product(active_from=date(2026, 5, 7))), "sold from 2026-05-07 on"),
        "no longer": Case(BUYING, candidate(product(active_until=date(2026, 5, 5))), "sold until 2026-05-05"),
        "its only day": Case(BUYING, candidate(product(active_from=NOON.date(), active_until=NOON.date())), None),
    },
    "stock": {
        "none": Case(BUYING, candidate(product(stock=0)), "out of stock"),
        "oversold": Case(BUYING, candidate(product(stock=-2)), "out of stock"),
        "one": Case(BUYING, candidate(product(stock=1)), None),
        "not counted": Case(BUYING, candidate(product(stock=None)), None),
        "fewer than the line": Case(
            situation(line(BIKE, 3)), upgrade(BIKE, product("better", 119_000, stock=2)), "2 in stock, 3 needed"
        ),
        "enough for the line": Case(situation(line(BIKE, 3)), upgrade(BIKE, product("better", stock=3)), None),
    },
    "below_cost": {
        "at a loss": Case(BUYING, candidate(product(price=12_100, cost=10_001)), "without VAT is €100 and it costs"),
        "for nothing": Case(BUYING, candidate(product(price=12_100, cost=10_000)), "it costs the shop €100"),
        "with a margin": Case(BUYING, candidate(product(price=12_100, cost=9_999)), None),
        "unknown": Case(BUYING, candidate(product(cost=None)), None),
    },
    "premium": {
        "above": Case(BUYING, candidate(product("seat", 25_001)), "is 25.001 % of €1,000; the cap is 25 %"),
        "exactly": Case(BUYING, candidate(product("seat", 25_000)), None),
        "together": Case(
            situation(line(BIKE), line(LOCK, accepted_extra=5_000)), candidate(product("seat", 20_001)), "with €50"
        ),
        "nothing to measure against": Case(situation(), OFFER, None),
    },
    "added_value": {
        "only dearer": Case(BUYING, upgrade(BIKE, BETTER, differences=()), "no known attribute is better"),
        "worse": Case(
            BUYING, upgrade(BIKE, BETTER, differences=WORSE), "weight is worse: 21 kg against 18 kg for the chosen"
        ),
        "better": Case(BUYING, upgrade(BIKE, BETTER), None),
        "set by the shop": Case(BUYING, upgrade(BIKE, BETTER, differences=(), evidence=Evidence(Basis.HAND)), None),
        "chosen by customers": Case(
            BUYING, upgrade(BIKE, BETTER, differences=(), evidence=Evidence(Basis.SWAPS)), None
        ),
        "beside the purchase": Case(BUYING, OFFER, None),
    },
    "control_group": {
        "in it": Case(situation(line(BIKE), person=Person("control")), OFFER, "in the control group"),
        "not in it": Case(known(), OFFER, None),
        "nobody known": Case(BUYING, OFFER, None),
    },
}


def answer(name: str, case: Case) -> str | None:
    examine = GUARDS[name].prepare(case.asked)
    return None if examine is None else examine(case.offer)


def test_every_guard_has_cases_that_pass_and_that_do_not() -> None:
    assert set(CASES) == set(GUARDS)
    for name, cases in CASES.items():
        assert {case.said is None for case in cases.values()} == {True, False}, name


@pytest.mark.parametrize(("name", "label"), [(name, label) for name, cases in CASES.items() for label in cases])
class TestEveryCase:
    def test_it_refuses_with_the_figures_or_passes(self, name: str, label: str) -> None:
        case = CASES[name][label]
        detail = answer(name, case)
        assert (detail is None) if case.said is None else (detail is not None and case.said in detail)

    def test_it_answers_the_same_again(self, name: str, label: str) -> None:
        case = CASES[name][label]
        assert answer(name, case) == answer(name, case)

    def test_it_changes_nothing(self, name: str, label: str) -> None:
        case = CASES[name][label]
        before = copy.deepcopy(case)
        answer(name, case)
        assert case == before


@pytest.mark.parametrize("name", GUARDS)
class TestEveryGuard:
    def test_it_is_documented_with_its_own_heading(self, name: str) -> None:
        assert f"\n## `{name}`\n" in DOCUMENTED

    def test_it_lets_an_ordinary_offer_pass(self, name: str) -> None:
        for asked in (BUYING, known(), situation(at="product_page", chosen=BIKE)):
            assert answer(name, Case(asked, OFFER, None)) is None

    def test_its_detail_is_one_plain_line(self, name: str) -> None:
        for case in CASES[name].values():
            detail = answer(name, case) or "passes"
            assert "\n" not in detail
            assert not detail.endswith(".")


def test_the_documented_guards_are_the_ones_there_are() -> None:
    headings = [line.removeprefix("## ").strip("`") for line in DOCUMENTED.splitlines() if line.startswith("## `")]
    decided_after = ["worth_too_little", "duplicate", "alike", "outranked"]
    assert headings == [*GUARDS, *decided_after]


def test_the_day_is_the_one_at_the_shop() -> None:
    """Half past eleven in the evening in UTC is the next day in Brussels."""
    late = Situation(BUYING.placement, NOON + timedelta(hours=11.5), "en", BUYING.cart)
    tomorrow = candidate(product(active_from=date(2026, 5, 7)))
    assert answer("inactive", Case(late, tomorrow, None)) is None


def test_the_control_group_is_asked_last() -> None:
    """Then a refusal by it alone means that an offer would have been made."""
    assert list(GUARDS)[-1] == "control_group"
