"""What is known of an offer when it is made, as features of its chance: the same for past offers and for new ones.

Only what is kept with every decision is used, so that learning and serving can never see different things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from worthmore.learn.propensity_features import Asked, propensity_features

NO_KINDS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment of a decision: the order before it (minor units and lines), and what is known of the person.

    `known` False: a visitor, of whom the rest is unknown. `owned` products, `declined` products, `declined_kinds` how
    often each kind was declined; `recency_days` since the last order.
    """

    placement: str
    order_total: int
    order_lines: int
    month: int
    known: bool = False
    owned: int = 0
    declined: int = 0
    satisfaction: float | None = None
    recency_days: float | None = None
    declined_kinds: Mapping[str, int] = field(default_factory=lambda: NO_KINDS)


@dataclass(frozen=True, slots=True)
class OfferMade:
    """One offer: its kind, the chances its source gave (0 to 1), its premium (a share, None: unknown) and its price."""

    kind: str
    chance: float
    base_chance: float
    premium: float | None
    price: int


def of_moment(moment: Moment, offers: Sequence[OfferMade]) -> Asked:
    """The features of all offers of one decision."""
    shared = {name: [value] * len(offers) for name, value in _of_moment(moment).items()}
    return _features([one.kind for one in offers], moment.placement, offers, shared, [moment] * len(offers))


def of_moments(moments: Sequence[Moment], offers: Sequence[OfferMade]) -> Asked:
    """The features of offers of many decisions, each with its own moment."""
    rows = [_of_moment(moment) for moment in moments]
    shared = {name: [row[name] for row in rows] for name in (rows[0] if rows else _of_moment(Moment("", 0, 0, 1)))}
    return _features([one.kind for one in offers], [one.placement for one in moments], offers, shared, moments)


def _of_moment(moment: Moment) -> dict[str, float | None]:
    known = moment.known
    return {
        "order_total": moment.order_total,
        "order_lines": moment.order_lines,
        "month": moment.month,
        "known": float(known),
        "purchases": moment.owned if known else None,
        "declined": moment.declined if known else None,
        "satisfaction": moment.satisfaction,
        "recency_days": moment.recency_days,
    }


def _features(
    kinds: Sequence[str],
    placement: str | Sequence[str],
    offers: Sequence[OfferMade],
    shared: Mapping[str, Sequence[float | None]],
    moments: Sequence[Moment],
) -> Asked:
    columns = {name: [_number(value) for value in values] for name, values in shared.items()}
    columns["chance"] = [one.chance for one in offers]
    columns["base_chance"] = [one.base_chance for one in offers]
    columns["premium"] = [_number(one.premium) for one in offers]
    columns["price"] = [one.price for one in offers]
    columns["kind_declined"] = [
        float(moment.declined_kinds.get(one.kind, 0)) if moment.known else UNKNOWN
        for moment, one in zip(moments, offers, strict=True)
    ]
    return propensity_features(kinds, placement, columns)


UNKNOWN = float("nan")


def _number(value: float | None) -> float:
    return UNKNOWN if value is None else value
