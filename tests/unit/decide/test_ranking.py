"""What an offer is worth: chance times margin, and only what it adds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.unit.decide.making import (
    candidate,
    decided,
    knowledge,
    line,
    neighbour,
    offered,
    product,
    refused,
    situation,
    upgrade,
)
from worthmore.decide.margins import net_prices, unit_margin
from worthmore.decide.ranking import expected_incremental_margin
from worthmore.vocabulary.decision import Candidate, Decision
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import RelationKind
from worthmore.vocabulary.situation import Situation

POLICY = Policy(vat_rate=0.21, assumed_margin_share=0.30)


def worth(asked: Situation, offer: Candidate) -> float:
    return expected_incremental_margin(POLICY)(asked, [offer]).values[0]


def test_margin_is_the_price_without_vat_minus_the_cost() -> None:
    assert unit_margin(product(price=12_100, cost=6_000), 12_100, POLICY) == 4_000


def test_a_product_may_have_a_vat_rate_of_its_own() -> None:
    assert net_prices(POLICY)(product(price=10_600, vat_rate=0.06), 10_600) == 10_000
    assert net_prices(POLICY)(product(price=10_600, vat_rate=0.0), 10_600) == 10_600


def test_an_unknown_cost_is_the_shops_assumed_share() -> None:
    assert unit_margin(product(price=12_100), 12_100, POLICY) == pytest.approx(3_000)


def test_a_cost_of_zero_is_a_known_cost() -> None:
    assert unit_margin(product(price=12_100, cost=0), 12_100, POLICY) == 10_000


def test_a_cross_sell_counts_only_the_chance_it_adds() -> None:
    lock = product(price=12_100, cost=6_000)
    assert worth(situation(), candidate(lock, chance=0.3, base_chance=0.1)) == pytest.approx(800)


def test_a_cross_sell_that_sells_better_anyway_is_worth_nothing() -> None:
    lock = product(price=12_100, cost=6_000)
    assert worth(situation(), candidate(lock, chance=0.1, base_chance=0.3)) == 0


def test_an_upgrade_counts_the_margin_above_the_chosen_one_for_every_unit() -> None:
    chosen, better = product("chosen", 12_100, cost=8_000), product("better", 14_520, cost=9_000)
    asked = situation(line(chosen, 3))
    assert worth(asked, upgrade(chosen, better, chance=0.5)) == pytest.approx(0.5 * (3_000 - 2_000) * 3)


def test_an_upgrade_gives_up_the_margin_of_what_this_customer_pays() -> None:
    chosen, better = product("chosen", 12_100, cost=8_000), product("better", 14_520, cost=9_000)
    asked = situation(line(chosen, unit_price=10_890))
    assert worth(asked, upgrade(chosen, better, chance=0.5)) == pytest.approx(0.5 * (3_000 - 1_000))


def test_an_upgrade_that_earns_less_is_worth_less_than_nothing() -> None:
    chosen, better = product("chosen", 12_100, cost=2_000), product("better", 14_520, cost=9_000)
    assert worth(situation(line(chosen)), upgrade(chosen, better, chance=0.5)) < 0


class TestPurposes:
    """A page does not fill with one purpose."""

    BIKE = product("bike", 100_000, cost=60_000)
    BETTER = product("better", 110_000, cost=68_000)

    def decided(self, at: str = "cart", **fields: Any) -> Decision:
        beside = [product(f"lock{one}", 5_000, cost=100, category=(f"Sort {one}", "Locks")) for one in range(5)]
        safe = [product(f"safe{one}", 9_000, cost=100, category=("Protection", f"Sort {one}")) for one in range(4)]
        known = knowledge(
            *(self.BIKE, self.BETTER, *beside, *safe),
            complements={"bike": [neighbour(one.id, 0.03, 0.0) for one in beside]},
            upgrades={"bike": [neighbour("better", 0.02, 0.0, Evidence(Basis.HAND))]},
        )
        known = replace(known, related={RelationKind.PROTECTION: {"bike": tuple(one.id for one in safe)}})
        return decided(known, situation(line(self.BIKE), at=at, **fields), Policy(spread=0.0, premium_cap=1.0))

    def test_protection_takes_one_place_and_the_best_upgrade_has_one(self) -> None:
        found = offered(self.decided(limit=4))
        assert len(found) == 4
        assert [one for one in found if one.startswith("safe")] == ["safe0"]
        assert "better" in found

    def test_where_there_is_room_all_of_them_stand(self) -> None:
        assert len(offered(self.decided(limit=20))) == 10

    def test_what_made_room_is_told(self) -> None:
        gone = refused(self.decided(limit=4))
        assert gone["safe1"] == gone["lock4"] == "outranked"

    def test_a_single_place_goes_to_the_best(self) -> None:
        assert offered(self.decided(limit=1)) == ["safe0"]
