"""Only what the shop sells today."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation


def inactive(policy: Policy) -> Guard:
    """Refuses a product outside its dates, by the day it is at the shop."""
    zone = ZoneInfo(policy.time_zone)

    def prepare(situation: Situation) -> Examine | None:
        day = situation.at.astimezone(zone).date()

        def examine(candidate: Candidate) -> str | None:
            product = candidate.product
            if product.active_from is None is product.active_until:
                return None
            return None if product.active_on(day) else _detail(product, day)

        return examine

    return Guard("inactive", prepare)


def _detail(product: Product, day: date) -> str:
    if product.active_from is not None and day < product.active_from:
        return f"it is sold from {product.active_from} on; today is {day}"
    return f"it was sold until {product.active_until}; today is {day}"
