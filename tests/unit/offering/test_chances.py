"""The learned chance of a yes: what it is learned from and what it is asked of are the same facts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.unit.offering.small_shop import CART, NOON, PRODUCTS, engine, small_snapshot
from worthmore.decide.ranking import expected_incremental_margin
from worthmore.learn.propensity_features import Asked
from worthmore.offering.chances import learned_chances
from worthmore.offering.keeping import decision_row
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.offering.rules import rules
from worthmore.outcomes.queries import Answered
from worthmore.training.answering import LEAST, features, learn_from
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import CartLine, Person, Situation
from worthmore.vocabulary.standing import Standing

POLICY = Policy(control_share=0.0, spread=0.0)
KNOWN = small_snapshot().shops["demo"].knowledge
ANN = Person(
    "ann",
    {"seat": NOON - timedelta(days=9)},
    {"racer": NOON - timedelta(days=3)},
    0.8,
    NOON,
    {"upgrade": 1},
    Standing(ordered_at=NOON - timedelta(days=12)),
)


def situation(person: Person | None = ANN) -> Situation:
    return Situation(CART, NOON, "en", (CartLine(PRODUCTS["bike"], 1, 99_000),), person=person)


@pytest.mark.parametrize("person", [ANN, None])
def test_a_past_offer_has_the_features_it_had_when_it_was_made(person: Person | None) -> None:
    seen: list[Asked] = []
    asked = situation(person)

    def remember(offered: Asked) -> NDArray[np.float64]:
        seen.append(offered)
        return np.full(len(offered), 0.2)

    decide = rules(replace(KNOWN, chances=learned_chances(remember)), POLICY).decide
    recorded = engine().preview(
        "demo", OfferRequest(CART, "en", cart=(RequestedLine("bike", unit_price=99_000),)), NOON
    )
    decision = decide(asked)
    row = decision_row(replace(recorded, decision=decision, situation=asked))
    offers = json.loads(row.offers)
    answers = [
        Answered(NOON, "cart", "ann", json.loads(row.saw), offer, place == 0) for place, offer in enumerate(offers)
    ]
    served, trained = seen[0], features(answers)
    for place, offer in enumerate(offers):
        (at,) = (
            one
            for one, kind in enumerate(served.kind)
            if kind == offer["kind"] and served.of("price")[one] == trained.of("price")[place]
        )
        np.testing.assert_allclose(served.numbers[:, at], trained.numbers[:, place])


def test_a_learned_chance_ranks_is_shown_and_leaves_the_sources_own_behind() -> None:
    known = replace(
        KNOWN, chances=lambda asked, offers: [0.5 if one.product.id == "helmet" else 0.01 for one in offers]
    )
    first = rules(known, POLICY).decide(situation()).offers[0]
    assert first.candidate.product.id == "helmet"
    assert first.candidate.chance == 0.5
    assert first.source_chances == (0.2, 0.01)
    assert first.worth is not None
    assert first.worth.base_chance == pytest.approx(0.5 * 0.01 / 0.2), "the share that buys it anyway is the source's"
    assert first.expected_margin == pytest.approx(first.worth.total)


def test_without_anything_learned_the_sources_chances_hold() -> None:
    offer = rules(KNOWN, POLICY).decide(situation()).offers[0]
    assert offer.source_chances is None
    assert expected_incremental_margin(POLICY)(situation(), []).values == []


def test_enough_answers_teach_what_the_sources_did_not_know() -> None:
    """Everybody takes what costs little and nobody what costs much; sources gave both the same chance."""
    rng = np.random.default_rng(3)
    prices = rng.integers(500, 20_000, 2 * LEAST)
    yes = rng.random(len(prices)) < np.where(prices < 5_000, 0.5, 0.05)
    offer = {"kind": "complement", "chance": 0.2, "base_chance": 0.01, "premium": 0.1}
    saw = {"cart": [{"product": "bike", "quantity": 1, "unit_price": 100_000}], "limit": 3}
    rows = [
        Answered(NOON, "cart", f"p{place}", saw, {**offer, "price": int(price)}, bool(said))
        for place, (price, said) in enumerate(zip(prices, yes, strict=True))
    ]
    learned = learn_from(rows)
    assert learned.summary()["uses"] == "scorecard"
    assert learned.summary()["calibration"]
    cheap, dear = (
        learned_chances(learned.predict)(situation(None), [replace(one, product=replace(one.product, price=price))])[0]
        for price in (1_000, 15_000)
        for one in [next(iter(rules(KNOWN, POLICY).proposed(situation(None))[-1:]))]
    )
    assert cheap > 2 * dear
