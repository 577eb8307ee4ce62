"""Boosted trees as plain arrays: learned by scikit-learn, read by a compiled loop, saved without pickle."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.next_basket.nearest import compiled, in_blocks, unsigned

_ARRAYS = ("root", "feature", "threshold", "left", "right", "missing_left", "value")
LEAF = np.uint32(2**32 - 1)  # -1, read as a number without a sign
ROWS = 128


@dataclass(frozen=True, eq=False)
class Trees:
    """Nodes of all trees in a row, tree t from `root[t]`; a leaf has feature -1. Totals start at `base`."""

    base: float
    root: NDArray[np.int64]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    missing_left: NDArray[np.bool_]
    value: NDArray[np.float64]

    def chance(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """The chance each row of features has, between 0 and 1."""
        total = self.total(features)
        chances: NDArray[np.float32] = (1.0 / (1.0 + np.exp(-total))).astype(np.float32)
        return chances

    def total(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """What the trees say of each row in sum: log odds where they learned a chance, else the value itself."""
        out = np.empty(len(features), dtype=np.float64)
        nodes = (unsigned(getattr(self, name)) for name in ("root", "feature", "left", "right"))
        arrays = (*nodes, self.threshold, self.missing_left, self.value)

        def block(first: int, last: int) -> None:
            _walk(first, last, features, arrays, self.base, out)

        in_blocks(len(features), block, size=65_536)
        return out

    def save(self, folder: Path) -> None:
        """Write the arrays to a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "base.npy", np.array(self.base), allow_pickle=False)
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Trees:
        """What `save` wrote."""
        arrays = {name: np.load(folder / f"{name}.npy", allow_pickle=False) for name in _ARRAYS}
        return cls(float(np.load(folder / "base.npy", allow_pickle=False)), **arrays)


@dataclass(frozen=True)
class Boosting:
    """How the trees are grown (scikit-learn's HistGradientBoostingClassifier, no randomness)."""

    trees: int = 200
    leaves: int = 15
    rate: float = 0.05
    least_rows: int = 200
    ridge: float = 10.0


def grow(features: NDArray[np.float32], yes: NDArray[np.bool_], weight: NDArray[Any], how: Boosting) -> Trees:
    """Learn the chance of yes from rows of features; columns without any value are left aside."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=how.trees, max_leaf_nodes=how.leaves, learning_rate=how.rate, min_samples_leaf=how.least_rows,
        l2_regularization=how.ridge, early_stopping=False, random_state=0,
    )  # fmt: skip
    empty = np.isnan(features).all(axis=0)
    model.fit(np.where(empty, np.float32(0.0), features), yes, sample_weight=weight / weight.mean())
    return exported(model)


def exported(model: Any) -> Trees:
    """scikit-learn keeps the nodes of each tree as one array of records; the names below are its own."""
    nodes = [steps[0].nodes for steps in model._predictors]
    root = np.cumsum([0, *(len(one) for one in nodes[:-1])], dtype=np.int64)
    every = np.concatenate(nodes)
    offset = np.repeat(root, [len(one) for one in nodes])
    leaf = every["is_leaf"].astype(bool)
    return Trees(
        float(np.ravel(model._baseline_prediction)[0]),
        root,
        np.where(leaf, -1, every["feature_idx"]).astype(np.int32),
        every["num_threshold"].astype(np.float64),
        every["left"].astype(np.int64) + offset,
        every["right"].astype(np.int64) + offset,
        every["missing_go_to_left"].astype(bool),
        every["value"].astype(np.float64),
    )


@compiled
def _walk(first: Any, last: Any, features: Any, arrays: Any, base: Any, out: Any) -> None:
    """Tree after tree for a few rows at a time, so that a tree and the rows are near at hand."""
    root, feature, left, right, threshold, missing_left, value = arrays
    for start in range(first, last, ROWS):
        some, total = features[start : min(start + ROWS, last)], out[start : min(start + ROWS, last)]
        total[:] = base
        for tree in root:
            for row in range(np.uint64(len(some))):
                node = tree
                while feature[node] != LEAF:
                    found = some[row, feature[node]]
                    lower = found <= threshold[node] or (missing_left[node] and np.isnan(found))
                    node = left[node] if lower else right[node]
                total[row] += value[node]
