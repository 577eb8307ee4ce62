"""What goes with what: items bought in the same basket more often than chance explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from worthmore.learn.pairs import PairEstimator
from worthmore.vocabulary.evidence import Basis


@dataclass
class Complements(PairEstimator):
    """Learned from baskets; formulas and parameters stand with PairEstimator.

    Ordered by √(chance × lower bound of the lift): a best seller is likely with everything but special with nothing,
    a coincidence is special but unlikely; a complement is both.
    """

    basis: ClassVar[Basis] = Basis.BASKETS

    def _sentence(self, pair: Any, one: int, other: int) -> str:
        singles = f"{one} of {self.total_} baskets hold the first and {other} the second"
        if pair is None:
            return f"{singles}; too few hold both to say that they go together."
        return (
            f"{singles}; {pair['baskets']} hold both, bought by {pair['customers']} different customers: "
            f"{pair['lift']:.1f} times what chance explains (95 % sure of {pair['lift_low']:.1f} "
            f"to {pair['lift_high']:.1f})."
        )
