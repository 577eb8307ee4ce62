"""Why we believe that one product belongs to another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """Where a belief comes from."""

    BASKETS = "baskets"  # bought in the same basket more often than chance explains
    CUSTOMERS = "customers"  # bought by the same customers, in whatever order
    ATTRIBUTES = "attributes"  # the catalogue says it is better
    SWAPS = "swaps"  # customers with similar baskets bought this one instead
    HAND = "hand"  # the shop said so
    GAP = "gap"  # its price closes the gap to free delivery


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts behind a belief. `customers` and `baskets` are distinct counts that saw both products.

    `lift` is how much more often both are bought together than chance explains (1 = no more), shrunk towards 1;
    `lift_low` and `lift_high` bound it at 95 %. None where the basis has no lift.
    """

    basis: Basis
    customers: int = 0
    baskets: int = 0
    lift: float | None = None
    lift_low: float | None = None
    lift_high: float | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A product that belongs to another, as learned or set by hand.

    `chance` is the chance (0 to 1) that a customer with the first product also takes this one; `base_chance` the
    chance that any customer takes it. `score` orders neighbours and is only comparable within one list.
    """

    product_id: str
    chance: float
    base_chance: float
    score: float
    evidence: Evidence
