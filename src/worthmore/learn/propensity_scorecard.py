"""Points for what a decision sees: boosted trees, learned by scikit-learn and written out as tables.

For each kind of offer the log-odds are a sum of points, one for each feature's value. The trees are held to that form
while they grow (a branch may use the kind and one other feature), so the tables say exactly what the trees say, and a
decision looks them up in microseconds without scikit-learn. The points never rise with the premium and never fall with
what was believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.few_threads import few_threads
from worthmore.learn.propensity_features import NUMBERS, Asked

EDGES = 31
BELIEF, PREMIUM = NUMBERS.index("chance"), NUMBERS.index("premium")
MOST_NAMES = 250  # scikit-learn takes at most 255 different values of a named feature; the rarest are left out

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Boosting:
    """How the trees are grown; see scikit-learn's HistGradientBoostingClassifier. No randomness."""

    trees: int
    leaves: int
    rate: float
    least_answers: int
    ridge: float


@dataclass(frozen=True, eq=False)
class Scorecard:
    """Log-odds by tables; K kinds and P placements by name, F numbers, E edges.

    `edges` (F, E), ascending, filled up with infinity: a number's bin is how many edges lie below it, and E + 1 if it
    is unknown. `points` (F, K + 1, E + 2) by number, kind and bin; `placement_points` (K + 1, P + 1); `start` (K + 1).
    The last kind and the last placement stand for those never seen. Where NUMBERS says chance, this reads what was
    believed, as log-odds. Points of a kind are 0 on average over its answers.
    """

    kinds: tuple[str, ...]
    placements: tuple[str, ...]
    edges: Floats
    points: Floats
    placement_points: Floats
    start: Floats

    def __post_init__(self) -> None:
        kinds, placements, (numbers, edges) = len(self.kinds) + 1, len(self.placements) + 1, self.edges.shape
        wanted = {"points": (numbers, kinds, edges + 2), "placement_points": (kinds, placements), "start": (kinds,)}
        for name, shape in wanted.items():
            found = getattr(self, name)
            if found.shape != shape or not np.isfinite(found).all():
                raise ValueError(f"scorecard: {name} should be finite numbers of shape {shape}; it is {found.shape}")
        if numbers != len(NUMBERS):
            raise ValueError(f"scorecard: tables for {numbers} features; this version has {len(NUMBERS)}, fit it again")

    def score(self, asked: Asked, believed: Floats) -> Floats:
        """The log-odds of each offer."""
        kind, placement = self.codes(asked)
        bins = self.bins(asked.numbers, believed)
        points = self.points[np.arange(len(NUMBERS))[:, None], kind, bins].sum(axis=0)
        return np.asarray(self.start[kind] + self.placement_points[kind, placement] + points)

    def parts(self, asked: Asked, believed: Floats, row: int) -> dict[str, float]:
        """The points of one offer by feature, and "placement"."""
        one = asked.take(np.array([row]))
        kind, placement = self.codes(one)
        bins = self.bins(one.numbers, believed[row : row + 1])
        found = self.points[np.arange(len(NUMBERS)), kind[0], bins[:, 0]]
        parts = dict(zip(NUMBERS, found.tolist(), strict=True))
        return {**parts, "placement": float(self.placement_points[kind[0], placement].ravel()[0])}

    def codes(self, asked: Asked) -> tuple[NDArray[np.int64], Any]:
        """The place of each offer's kind and placement in the tables; one placement for all where all share it."""
        kinds = _codes(self.kinds, asked.kind)
        if isinstance(asked.placement, str):
            return kinds, _codes(self.placements, [asked.placement])[0]
        return kinds, _codes(self.placements, asked.placement)

    def bins(self, numbers: Floats, believed: Floats) -> NDArray[np.int64]:
        """The bin of each number, same shape."""
        return binned(numbers, believed, self.edges)


def binned(numbers: Floats, believed: Floats, edges: Floats) -> NDArray[np.int64]:
    """How many edges lie below each number; one more than there are edges if it is unknown. Shape (F, n)."""
    values = numbers.copy()
    values[BELIEF] = believed
    bins = np.empty(values.shape, dtype=np.int64)
    for row, cuts in enumerate(edges):  # twenty searches are quicker than comparing everything with everything
        bins[row] = cuts.searchsorted(values[row])
    bins[np.isnan(values)] = edges.shape[1] + 1
    return bins


def find_edges(values: Floats) -> Floats:
    """At most EDGES cuts between the values of one feature, at quantiles; filled up with infinity."""
    edges = np.full(EDGES, np.inf)
    known = np.unique(values[~np.isnan(values)])
    if len(known) > EDGES + 1:
        known = np.unique(np.nanquantile(values, np.linspace(0, 1, EDGES + 2)[1:-1], method="lower"))
        edges[: len(known)] = known
    elif len(known) > 1:
        edges[: len(known) - 1] = (known[1:] + known[:-1]) / 2
    return edges


def grow_scorecard(asked: Asked, believed: Floats, yes: NDArray[np.bool_], how: Boosting) -> Scorecard:
    """Learn from answers (at least one yes and one no) to offers whose log-odds were `believed`."""
    kinds, placements = _names(asked.kind), _names(_each(asked.placement, len(asked)))
    edges = np.stack([find_edges(row) for row in (*asked.numbers[:BELIEF], believed, *asked.numbers[BELIEF + 1 :])])
    kind, placement = _codes(kinds, asked.kind), _codes(placements, _each(asked.placement, len(asked)))
    bins = binned(asked.numbers, believed, edges)
    columns = encoded(kind, placement, bins, (len(kinds), len(placements)))
    trees = grow(columns, yes, how)
    start, placement_points, points = _written_out(trees, len(kinds), len(placements))
    means = _means(points, kind, bins)
    placed = _means(placement_points[None], kind, placement[None])[0]
    return Scorecard(
        kinds, placements, edges, points - means[:, :, None], placement_points - placed[:, None],
        start + means.sum(axis=0) + placed,
    )  # fmt: skip


def encoded(kind: Any, placement: Any, bins: Any, known: tuple[int, int]) -> Floats:
    """The table scikit-learn sees: kind, placement, bins; NaN where unknown. Shape (n, 2 + F)."""
    columns = np.column_stack([kind, placement, bins.T]).astype(np.float64)
    unknown = np.array([*known, *[EDGES + 1] * len(NUMBERS)])
    columns[columns == unknown] = np.nan
    return columns


def grow(columns: Floats, yes: NDArray[np.bool_], how: Boosting) -> Any:
    """scikit-learn's trees, each branch using the kind and at most one other feature."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    width = columns.shape[1]
    rising = np.zeros(width, dtype=np.int64)
    rising[2 + PREMIUM], rising[2 + BELIEF] = -1, 1
    trees = HistGradientBoostingClassifier(
        max_iter=how.trees, max_leaf_nodes=how.leaves, learning_rate=how.rate, min_samples_leaf=how.least_answers,
        l2_regularization=how.ridge, early_stopping=False, random_state=0, categorical_features=[0, 1],
        monotonic_cst=rising, interaction_cst=[{0, other} for other in range(1, width)],
    )  # fmt: skip
    empty = np.isnan(columns).all(axis=0)  # a feature nobody has: scikit-learn wants a value, any will do
    with few_threads(len(columns)):
        return trees.fit(np.where(empty, 0.0, columns), yes)


def _written_out(trees: Any, kinds: int, placements: int) -> tuple[Floats, Floats, Floats]:
    """What the trees say of every value of every feature for each kind, over a row where all else is unknown."""
    blank = np.full((kinds + 1, 2 + len(NUMBERS)), np.nan)
    blank[:kinds, 0] = np.arange(kinds)
    start = np.asarray(trees.decision_function(blank))
    placed = _along(trees, blank, 1, placements + 1) - start[:, None]
    points = np.stack([_along(trees, blank, 2 + place, EDGES + 2) for place in range(len(NUMBERS))])
    return start, placed, points - start[None, :, None]


def _along(trees: Any, blank: Floats, column: int, values: int) -> Floats:
    """The log-odds for each kind and each value of one feature, the last value being unknown."""
    rows = np.repeat(blank, values, axis=0)
    rows[:, column] = np.tile(np.append(np.arange(values - 1, dtype=np.float64), np.nan), len(blank))
    return np.asarray(trees.decision_function(rows)).reshape(len(blank), values)


def _means(points: Floats, kind: NDArray[np.int64], bins: NDArray[np.int64]) -> Floats:
    """The mean points of each feature over the answers of each kind; over all of them for kinds without. (F, K + 1)."""
    features, kinds, width = points.shape
    counts = np.stack([np.bincount(kind * width + row, minlength=kinds * width) for row in bins])
    counts = counts.reshape(features, kinds, width)
    counts = np.where(counts.sum(axis=2, keepdims=True) > 0, counts, counts.sum(axis=1, keepdims=True))
    return np.asarray((points * counts).sum(axis=2) / counts.sum(axis=2))


def _names(values: Sequence[str]) -> tuple[str, ...]:
    """The distinct names, in order; if there are too many, the commonest."""
    names, counts = np.unique(np.asarray(values, dtype=np.str_), return_counts=True)
    return tuple(sorted(names[np.argsort(-counts, kind="stable")][:MOST_NAMES].tolist()))


def _each(placement: str | Sequence[str], count: int) -> Sequence[str]:
    return [placement] * count if isinstance(placement, str) else placement


def _codes(names: tuple[str, ...], values: Sequence[str]) -> NDArray[np.int64]:
    """The place of each value among the names; the number of names for another."""
    places = {name: place for place, name in enumerate(names)}
    return np.array([places.get(value, len(names)) for value in values], dtype=np.int64)
