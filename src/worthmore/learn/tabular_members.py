"""The models that a Tabular mixes: trees that add up, trees that look at columns together, and a linear one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.few_threads import few_threads
from worthmore.learn.next_basket.trees import Trees, exported
from worthmore.learn.tabular_columns import Bools, Floats, Table
from worthmore.learn.tabular_reading import Reading

MEMBERS = ("adding up", "together", "linear")
FOLDS = 5
ROWS_OF_EACH = 0.75  # of all rows, drawn anew for each bag


@dataclass(frozen=True, slots=True)
class Growing:
    """How trees are grown; see scikit-learn's HistGradientBoostingClassifier. `features`: share looked at a split."""

    trees: int
    leaves: int
    rate: float
    least_rows: int
    ridge: float
    features: float
    adding_up: bool


@dataclass(frozen=True, eq=False)
class Members:
    """The fitted models over one reading of the columns."""

    reading: Reading
    adding_up: Trees
    together: Trees
    linear: Floats

    def scores(self, table: Table) -> Floats:
        """The log-odds of each row by each of MEMBERS, shape (n, 3)."""
        rows = self.reading.trees_see(table)
        by_cells = linear_scores(self.linear, self.reading.cells(table))
        return np.stack([self.adding_up.total(rows), self.together.total(rows), by_cells], axis=1)

    def scores_by_length(self, table: Table, lengths: Sequence[int]) -> Floats:
        """The same with only the first so many trees, for each of `lengths`: (lengths, n, 3). For a single bag."""
        rows = self.reading.trees_see(table)
        by_cells = linear_scores(self.linear, self.reading.cells(table))
        both = (self.adding_up, self.together)
        cut = ([replace(trees, root=trees.root[:length]).total(rows) for trees in both] for length in lengths)
        return np.stack([np.stack([*some, by_cells], axis=1) for some in cut])


def grow_bag(
    reading: Reading, table: Table, yes: Bools, how: Growing, bags: int, direction: Sequence[int], dice: Any
) -> Trees:
    """Boosted trees, `bags` times on drawn rows and drawn folds of the levels' shares; their log-odds are the mean.

    `direction` holds 1, -1 or 0 for each numeric column of the reading: must rise, must fall, may do either.
    """
    grown = []
    for _ in range(bags):
        fold = dice.permutation(np.arange(len(yes)) % FOLDS)
        rows = reading.trees_see(table, yes, fold)
        drawn = _drawn(yes, dice)
        grown.append(_grow(rows[drawn], yes[drawn], how, direction, int(dice.integers(2**31))))
    return mean_of(grown)


def _drawn(yes: Bools, dice: Any) -> NDArray[np.int64]:
    """Some of the rows, as many of each answer as there are: all where they are few."""
    some = np.flatnonzero(dice.random(len(yes)) < ROWS_OF_EACH)
    return some if min(yes[some].sum(), (~yes[some]).sum()) >= 2 else np.arange(len(yes))


def _grow(rows: NDArray[np.float32], yes: Bools, how: Growing, direction: Sequence[int], seed: int) -> Trees:
    from sklearn.ensemble import HistGradientBoostingClassifier

    must = np.zeros(rows.shape[1], dtype=np.int64)
    must[: len(direction)] = direction
    model = HistGradientBoostingClassifier(
        max_iter=how.trees, max_leaf_nodes=how.leaves, learning_rate=how.rate, min_samples_leaf=how.least_rows,
        l2_regularization=how.ridge, max_features=how.features, early_stopping=False, random_state=seed,
        monotonic_cst=must, interaction_cst="no_interactions" if how.adding_up else None,
    )  # fmt: skip
    empty = np.isnan(rows).all(axis=0)  # a column nobody has: scikit-learn wants a value, any will do
    with few_threads(len(rows)):
        return exported(model.fit(np.where(empty, np.float32(0.0), rows), yes))


def mean_of(grown: Sequence[Trees]) -> Trees:
    """Several boosted models as one whose log-odds are their mean."""
    shift = np.cumsum([0, *(len(one.feature) for one in grown[:-1])])
    moved = [(one.left + by, one.right + by, one.root + by) for one, by in zip(grown, shift, strict=True)]
    left, right, root = (np.concatenate(parts) for parts in zip(*moved, strict=True))
    feature, threshold, missing_left = (
        np.concatenate([getattr(one, name) for one in grown]) for name in ("feature", "threshold", "missing_left")
    )
    value = np.concatenate([one.value for one in grown]) / len(grown)
    return Trees(
        float(np.mean([one.base for one in grown])), root, feature, threshold, left, right, missing_left, value
    )


def fit_linear(reading: Reading, table: Table, yes: Bools, strength: float) -> Floats:
    """Log-odds for each cell of the reading and, last, what is added to all: logistic regression on the cells.

    `strength` is scikit-learn's C: the larger, the less the weights are held back.
    """
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression

    cells = reading.cells(table)
    start = (
        np.arange(0, cells.size + 1, max(cells.shape[1], 1)) if cells.size else np.zeros(len(yes) + 1, dtype=np.int64)
    )
    design = sparse.csr_matrix((np.ones(cells.size), cells.ravel(), start), (len(yes), max(reading.cell_count, 1)))
    model = LogisticRegression(C=strength, max_iter=1000).fit(design, yes)
    return np.append(model.coef_[0], model.intercept_[0])


def linear_scores(weights: Floats, cells: NDArray[np.int64]) -> Floats:
    """The log-odds of each row of cells."""
    return np.asarray(weights[cells].sum(axis=1) + weights[-1])
