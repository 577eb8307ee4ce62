from __future__ import annotations

import pytest

from tests.unit.outcomes.rows import NOON, attribution_row, decision_row, minutes, outcome_row
from worthmore.outcomes import operations, queries
from worthmore.outcomes.queries import AcceptanceCount, KindTotals, Refused

pytestmark = pytest.mark.django_db


def test_what_was_declined_is_known_with_its_last_time() -> None:
    operations.record_outcomes(
        [
            outcome_row("d1.0", "declined"),
            outcome_row("d2.0", "declined", at=NOON + minutes(7.5)),
            outcome_row("d3.0", "declined", product_id="bell", at=NOON.replace(microsecond=123456)),
            outcome_row("d4.0", "accepted", product_id="helmet"),
            outcome_row("d5.0", "declined", product_id="pump", person_key="bob"),
            outcome_row("d6.0", "declined", product_id="tube", source="till"),
        ]
    )
    refused = queries.refused("demo", "ann").products
    assert refused == {"lock": NOON + minutes(7.5), "bell": NOON.replace(microsecond=123456)}


def test_what_was_declined_under_a_former_key_counts_too() -> None:
    operations.record_outcomes([outcome_row("d1.0", "declined", person_key="old")])
    assert queries.refused("demo", "ann") == Refused()
    assert queries.refused("demo", "ann", ("old", "older")) == Refused({"lock": NOON}, {"complement": 1})


def test_a_visitor_without_a_key_refused_nothing() -> None:
    operations.record_outcomes([outcome_row(outcome="declined", person_key="")])
    assert queries.refused("demo", "") == Refused()


def test_a_kind_is_refused_once_an_occasion_in_whatever_source() -> None:
    operations.record_outcomes(
        [
            outcome_row("d1.0", "declined"),
            outcome_row("d1.1", "declined", product_id="bell"),
            outcome_row("d1.2", "declined", product_id="e-bike", kind="upgrade"),
            outcome_row("d2.0", "declined", product_id="pump", source="till"),
            outcome_row("d3.0", "impression", product_id="tube"),
        ]
    )
    found = queries.refused("demo", "ann")
    assert found.kinds == {"complement": 2, "upgrade": 1}
    assert set(found.products) == {"lock", "bell", "e-bike"}


def test_accepting_an_offer_of_a_kind_begins_the_count_anew() -> None:
    operations.record_outcomes(
        [
            outcome_row("d1.0", "declined"),
            outcome_row("d2.0", "declined", at=NOON + minutes(1)),
            outcome_row("d3.0", "accepted", at=NOON + minutes(2)),
            outcome_row("d4.0", "declined", at=NOON + minutes(3)),
            outcome_row("d5.0", "declined", kind="upgrade", at=NOON),
        ]
    )
    found = queries.refused("demo", "ann")
    assert found.kinds == {"complement": 1, "upgrade": 1}
    assert found.products == {"lock": NOON + minutes(3)}


def test_each_offer_counts_once_whatever_was_reported_of_it() -> None:
    operations.record_outcomes(
        [
            outcome_row("d1.0", "impression"),
            outcome_row("d1.0", "accepted"),
            outcome_row("d2.0", "impression"),
            outcome_row("d2.0", "declined"),
            outcome_row("d3.0", "ignored"),
            outcome_row("d4.0", "impression", kind="upgrade", product_id="e-bike"),
            outcome_row("d5.0", "accepted", source="till"),
        ]
    )
    assert queries.acceptance_counts("demo") == [
        AcceptanceCount("complement", "lock", shown=3, accepted=1),
        AcceptanceCount("upgrade", "e-bike", shown=1, accepted=0),
    ]


def test_an_offer_that_was_bought_was_shown_and_accepted() -> None:
    operations.attribute([attribution_row("d1.0"), attribution_row("d1.0", "o2"), attribution_row("d2.0", "o3")])
    operations.record_outcomes([outcome_row("d2.0", "impression"), outcome_row("d2.0", "accepted")])
    assert queries.acceptance_counts("demo") == [AcceptanceCount("complement", "lock", shown=2, accepted=2)]


def test_totals_tell_what_happened_since_a_moment() -> None:
    operations.record_decisions(
        [
            decision_row("d0", at=NOON - minutes(1)),
            decision_row("d1", offer_count=3, offer_kinds="complement:2,upgrade:1"),
            decision_row("d2", offer_count=0, offer_kinds="", offers="[]"),
            decision_row("d3", source="till"),
        ]
    )
    operations.record_outcomes(
        [
            outcome_row("d1.0", "impression"),
            outcome_row("d1.1", "impression"),
            outcome_row("d1.1", "declined"),
            outcome_row("d1.2", "impression", kind="upgrade"),
            outcome_row("d0.0", "accepted", at=NOON - minutes(1)),
        ]
    )
    operations.attribute([attribution_row("d1.2", kind="upgrade", amount=119000, extra=19000)])
    found = queries.totals(NOON, "demo")
    assert (found.decisions, found.offers, found.shown, found.accepted, found.declined) == (2, 3, 3, 1, 1)
    assert found.revenue == {"EUR": 119000}
    assert found.extra == {"EUR": 19000}
    assert found.kinds == (KindTotals("complement", 2, 2, 0, 1), KindTotals("upgrade", 1, 1, 1, 0))
    assert queries.totals(NOON).decisions == 3


def test_totals_of_nothing_are_zero() -> None:
    found = queries.totals(NOON)
    assert (found.decisions, found.offers, found.kinds, found.revenue) == (0, 0, (), {})


def test_a_decision_is_found_again_with_what_became_of_it() -> None:
    operations.record_decisions([decision_row("d1", saw='{"language":"nl"}', offer_count=2)])
    operations.record_outcomes([outcome_row("d1.1", "declined"), outcome_row("d2.0")])
    operations.attribute([attribution_row("d1.0", at=NOON + minutes(3))])
    found = queries.decision("d1")
    assert found is not None
    assert found.saw == {"language": "nl"}
    assert found.at == NOON
    assert found.outcomes == {1: {"declined": NOON}, 0: {"ordered": NOON + minutes(3)}}
    assert queries.decision("nobody's") is None


def test_recent_decisions_come_newest_first() -> None:
    operations.record_decisions(
        [decision_row(f"d{number}", at=NOON + minutes(number), person_key="ann" * (number % 2)) for number in range(5)]
    )
    assert [found.id for found in queries.recent_decisions(3)] == ["d4", "d3", "d2"]
    assert [found.id for found in queries.recent_decisions(9, "demo", "ann")] == ["d3", "d1"]
    assert queries.recent_decisions(9, "till") == []
