"""Why we believe that one product belongs to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, overload


class Basis(StrEnum):
    """Where a belief comes from."""

    BASKETS = "baskets"  # bought in the same basket more often than chance explains
    CUSTOMERS = "customers"  # bought by the same customers, in whatever order
    ATTRIBUTES = "attributes"  # the catalogue says it is better
    SWAPS = "swaps"  # customers with similar baskets bought this one instead
    HAND = "hand"  # the shop said so
    GAP = "gap"  # its price closes the gap to free delivery
    USAGE = "usage"  # what the person uses of the contract they have
    CONTRACT = "contract"  # the terms of the contract they have
    INSTEAD = "instead"  # the same customers buy now the one, now the other, hardly ever both at once
    ALIKE = "alike"  # too few bought it to say so themselves; those most like it go with the other


class Evidence(NamedTuple):
    """Counts behind a belief. `customers` and `baskets` are distinct counts that saw both products.

    `lift` is how much more often both are bought together than chance explains (1 = no more), shrunk towards 1;
    `lift_low` and `lift_high` bound it at 95 %. None where the basis has no lift.

    A named tuple, as `Neighbour` is: a decision may make a hundred of both, and a frozen dataclass takes longer.
    """

    basis: Basis
    customers: int = 0
    baskets: int = 0
    lift: float | None = None
    lift_low: float | None = None
    lift_high: float | None = None


class Neighbour(NamedTuple):
    """A product that belongs to another, as learned or set by hand.

    `chance` is the chance (0 to 1) that a customer with the first product also takes this one; `base_chance` the
    chance that any customer takes it. `score` orders neighbours and is only comparable within one list.
    """

    product_id: str
    chance: float
    base_chance: float
    score: float
    evidence: Evidence


class NeighbourList(Sequence[Neighbour]):
    """Neighbours, best first, each made when it is reached: a decision looks at the first few of many lists.

    `begin` begins at the first every time it is called; whoever walks on to the end makes all of them.
    """

    def __init__(self, begin: Callable[[], Iterator[Neighbour]]) -> None:
        self._begin = begin

    def __iter__(self) -> Iterator[Neighbour]:
        return self._begin()

    @overload
    def __getitem__(self, place: int) -> Neighbour: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Neighbour]: ...
    def __getitem__(self, place: int | slice) -> Neighbour | Sequence[Neighbour]:
        return self._all[place]

    def __len__(self) -> int:
        return len(self._all)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def _all(self) -> tuple[Neighbour, ...]:
        return tuple(self._begin())
