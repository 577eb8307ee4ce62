"""Where a shop's customers stand, as a training leaves it behind: counts of groups, never of a few people."""

from __future__ import annotations

from typing import Any

from worthmore.learn.journeys import Bounds, Standing, journeys
from worthmore.training.reading import Material
from worthmore.vocabulary.policy import Policy

MOST_DEPARTMENTS = 60


def journey_summary(material: Material, policy: Policy) -> list[dict[str, Any]]:
    """The whole shop first ("" its name), then its departments, the largest first.

    Of a group of fewer than `minimum_customers` nothing is kept, of a count below that only that it is small (null).
    """
    departments = [product.category[0] if product.category else "" for product in material.products]
    bounds = Bounds(policy.first_hours, policy.use_days, policy.lapse_days)
    least = max(policy.minimum_customers, 1)
    found = [
        (name, one) for name, one in journeys(material.purchases, departments, bounds).items() if one.customers >= least
    ]
    found.sort(key=lambda named: (named[0] != "", -named[1].customers, named[0]))
    return [_told(name, one, least) for name, one in found[: MOST_DEPARTMENTS + 1]]


def _told(name: str, one: Standing, least: int) -> dict[str, Any]:
    return {
        "department": name,
        "customers": one.customers,
        "stages": {stage.value: _enough(count, least) for stage, count in one.stages.items()},
        "returned": _enough(one.returned, least),
    }


def _enough(count: int, least: int) -> int | None:
    return count if count >= least or not count else None
