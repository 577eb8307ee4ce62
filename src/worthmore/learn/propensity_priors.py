"""What is believed of a chance before anybody has answered.

These are priors, stated so that somebody can disagree with them, and not measurements. The source of an offer usually
knows more (how often baskets hold both products, how much dearer the better version is), so a figure below is used
only where the source says nothing. Every answer weakens them: see `Propensity`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.propensity_features import Asked
from worthmore.vocabulary.decision import OfferKind

USUAL: Final = 0.04
"""For a kind that is not listed below."""

BY_KIND: Final[Mapping[str, float]] = {
    OfferKind.UPGRADE: 0.05,
    OfferKind.SIZE_UP: 0.08,
    OfferKind.COMPLEMENT: 0.05,
    OfferKind.ALSO_BOUGHT: 0.03,
    OfferKind.THRESHOLD_FILLER: 0.05,
    OfferKind.IMPULSE: 0.06,
    OfferKind.PROTECTION: 0.05,
    OfferKind.SERVICE: 0.08,
    OfferKind.REFILL: 0.10,
    OfferKind.REPLACEMENT: 0.06,
    OfferKind.NEXT_SIZE: 0.08,
    OfferKind.BUNDLE: 0.04,
    OfferKind.FUNNEL_STEP: 0.06,
    OfferKind.GOLDEN: 0.04,
    OfferKind.DEEP_SELL: 0.03,
    OfferKind.PLAN_UPGRADE: 0.03,
    OfferKind.PLAN_DOWNGRADE: 0.10,
    OfferKind.LONGER_TERM: 0.05,
    OfferKind.LAUNCH: 0.03,
    OfferKind.FORGOTTEN_RANGE: 0.02,
    OfferKind.MILESTONE: 0.03,
    OfferKind.CLEARANCE: 0.03,
}
"""The chance of a yes at no premium, where the source of an offer says nothing. Priors."""

LOSES_TWO_THIRDS: Final = 0.25
"""Premium at which two thirds of those who would say yes to the same price are lost. A prior, used with BY_KIND only:
a chance that a source gives is already one at its price."""

KNOWN_ODDS: Final = 1.25
VISITOR_ODDS: Final = 0.8
"""How a customer's odds of a yes, and a visitor's, compare with the average of both. Priors, and modest on purpose:
there is folklore of far larger differences, without data."""

LEAST, MOST = 1e-4, 0.95
"""No chance is believed to be smaller or larger than these before it is answered."""


def prior_chance(asked: Asked) -> NDArray[np.float64]:
    """The chance of a yes to each offer before anything was learned from answers, between LEAST and MOST.

    The source's own chance where it gives one, else BY_KIND falling with the premium; then the odds of customers and
    visitors apart. It never rises with the premium.
    """
    given = asked.of("chance")
    unknown = np.isnan(given)
    if unknown.any():
        kinds = np.array([BY_KIND.get(kind, USUAL) for kind in asked.kind])
        falls = np.exp(-np.maximum(np.nan_to_num(asked.of("premium")), 0.0) / LOSES_TWO_THIRDS)
        given = np.where(unknown, kinds * falls, given)
    given = np.minimum(np.maximum(given, LEAST), MOST)
    odds = given / (1.0 - given) * odds_by_customer(asked)
    return np.asarray(np.minimum(np.maximum(odds / (1.0 + odds), LEAST), MOST))


def odds_by_customer(asked: Asked) -> NDArray[np.float64]:
    """What the odds are multiplied by: KNOWN_ODDS for customers, VISITOR_ODDS for visitors, 1 where nobody says."""
    known = asked.of("known")
    return np.where(np.isnan(known), 1.0, np.where(known > 0, KNOWN_ODDS, VISITOR_ODDS))
