"""How the answers so far compare with what was believed: by kind of offer, sort of person and product.

Four layers, each believed to be nothing until answers say otherwise: all offers, the kind, the kind for customers or
for visitors, the product. One more yes never lowers a chance of its own cell; what has few answers borrows from all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.propensity_features import Asked
from worthmore.learn.ridge_logistic import Observed, expit, ridge_logistic

CUSTOMERS, VISITORS, UNSAID = range(3)
SPREAD = (0.35, 0.35, 0.25)
"""How far (standard deviation, log-odds) all offers, a kind and a cell are thought to lie from what was believed: the
first yes then weighs about as much as with `Acceptance`."""
PRODUCT_SPREAD = 0.4
STEPS = 25

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Products = Mapping[tuple[str, str], float]


@dataclass(frozen=True, eq=False)
class Cells:
    """`shift[k]` holds the log-odds to add for kind `kinds[k]` by sort of person; the last row is for other kinds.

    `shown` and `yes` (same shape) count the answers it rests on. `products` holds what a kind and product id add.
    """

    kinds: tuple[str, ...]
    shift: Floats
    shown: NDArray[np.int64]
    yes: NDArray[np.int64]
    products: Products

    def __post_init__(self) -> None:
        kinds = len(self.kinds)
        if self.shift.shape != (kinds + 1, 3) or not self.shown.shape == self.yes.shape == (kinds, 3):
            raise ValueError(f"propensity: {kinds} kinds, but shifts {self.shift.shape} and counts {self.shown.shape}")
        if not np.isfinite(self.shift).all() or not np.isfinite(list(self.products.values())).all():
            raise ValueError("propensity: some shift is not a finite number")

    def of(self, asked: Asked) -> Floats:
        """What to add to the log-odds of each offer."""
        place = {kind: row for row, kind in enumerate(self.kinds)}
        other = len(self.kinds)
        found = self.shift[[place.get(kind, other) for kind in asked.kind], person_sort(asked)]
        if asked.product is not None and self.products:
            own = self.products.get
            found = found + [own(one, 0.0) for one in zip(asked.kind, asked.product, strict=True)]
        return np.asarray(found)

    def counts(self, kind: str) -> tuple[int, int]:
        """How many offers of a kind were shown, and accepted."""
        if kind not in self.kinds:
            return 0, 0
        row = self.kinds.index(kind)
        return int(self.shown[row].sum()), int(self.yes[row].sum())


def person_sort(asked: Asked) -> NDArray[np.int64]:
    """CUSTOMERS, VISITORS or UNSAID of each offer."""
    known = asked.of("known")
    return np.where(known > 0, CUSTOMERS, np.where(known == 0, VISITORS, UNSAID))


def count_cells(asked: Asked, yes: Bools, believed: Floats) -> Cells:
    """Learn from answers to offers whose log-odds were `believed`."""
    kinds = tuple(sorted(set(asked.kind)))
    place = {kind: row for row, kind in enumerate(kinds)}
    cell = np.array([place[kind] for kind in asked.kind], dtype=np.int64) * 3 + person_sort(asked)
    penalty = np.repeat(np.power(SPREAD, -2.0), (1, len(kinds), 3 * len(kinds)))
    observed = Observed(_layers(len(kinds)), cell, yes.astype(np.float64), believed)
    weights = ridge_logistic(observed, penalty, np.zeros(len(penalty)))
    shift = np.full((len(kinds) + 1, 3), weights[0])  # a kind never answered to: what all offers together say
    shift[:-1] = (observed.rows @ weights).reshape(-1, 3)
    shown, said_yes = (np.bincount(one, minlength=3 * len(kinds)).reshape(-1, 3) for one in (cell, cell[yes]))
    return Cells(kinds, shift, shown, said_yes, _count_products(asked, yes, observed.scores(weights)))


def _layers(kinds: int) -> Floats:
    """Which layers each cell is in: all, its kind, itself."""
    return np.hstack([np.ones((3 * kinds, 1)), np.repeat(np.eye(kinds), 3, axis=0), np.eye(3 * kinds)])


def _count_products(asked: Asked, yes: Bools, believed: Floats) -> Products:
    """What each product's own answers add to what was believed; Newton's method for all of them at once."""
    if asked.product is None or not len(yes):
        return {}
    names = sorted(set(zip(asked.kind, asked.product, strict=True)))
    number = {name: place for place, name in enumerate(names)}
    place = np.array([number[one] for one in zip(asked.kind, asked.product, strict=True)], dtype=np.int64)
    shift = np.zeros(len(names))
    for _ in range(STEPS):
        chance = expit(believed + shift[place])
        slope = np.bincount(place, yes - chance, len(names)) - shift / PRODUCT_SPREAD**2
        step = slope / (np.bincount(place, chance * (1.0 - chance), len(names)) + PRODUCT_SPREAD**-2)
        shift += np.clip(step, -0.5, 0.5)
        if np.abs(step).max() < 1e-9:
            break
    return dict(zip(names, shift.tolist(), strict=True))
