"""A telephone shop: four plans by the month, counted minutes and data, roaming as an addition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from worthmore.simulation.contracts.making import Files, Somebody, customers, days_before, month_before, numbers, table

NAME, OTHERS, MONTHS = "telephone", 240, 6
PEOPLE = (
    Somebody("nora", "Nora Aerts", "fills the minutes of her plan: the next plan, naming only what is better"),
    Somebody("omar", "Omar Diallo", "uses a fifth of his plan: no larger one, but the smaller one, honestly shown"),
    Somebody("piet", "Piet Vos", "has not used his plan for months: help first, and no offer"),
)
PLANS = {"tel-small": (200, 5), "tel-medium": (500, 10), "tel-large": (1000, 20), "tel-endless": (None, None)}
PRODUCTS = (
    ("tel-small", "Mobile Small", "16.00", 9, "tel-roaming"),
    ("tel-medium", "Mobile Medium", "20.00", 11, "tel-roaming"),
    ("tel-large", "Mobile Large", "25.00", 13, "tel-roaming"),
    ("tel-endless", "Mobile Endless", "31.00", 15, "tel-roaming"),
    ("tel-roaming", "Roaming outside Europe", "4.00", 2, ""),
)
NAMED = {"nora": (0.95, 0.5), "omar": (0.2, 0.2), "piet": (0.0, 0.0)}


def files(today: date, dice: np.random.Generator) -> Files:
    """The shop's files on a day."""
    contracts: list[tuple[object, ...]] = []
    usage: list[tuple[object, ...]] = []
    for who, plan, minutes, data in _people(dice):
        unused = minutes == 0.0
        contracts.append(
            (
                f"T-{who}",
                who,
                plan,
                days_before(today, 30 * int(dice.integers(8, 60))),
                days_before(today, 120 if unused else int(dice.integers(0, 3))),
                "",
            )
        )
        usage += _usage(f"T-{who}", PLANS[plan], (minutes, data), today, dice)
    return {
        "products": table(("sku", "name", "price", "cost", "deep sell"), PRODUCTS),
        "customers": customers(NAME, PEOPLE, OTHERS),
        "plans": table(
            (
                "sku",
                "ladder",
                "level",
                "term months",
                "limit: minutes | nl=belminuten | fi=puheminuutit | fr=minutes d’appel | de=Gesprächsminuten",
                "limit: data (GB) | nl=data | fi=data | fr=données | de=Daten",
            ),
            [(sku, "Mobile", sku[4:].title(), 1, *map(_limit, limits)) for sku, limits in PLANS.items()],
        ),
        "contracts": table(
            ("contract number", "customer id", "plan code", "start date", "last used", "covers"), contracts
        ),
        "usage": table(("contract number", "counter", "month", "used"), usage),
    }


def _people(dice: np.random.Generator) -> Iterator[tuple[str, str, float, float]]:
    """Who has which plan, and how full they use it: named people as their stories say, the rest as it comes."""
    for who, fullness in NAMED.items():
        yield who, "tel-medium", *fullness
    plans = dice.choice(list(PLANS), size=OTHERS, p=(0.35, 0.4, 0.2, 0.05))
    used = np.clip(dice.beta(2.0, 2.2, size=(OTHERS, 2)), 0.02, 1.0)
    for place, who in enumerate(numbers(NAME, OTHERS)):
        yield who, str(plans[place]), float(used[place, 0]), float(used[place, 1])


def _usage(
    contract: str,
    limits: tuple[int | None, int | None],
    fullness: tuple[float, float],
    today: date,
    dice: np.random.Generator,
) -> Iterator[tuple[str, str, str, float]]:
    for counter, limit, share in zip(("Minutes", "Data"), limits, fullness, strict=True):
        for back in range(MONTHS, 0, -1):
            used = min(share * float(dice.uniform(0.97, 1.03)), 1.0) * (limit or 800)
            period = month_before(today, back).isoformat()[:7]
            yield contract, counter, period, round(used) if counter == "Minutes" else round(used, 1)


def _limit(limit: int | None) -> str:
    return "unlimited" if limit is None else str(limit)
