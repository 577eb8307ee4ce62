"""What estimators of pairs share: counted pairs become lists of neighbours with their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.baskets import Baskets
from worthmore.learn.counting import PairCounts, PairRule, count_pairs, lift_margin, shrunk_chance, shrunk_lift
from worthmore.learn.estimator import Estimator, UnknownItemError, check_at_least
from worthmore.learn.neighbours import BASES, RECORD, NeighbourTable
from worthmore.vocabulary.evidence import Basis


@dataclass(frozen=True, slots=True)
class PairExplanation:
    """The numbers behind one pair, and the same in a sentence. `kept`: whether the pair became a rule."""

    kept: bool
    together: int
    customers: int
    one_count: int
    other_count: int
    total: int
    chance: float
    base_chance: float
    lift: float
    lift_low: float
    lift_high: float
    text: str


@dataclass
class PairEstimator(Estimator):
    """Finds, for each item, others bought with it more often than chance explains, by enough different customers.

    `top` is how many neighbours an item keeps at most. The lift is (together + p) / (expected + p), where `expected`
    is what independence explains and p is `lift_prior`: with the default of one, two coincidences never make a rule.
    Its 95 % interval is the lift times exp(± 1.96 / √(witnesses + p)), witnesses being different customers and guest
    baskets. The chance is (together + q · share) / (baskets with the first + q), where `share` is the share of
    all baskets that hold the other and q is `chance_prior`. Baskets of more than `largest_basket` different items
    are left out: they say little, and cost the square of their size.
    """

    minimum_customers: int = 20
    top: int = 20
    lift_prior: float = 1.0
    chance_prior: float = 10.0
    largest_basket: int = 2000

    basis: ClassVar[Basis]
    unit: ClassVar[str]
    learned: ClassVar[tuple[str, ...]] = ("neighbours_", "item_baskets_", "basket_count_")

    neighbours_: ClassVar[NeighbourTable]
    item_baskets_: ClassVar[NDArray[np.int64]]
    basket_count_: ClassVar[int]
