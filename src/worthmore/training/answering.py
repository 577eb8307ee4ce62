"""Past offers and their answers, as what a chance is learned from; nothing while there are too few."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np

from worthmore.learn.offered import Moment, OfferMade, of_moments
from worthmore.learn.propensity import Propensity
from worthmore.learn.propensity_features import Asked
from worthmore.outcomes.queries import Answered, answered, count_answered

LEAST = Propensity().least_answers


def chance_of_yes(source: str) -> Propensity | None:
    """The learned chance of a yes; None while fewer offers were answered than trees can be grown from."""
    if count_answered(source) < LEAST:
        return None
    rows = list(answered(source, Propensity().most_answers))
    if len(rows) < LEAST:
        return None
    return learn_from(rows)


def learn_from(rows: Sequence[Answered]) -> Propensity:
    """Fit on past offers; answers of one person hang together."""
    numbers: dict[str, int] = {}
    person = [numbers.setdefault(row.person_key, len(numbers)) if row.person_key else -1 for row in rows]
    return Propensity().fit(features(rows), np.array([row.yes for row in rows]), np.array(person, dtype=np.int64))


def features(rows: Sequence[Answered]) -> Asked:
    """What the decisions saw when they made these offers."""
    return of_moments([_moment(row) for row in rows], [_made(row.offer) for row in rows])


def _made(offer: dict[str, Any]) -> OfferMade:
    chance = offer.get("source_chance")
    if chance is None:
        return OfferMade(offer["kind"], offer["chance"], offer["base_chance"], offer["premium"], offer["price"])
    return OfferMade(offer["kind"], chance, offer["source_base_chance"], offer["premium"], offer["price"])


def _moment(row: Answered) -> Moment:
    cart, person = row.saw.get("cart", []), row.saw.get("person")
    placement, total = row.placement, sum(line["quantity"] * line["unit_price"] for line in cart)
    if person is None:
        return Moment(placement, total, len(cart), row.at.month)
    ordered_at = person.get("ordered_at")
    recency = (row.at - datetime.fromisoformat(ordered_at)).total_seconds() / 86_400 if ordered_at else None
    return Moment(
        placement,
        total,
        len(cart),
        row.at.month,
        known=True,
        owned=person["owned"],
        declined=len(person.get("refused", ())),
        satisfaction=person.get("satisfaction"),
        recency_days=recency,
        declined_kinds=person.get("refused_kinds", {}),
    )
