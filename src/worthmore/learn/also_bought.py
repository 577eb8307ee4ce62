"""Customers who bought this also bought: over their whole history, in whatever order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.baskets import Baskets
from worthmore.learn.pairs import PairEstimator
from worthmore.vocabulary.evidence import Basis


@dataclass
class AlsoBought(PairEstimator):
    """Learned from customers; formulas and parameters stand with PairEstimator, a customer's history being the basket.

    `customers` are true counts. A customer had several orders to buy the other item in, an offer has one: chances
    are therefore spread over the orders customers have on average, chance = 1 - (1 - share of customers)^(1 / orders).
    """

    basis: ClassVar[Basis] = Basis.CUSTOMERS

    def _prepare(self, baskets: Baskets) -> Baskets:
        return baskets.lifetimes()

    def _per_order(self, chance: NDArray[np.float64], orders_each: float) -> NDArray[np.float64]:
        spread: NDArray[np.float64] = 1.0 - (1.0 - np.minimum(chance, 1.0)) ** (1.0 / max(orders_each, 1.0))
        return spread

    def _sentence(self, pair: Any, one: int, other: int) -> str:
        singles = f"{one} of {self.total_} customers bought the first and {other} the second"
        if pair is None:
            return f"{singles}; too few bought both to say that they go together."
        return (
            f"{singles}; {pair['customers']} bought both: {pair['lift']:.1f} times what chance explains "
            f"(95 % sure of {pair['lift_low']:.1f} to {pair['lift_high']:.1f})."
        )
