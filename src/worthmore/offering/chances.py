"""The learned chance of a yes to each candidate of a decision, from the same facts that it was learned from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from worthmore.decide.ports import Chances
from worthmore.decide.premium import own_premium
from worthmore.decide.purchase import Purchase
from worthmore.learn.offered import Moment, OfferMade, of_moment
from worthmore.learn.propensity_features import Asked
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.situation import Situation

Predict = Callable[[Asked], NDArray[np.float64]]


def learned_chances(predict: Predict) -> Chances:
    """Asks for all candidates of a decision at once."""

    def chances(situation: Situation, candidates: Sequence[Candidate]) -> Sequence[float]:
        purchase = Purchase.of(situation)
        asked = of_moment(moment_of(situation), [_made(purchase, one) for one in candidates])
        found: list[float] = predict(asked).tolist()
        return found

    return chances


def moment_of(situation: Situation) -> Moment:
    """What of a situation is kept with its decision."""
    person, at = situation.person, situation.at
    total, lines = situation.total, len(situation.cart)
    if person is None:
        return Moment(situation.placement.name, total, lines, at.month)
    ordered_at = person.standing.ordered_at
    return Moment(
        situation.placement.name,
        total,
        lines,
        at.month,
        known=True,
        owned=len(person.owned),
        declined=len(person.refused),
        satisfaction=person.satisfaction,
        recency_days=None if ordered_at is None else (at - ordered_at).total_seconds() / 86_400,
        declined_kinds=person.refused_kinds,
    )


def _made(purchase: Purchase, candidate: Candidate) -> OfferMade:
    premium = own_premium(purchase, candidate)
    share = None if premium is None else premium.share
    return OfferMade(candidate.kind.value, candidate.chance, candidate.base_chance, share, candidate.product.price)
