"""When a customer orders next, if they do: from the rhythm of their orders and what others with such a rhythm did."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np

from worthmore.learn.estimator import Estimator, SavedEstimatorError, UnknownItemError, check_at_least
from worthmore.learn.histories import Histories
from worthmore.learn.next_basket.trees import Trees
from worthmore.learn.replenishment.gaps import FEATURES, Floats, Integers, closed_moments, newest_moments
from worthmore.learn.replenishment.rhythm import LEVELS, Rhythm, learn_rhythm, say


@dataclass(frozen=True, eq=False)
class NextOrders:
    """One row a customer: in how many days after the newest order one in ten such customers, half and nine in ten are
    back, of those who come back at all. `known` is False where too few gaps were seen to say anything: then all are 0.
    """

    person: Integers
    low: Floats
    middle: Floats
    high: Floats
    known: bool


@dataclass(frozen=True, slots=True)
class NextOrderExplanation:
    """What one customer's next order is expected after, in days, from how many own gaps, and that in a sentence."""

    gaps: int
    low: float
    middle: float
    high: float
    text: str


@dataclass
class NextOrder(Estimator):
    """Days from a customer's newest order to the next: 10, 50 and 90 % of those who come back are back by then.

    Boosted trees learn each quantile from all earlier gaps of all customers, seen as they were at the time. Customers
    who order often have many gaps and those who order rarely few, but each is asked about once: gaps weigh with a power
    of their length, chosen on the newest known gap of each customer, which the trees do not see then; on these the
    quantiles are also set right. With fewer than `least_gaps` gaps a formula speaks instead: own gaps, drawn to
    everybody's. Says nothing of whether they come back: see RepeatPurchase.
    """

    least_gaps: int = 500
    trees: int = 120
    leaves: int = 8
    largest: int = 300_000

    rhythm_: Rhythm = field(init=False, repr=False, compare=False)

    def fit(self, histories: Histories) -> Self:
        """Learn from orders of many customers; only their days are looked at."""
        check_at_least("least_gaps", self.least_gaps, 1)
        check_at_least("trees", self.trees, 1)
        check_at_least("leaves", self.leaves, 2)
        check_at_least("largest", self.largest, 1)
        moments = closed_moments(histories, self.largest) if histories.timed else None
        self.rhythm_ = learn_rhythm(moments, self.least_gaps, self.trees, self.leaves)
        return self

    def predict(self, histories: Histories) -> NextOrders:
        """The days from everybody's newest order to the next, in the order of `histories.person`."""
        self.check_fitted()
        low, middle, high = say(self.rhythm_, newest_moments(histories).features).T
        return NextOrders(histories.person, low, middle, high, self.rhythm_.known)

    def explain(self, histories: Histories, person: int) -> NextOrderExplanation:
        """Why the next order of one customer is expected when it is."""
        self.check_fitted()
        (place,) = histories.places([person])
        if place < 0:
            raise UnknownItemError(f"person {person} has no orders in these histories")
        gaps = int(histories.baskets_each[place]) - 1
        found = self.predict(histories.of_persons(np.array([place])))
        low, middle, high = (float(one[0]) for one in (found.low, found.middle, found.high))
        if not found.known:
            return NextOrderExplanation(
                gaps, low, middle, high, "too few orders so far to say when the next one comes."
            )
        text = (
            f"{gaps} gaps between this customer's orders, and what others with such a rhythm did next: half of those "
            f"who come back do so within {middle:.0f} days, most between {low:.0f} and {high:.0f}."
        )
        return NextOrderExplanation(gaps, low, middle, high, text)

    def save(self, folder: Path) -> None:
        """Write parameters and numbers (JSON) and the trees (plain arrays) to a folder."""
        self._save_parameters(folder)
        rhythm = self.rhythm_
        for level, trees in zip(LEVELS, rhythm.trees, strict=False):
            trees.save(folder / f"trees_{level * 100:.0f}")
        content = {
            "features": list(FEATURES), "usual": list(rhythm.usual), "between": rhythm.between, "set_right":
            list(rhythm.set_right), "power": rhythm.power, "gaps": rhythm.gaps, "trees": bool(rhythm.trees),
        }  # fmt: skip
        (folder / "rhythm.json").write_text(json.dumps(content, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote."""
        found = cls._load_parameters(folder)
        try:
            content = json.loads((folder / "rhythm.json").read_text(encoding="utf-8"))
            if content["features"] != list(FEATURES):
                raise ValueError("its trees were taught other features than this version has; fit it again")
            levels = LEVELS if content["trees"] else ()
            trees = tuple(Trees.load(folder / f"trees_{level * 100:.0f}") for level in levels)
            found.rhythm_ = Rhythm(
                tuple(content["usual"]), float(content["between"]), tuple(content["set_right"]),
                float(content["power"]),
                int(content["gaps"]), trees,
            )  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SavedEstimatorError(f"{folder} holds no readable rhythm: {error}") from error
        return found
