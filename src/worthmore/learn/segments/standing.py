"""Segments by recency, frequency and value, with names a shopkeeper uses."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.estimator import Estimator, SavedEstimatorError, check_at_least
from worthmore.learn.segments.customers import Customers, Floats, Integers

LATE = 0.9
BEST_SHARE = 0.8
PATIENCE = 3.0
FEWEST_GAPS = 30
USUAL_LATE_DAYS = 180.0


class Standing(StrEnum):
    """Where a customer stands with the shop."""

    NEW = "new"
    REGULAR = "regular"
    BEST = "best"
    SLIPPING = "slipping"
    ONCE = "bought once"
    LOST = "lost"


STANDINGS = tuple(Standing)


@dataclass(frozen=True, eq=False)
class Segmented:
    """One row a customer: places in `STANDINGS`, and bands of recency, frequency and value from 1 (least) to `bands`.

    Equal customers are always in equal bands; where most are equal, as in a shop where nearly all came once, there are
    fewer bands, and with too few customers there is one.
    """

    person: Integers
    standing: NDArray[np.int8]
    recency: Integers
    frequency: Integers
    value: Integers
    bands: tuple[int, int, int]

    def of(self, standing: Standing) -> Integers:
        """The customers who stand so."""
        found: Integers = self.person[self.standing == STANDINGS.index(standing)]
        return found


@dataclass(frozen=True, slots=True)
class StandingExplanation:
    """Where a customer stands and why, in a sentence."""

    standing: Standing
    text: str


@dataclass
class Standings(Estimator):
    """Who is new, regular, best, slipping, bought once or lost, in the rhythm of this shop and of each customer.

    A customer is away too long after the days within which nine in ten of this shop's customers are back; one with four
    orders or more after `PATIENCE` times their own usual gap, within bounds. Away three times as long, they are lost.
    The best are the fifth of returning customers who are worth most. With fewer than `fewest` customers there are no
    bands and no best.
    """

    fewest: int = 20

    count_: int = field(init=False, repr=False, compare=False)
    usual_days_: float = field(init=False, repr=False, compare=False)
    late_days_: float = field(init=False, repr=False, compare=False)
    gaps_: int = field(init=False, repr=False, compare=False)
    best_: float = field(init=False, repr=False, compare=False)
    edges_: list[list[float]] = field(init=False, repr=False, compare=False)

    def fit(self, seen: Customers) -> Self:
        """Learn the shop's rhythm and where its fifths lie."""
        check_at_least("fewest", self.fewest, 1)
        gaps = seen.gap[seen.orders >= 2]
        self.count_, self.gaps_ = len(seen), len(gaps)
        enough = len(gaps) >= FEWEST_GAPS
        self.usual_days_ = float(np.median(gaps)) if enough else USUAL_LATE_DAYS / 2
        self.late_days_ = max(float(np.quantile(gaps, LATE)), 1.0) if enough else USUAL_LATE_DAYS
        returning = seen.value[seen.orders >= 2]
        known = len(seen) >= self.fewest and len(returning) >= 5
        self.best_ = float(np.quantile(returning, BEST_SHARE)) if known else float("inf")
        self.edges_ = [_edges(column, self.fewest) for column in (-seen.absent, seen.orders.astype(float), seen.value)]
        return self

    def predict(self, seen: Customers) -> Segmented:
        """Where each customer stands."""
        self.check_fitted()
        columns = (-seen.absent, seen.orders.astype(np.float64), seen.value)
        recency, frequency, value = (
            1 + np.searchsorted(edges, column, side="right").astype(np.int64)
            for edges, column in zip(self.edges_, columns, strict=True)
        )
        few, some, many = (len(edges) + 1 for edges in self.edges_)
        return Segmented(seen.person, self._standing(seen), recency, frequency, value, (few, some, many))

    def limit(self, seen: Customers) -> Floats:
        """After how many days of absence each customer is away too long."""
        self.check_fitted()
        own = np.clip(PATIENCE * seen.gap, self.usual_days_, 2.0 * self.late_days_)
        return np.where(seen.orders >= 4, own, self.late_days_)

    def explain(self, seen: Customers, row: int) -> StandingExplanation:
        """Why the customer in a row stands where they do."""
        one = seen.take(slice(row, row + 1))
        standing = STANDINGS[int(self.predict(one).standing[0])]
        whose = "this customer's own rhythm" if one.orders[0] >= 4 else self._rhythm()
        text = (
            f"{standing}: {one.orders[0]} orders, the last {one.absent[0]:.0f} days ago; by {whose} "
            f"{self.limit(one)[0]:.0f} days is too long."
        )
        return StandingExplanation(standing, text)

    def save(self, folder: Path) -> None:
        """Write parameters and what was learned to a folder, as JSON."""
        self._save_parameters(folder)
        best = self.best_ if np.isfinite(self.best_) else None
        content = {
            "count": self.count_, "usual_days": self.usual_days_, "late_days": self.late_days_, "gaps": self.gaps_,
            "best": best, "edges": self.edges_,
        }  # fmt: skip
        (folder / "standings.json").write_text(json.dumps(content, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote."""
        found = cls._load_parameters(folder)
        try:
            content: dict[str, Any] = json.loads((folder / "standings.json").read_text(encoding="utf-8"))
            found.count_, found.gaps_ = int(content["count"]), int(content["gaps"])
            found.usual_days_, found.late_days_ = float(content["usual_days"]), float(content["late_days"])
            found.best_ = float("inf") if content["best"] is None else float(content["best"])
            found.edges_ = [[float(edge) for edge in edges] for edges in content["edges"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SavedEstimatorError(f"{folder} holds no readable standings: {error}") from error
        return found

    def _standing(self, seen: Customers) -> NDArray[np.int8]:
        late, once = seen.absent / self.limit(seen), seen.orders == 1
        names = [
            (once & (late <= 1), Standing.NEW),
            (once, Standing.ONCE),
            (late > PATIENCE, Standing.LOST),
            (late > 1, Standing.SLIPPING),
            (seen.value >= self.best_, Standing.BEST),
        ]
        found = np.full(len(seen), STANDINGS.index(Standing.REGULAR), dtype=np.int8)
        for holds, name in reversed(names):
            found[holds] = STANDINGS.index(name)
        return found

    def _rhythm(self) -> str:
        if self.gaps_ < FEWEST_GAPS:
            return f"a usual shop's rhythm (only {self.gaps_} customers came back here so far)"
        return "this shop's rhythm"


def _edges(column: Floats, fewest: int) -> list[float]:
    """Where the bands begin: fifths of a hundred customers or more, thirds or halves of fewer; equal edges are one."""
    bands = 5 if len(column) >= 5 * fewest else 3 if len(column) >= 2 * fewest else 2
    if len(column) < fewest:
        return []
    values = np.unique(column)
    below = np.quantile(column, np.arange(1, bands) / bands, method="lower")
    above = np.searchsorted(values, below, side="right")
    return sorted({float(values[place]) for place in above if place < len(values)})
