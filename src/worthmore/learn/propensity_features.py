"""What the chance of a yes is judged by: one function, for learning from past offers and for judging new ones.

Only what a decision has before it offers anything, in plain values. What is missing here on purpose: the shop's margin
(a customer does not see it, and ranking multiplies by it anyway), language, name, place and age of the person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Names = str | Sequence[str]
Column = Any  # one number for all offers, or one for each: a list or an array; None and NaN are unknown

NUMBERS = (
    "chance",  # of a yes, as the source of the offer says before any answer, 0 to 1
    "base_chance",  # that it is bought without the offer too, 0 to 1
    "premium",  # extra as a share of the reference; unknown where there is no reference
    "price",  # of one unit, minor units
    "order_total",  # what the order costs before, minor units
    "order_lines",  # how many lines it has
    "customers",  # different customers behind the evidence
    "baskets",  # baskets behind the evidence
    "lift",  # how much more often than chance both are bought
    "known",  # 1: a customer the shop knows; 0: a visitor
    "recency_days",  # since the person last bought
    "purchases",  # how many products or orders the person bought before
    "shown",  # offers shown to this person before
    "accepted",  # … of those accepted
    "declined",  # … of those declined
    "kind_declined",  # offers of this kind declined since one was last accepted
    "satisfaction",  # 0 unhappy to 1 happy
    "reduction",  # announced reduction as a share of the former price
    "personal",  # 1: it comes from what is known of the person
    "month",  # 1 to 12
)
_PLACE = {name: place for place, name in enumerate(NUMBERS)}
_COUNTED = ("price", "order_total", "order_lines", "customers", "baskets", "recency_days", "purchases")
_LOGARITHMIC = tuple(_PLACE[name] for name in (*_COUNTED, "shown", "accepted", "declined", "kind_declined"))
_POSITIVE = _PLACE["lift"]
_LISTS = (list, tuple, np.ndarray)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Offers whose chance is asked: `numbers` has a row for each of NUMBERS and a column for each offer, NaN unknown.

    Amounts, counts and days stand as log(1 + x), lift as log(x). `kind` has a name an offer, `placement` too unless all
    are at the same, `product` its id or is None where nobody says. Made by `propensity_features` only.
    """

    kind: Sequence[str]
    placement: Names
    numbers: NDArray[np.float64]
    product: Sequence[str] | None = None

    def __len__(self) -> int:
        return len(self.kind)

    def of(self, name: str) -> NDArray[np.float64]:
        """One row of the numbers."""
        row: NDArray[np.float64] = self.numbers[_PLACE[name]]
        return row

    def take(self, rows: NDArray[Any]) -> Asked:
        """Some of the offers, by place or by a mask."""
        places = np.arange(len(self))[rows].tolist()
        placement = self.placement if isinstance(self.placement, str) else [self.placement[one] for one in places]
        product = None if self.product is None else [self.product[one] for one in places]
        return Asked([self.kind[one] for one in places], placement, self.numbers[:, rows], product)


def propensity_features(
    kind: Names, placement: Names, columns: Mapping[str, Column], product: Sequence[str] | None = None
) -> Asked:
    """The features of some offers from plain values; a single name or number stands for all of them.

    `columns` may have any of NUMBERS; what is not there is unknown. `product` are the offered products' ids. Infinite
    numbers, and amounts and counts below zero, count as unknown. ValueError for another name or for columns of unequal
    length.
    """
    count = _count(kind, placement, columns, product)
    numbers = np.full((len(NUMBERS), count), np.nan)
    for name, values in columns.items():
        place = _PLACE.get(name)
        if place is None:
            raise ValueError(f"propensity: there is no feature {name!r}; there are {', '.join(NUMBERS)}")
        if values is not None:
            numbers[place] = values
    return Asked([kind] * count if isinstance(kind, str) else kind, placement, _plain(numbers), product)


def _plain(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(divide="ignore", invalid="ignore"):
        numbers[_LOGARITHMIC, :] = np.log1p(numbers[_LOGARITHMIC, :])
        numbers[_POSITIVE] = np.log(numbers[_POSITIVE])
    numbers[~np.isfinite(numbers)] = np.nan
    return numbers


def _count(kind: Names, placement: Names, columns: Mapping[str, Column], product: Sequence[str] | None) -> int:
    """How many offers there are: the one length of everything that has one."""
    named = {"kind": kind, "placement": placement, "product": product, **columns}
    lengths = {name: len(values) for name, values in named.items() if isinstance(values, _LISTS)}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ValueError(f"propensity: columns of unequal length: {told}")
    return next(iter(lengths.values()), 1)
