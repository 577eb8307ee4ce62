"""Offers and their answers read back to learn from: each shown offer once, with what its decision saw."""

from __future__ import annotations

import pytest

from tests.unit.offering.small_shop import CART, NOON, engine
from worthmore.offering.keeping import decision_row
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.outcomes.operations import record_decisions, record_outcomes
from worthmore.outcomes.queries import answered, count_answered
from worthmore.outcomes.rows import OutcomeRow
from worthmore.training.answering import chance_of_yes, features

pytestmark = pytest.mark.django_db


def outcome(offer: str, said: str, source: str = "demo") -> OutcomeRow:
    return OutcomeRow(offer, said, NOON, source, "cart", "complement", "lock", "bike", "", 5_995, "EUR")


def test_shown_offers_come_back_with_their_answer_and_others_do_not() -> None:
    first, second = (
        engine().offer("demo", OfferRequest(CART, "en", cart=(RequestedLine("bike"),)), NOON) for _ in range(2)
    )
    record_decisions([decision_row(first), decision_row(second)])
    told = [outcome(f"{first.id}.0", "impression"), outcome(f"{first.id}.0", "accepted")]
    told += [
        outcome(f"{second.id}.1", "impression"),
        outcome("gone.0", "declined"),
        outcome("x.0", "accepted", "other"),
    ]
    record_outcomes(told)
    found = {(one.offer["product"], one.yes) for one in answered("demo", 100)}
    assert found == {
        (first.decision.offers[0].candidate.product.id, True),
        (second.decision.offers[1].candidate.product.id, False),
    }
    assert count_answered("demo") == 3
    assert len(features(list(answered("demo", 100)))) == 2


def test_too_few_answers_teach_nothing() -> None:
    record_outcomes([outcome("a.0", "accepted")])
    assert chance_of_yes("demo") is None
