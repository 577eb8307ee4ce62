"""An insurer: yearly policies for house and car, covers to add to them, and a longer term for the house."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from worthmore.simulation.contracts.making import Files, Somebody, customers, days_before, numbers, table

NAME, OTHERS = "insurer", 160
PEOPLE = (
    Somebody("zoe", "Zoë Martens", "one policy for the house: a second cover on the same policy, never ticked"),
    Somebody("arno", "Arno Wouters", "renews in three weeks, in his third year: three years with the saving"),
    Somebody("bea", "Bea Janssens", "has every cover there is on her policy: nothing to offer"),
)
PRODUCTS = (
    ("ins-house", "House insurance", "240.00", 150, "ins-contents,ins-legal"),
    ("ins-house-3", "House insurance, 3 years", "648.00", 430, "ins-contents,ins-legal"),
    ("ins-contents", "Contents cover", "60.00", 35, ""),
    ("ins-legal", "Legal assistance", "36.00", 20, ""),
    ("ins-car", "Car insurance", "600.00", 430, "ins-roadside"),
    ("ins-roadside", "Roadside assistance", "48.00", 30, ""),
)
PLANS = (("ins-house", "House", "House", 12), ("ins-house-3", "House", "House", 36), ("ins-car", "", "Car", 12))
Policy = tuple[str, str, str, str, str, str]


def files(today: date, dice: np.random.Generator) -> Files:
    """The insurer's files on a day."""
    return {
        "products": table(
            ("sku", "name", "price", "cost", "deep sell", "financial"), [(*row, "yes") for row in PRODUCTS]
        ),
        "customers": customers(NAME, PEOPLE, OTHERS),
        "plans": table(("sku", "ladder", "level", "term months"), PLANS),
        "contracts": table(
            ("policy number", "customer id", "product code", "start date", "renewal date", "covers"),
            [*_named(today), *_others(today, dice)],
        ),
    }


def _named(today: date) -> Iterator[Policy]:
    far, soon = (today + timedelta(days=200)).isoformat(), (today + timedelta(days=21)).isoformat()
    yield "P-zoe", "zoe", "ins-house", days_before(today, 165), far, ""
    yield "P-arno", "arno", "ins-house", days_before(today, 1075), soon, "ins-contents,ins-legal"
    yield "P-bea", "bea", "ins-house", days_before(today, 895), far, "ins-contents,ins-legal"


def _others(today: date, dice: np.random.Generator) -> Iterator[Policy]:
    for who in numbers(NAME, OTHERS):
        product = str(dice.choice(("ins-house", "ins-car"), p=(0.6, 0.4)))
        years, into = int(dice.integers(0, 8)), int(dice.integers(5, 360))
        possible = ("ins-contents", "ins-legal") if product == "ins-house" else ("ins-roadside",)
        covers = ",".join(one for one in possible if dice.random() < 0.4)
        renews = (today + timedelta(days=365 - into)).isoformat()
        yield f"P-{who}", who, product, days_before(today, 365 * years + into), renews, covers
