"""What the customers of a source are like and may do: who stands where, who likes what, how much dearer they choose,
when they are back and what they spend. Groups are counted, never named one by one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.order_value import OrderValue
from worthmore.learn.premium_acceptance import PremiumAcceptance
from worthmore.learn.premium_steps import ladder_names
from worthmore.learn.purchase_histories import histories
from worthmore.learn.repeat_purchase import RepeatPurchase
from worthmore.learn.segments import Customers, Preferences, Standings, Tastes, customers, over_time
from worthmore.learn.segments.standing import STANDINGS, Segmented
from worthmore.training.reading import Material

MONTH, MONTHS = 30, 6
MOST_KINDS = 200
MOST_ASKED = 5_000
"""So many customers, drawn evenly, are grouped by what they like: the time grouping takes grows with their number."""
MOST_CAPS = 20


@dataclass(frozen=True, eq=False)
class People:
    """What was learned of customers. `returning` is how many of them came back at least once."""

    premium: PremiumAcceptance
    repeat: RepeatPurchase
    value: OrderValue
    returning: int
    segments: dict[str, Any]
    preferences: list[dict[str, Any]]

    def save(self, folder: Path) -> None:
        """Write what is asked of single customers and products later."""
        self.premium.save(folder / "premium_acceptance")
        self.repeat.save(folder / "repeat_purchase")
        self.value.save(folder / "order_value")

    def summary(self) -> dict[str, Any]:
        """Groups and caps, for people to read."""
        premium = self.premium.summary(MOST_CAPS)
        premium.pop("curve")
        return {
            "segments": self.segments,
            "preferences": self.preferences,
            "premium": premium,
            "returning": self.returning,
        }


def people(material: Material, minimum_customers: int) -> People:
    """Learn from the orders of known customers, as seen on the day of the newest."""
    least = max(minimum_customers, 1)
    person, day, spent = _days(material)
    until = float(day.max()) if len(day) else 0.0
    _, seen = histories(person, day, spent, int(until))
    return People(
        PremiumAcceptance(least).fit(material.baskets, material.paid, ladder_names(material.products)),
        RepeatPurchase().fit(seen),
        OrderValue().fit(seen),
        int(np.count_nonzero(seen.repeats)),
        _segments(person, day, spent, until, least),
        _preferences(material, least),
    )


def _days(material: Material) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """One entry a known customer and day, up to the day of learning, with what was spent, in the usual currency."""
    lines = material.purchases
    currencies = np.array([product.currency for product in material.products] or [""])
    names, number = np.unique(currencies, return_inverse=True)
    usual = int(np.bincount(number[lines.item], minlength=len(names)).argmax()) if len(lines.item) else 0
    good = (lines.person >= 0) & np.isfinite(lines.day) & (lines.day <= lines.until)
    good &= number[lines.item] == usual if len(lines.item) else False
    person, day = lines.person[good].astype(np.int64), np.floor(lines.day[good]).astype(np.int64)
    order = np.lexsort((day, person))
    person, day, spent = person[order], day[order], material.spent[good][order]
    if not len(person):
        return person, day, spent
    starts = np.flatnonzero(np.r_[True, (person[1:] != person[:-1]) | (day[1:] != day[:-1])])
    total = np.add.reduceat(spent, starts)
    return person[starts], day[starts], total


def _segments(
    person: NDArray[np.int64], day: NDArray[np.int64], spent: NDArray[np.float64], until: float, least: int
) -> dict[str, Any]:
    """How many stand where now and a month before, and how many stay from month to month; the oldest first."""
    seen = [customers(person, day, spent, until - MONTH * ago) for ago in range(MONTHS, -1, -1)]
    standings = Standings().fit(seen[-1])
    assigned = [_assigned(standings.predict(one)) for one in seen]
    steps = over_time(assigned)
    return {
        "customers": len(seen[-1]),
        "standings": _counted(assigned[-1][1], assigned[-2][1], seen[-1], least),
        "usual_days": round(standings.usual_days_),
        "late_days": round(standings.late_days_),
        "staying": [
            round(one.staying, 4) if one.staying is not None and one.people >= least else None for one in steps
        ],
    }


def _assigned(found: Segmented) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    return found.person, found.standing


def _counted(now: NDArray[Any], before: NDArray[Any], seen: Customers, least: int) -> list[dict[str, Any]]:
    """Of each standing how many there are, were a month before, and which share of all that was spent is theirs."""
    total = max(float(seen.value.sum()), 1.0)
    found = []
    for place, standing in enumerate(STANDINGS):
        count, was = int((now == place).sum()), int((before == place).sum())
        share = round(float(seen.value[now == place].sum()) / total, 4)
        few = 0 < count < least
        found.append(
            {
                "standing": standing.value,
                "customers": None if few else count,
                "month_before": None if 0 < was < least else was,
                "spent_share": None if few else share,
            }
        )
    return found


def _preferences(material: Material, least: int) -> list[dict[str, Any]]:
    """Groups of customers by the categories they buy, with their share; nothing where one category is all there is."""
    kinds = _kinds(material)
    if kinds is None:
        return []
    names, kind = kinds
    lines = material.purchases
    everybody = np.unique(lines.person[lines.person >= 0])
    asked = everybody[:: max(-(-len(everybody) // MOST_ASKED), 1)]
    there = np.isin(lines.person, asked) & (kind[lines.item] >= 0)
    tastes = Tastes(lines.person[there].astype(np.int64), kind[lines.item[there]], np.ones(int(there.sum())), names)
    model = Preferences().fit(tastes)
    _, group = model.predict(tastes)
    if len(model.names) < 2 or not len(group):
        return []
    count = np.bincount(group, minlength=len(model.names))
    return [
        {"labels": [label for label, _ in known], "share": round(float(count[place] / len(group)), 4)}
        for place, known in enumerate(model.known_for_)
        if count[place] >= least
    ]


def _kinds(material: Material) -> tuple[list[str], NDArray[np.int64]] | None:
    """Names and, of each product, its category, as deep as there are at most so many; -1: it has none."""
    for depth in (3, 2, 1):
        paths = [product.category[:depth] for product in material.products]
        numbers = {path: place for place, path in enumerate(sorted({path for path in paths if path}))}
        if 2 <= len(numbers) <= MOST_KINDS:
            kind = np.array([numbers.get(path, -1) for path in paths], dtype=np.int64)
            return [path[-1] for path in numbers], kind
    return None
