"""What all next-basket estimators have in common: they remember histories and list items for persons."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.estimator import Estimator, SavedEstimatorError, UnknownItemError
from worthmore.learn.histories import Histories
from worthmore.learn.next_basket.nearest import BLOCK, in_blocks
from worthmore.learn.next_basket.part import Part
from worthmore.learn.next_basket.top import Lists, best_rows

Block = Callable[[int, int], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an item stands in a person's list, or does not."""

    text: str
    times: int
    baskets: int
    baskets_ago: int | None
    buyers: int


@dataclass
class BasketRecommender(Estimator):
    """`fit` on histories, then `recommend` for persons by their number.

    Items of equal score stand by how many persons bought them, then by number. A person nobody knows gets what is
    popular (and no repeats).
    """

    histories_: Histories = field(init=False)
    buyers_: NDArray[np.int64] = field(init=False)

    def fit(self, histories: Histories) -> Self:
        """Learn from everything known. Raises ValueError for parameters that make no sense."""
        self._check()
        self.histories_ = histories
        self.buyers_ = buyers(histories)
        self._learn()
        return self

    def recommend(self, persons: Sequence[int] | NDArray[Any], top: int = 10, part: Part = Part.ANY) -> Lists:
        """The likeliest items of each person's next basket: persons × top."""
        self.check_fitted()
        return self._list(self._places(persons, top), top, part)

    def repeat(self, persons: Sequence[int] | NDArray[Any], top: int = 10) -> Lists:
        """Only what each person bought before: refills."""
        return self.recommend(persons, top, Part.REPEAT)

    def explore(self, persons: Sequence[int] | NDArray[Any], top: int = 10) -> Lists:
        """Only what each person never bought: cross-selling."""
        return self.recommend(persons, top, Part.EXPLORE)

    def explain(self, person: int, item: int) -> Explanation:
        """What the person's own history and everybody's say of an item. Raises UnknownItemError."""
        self.check_fitted()
        known = self.histories_
        if not 0 <= item < known.item_count:
            raise UnknownItemError(f"item {item} is not one of the {known.item_count} learned items")
        place = int(known.places([person])[0])
        return _explanation(known, place, item, int(self.buyers_[item]))

    def save(self, folder: Path) -> None:
        """Write parameters and everything learned as JSON and plain arrays."""
        self._save_parameters(folder)
        self.histories_.save(folder / "histories")
        self._save_learned(folder)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """What `save` wrote. Raises SavedEstimatorError for anything else."""
        estimator = cls._load_parameters(folder)
        try:
            estimator.histories_ = Histories.load(folder / "histories")
            estimator.buyers_ = buyers(estimator.histories_)
            estimator._load_learned(folder)
        except (OSError, ValueError, KeyError) as error:
            raise SavedEstimatorError(f"{folder} holds a {cls.__name__} that is not whole: {error}") from error
        return estimator

    def _places(self, persons: Sequence[int] | NDArray[Any], top: int) -> NDArray[np.int64]:
        if top < 1:
            raise ValueError(f"recommend: top is {top}; it must be at least 1")
        return self.histories_.places(np.asarray(persons, dtype=np.int64))

    def _check(self) -> None:
        """Raise ValueError for parameters that make no sense."""

    def _learn(self) -> None:
        """Learn more than histories and buyers."""

    def _save_learned(self, folder: Path) -> None:
        """Write what `_learn` learned."""

    def _load_learned(self, folder: Path) -> None:
        """Read what `_save_learned` wrote; what can be learned again quickly is."""
        self._learn()

    @abstractmethod
    def _list(self, places: NDArray[np.int64], top: int, part: Part) -> Lists:
        """The lists of the persons at `places`, -1 for one nobody knows."""


@dataclass
class CatalogueScorer(BasketRecommender):
    """Gives every item of the catalogue a score; the best are listed."""

    @abstractmethod
    def _scores(self, places: NDArray[np.int64]) -> Block:
        """A function (first, last) → scores ≥ 0 of those of the persons at `places`, persons × items."""

    def _list(self, places: NDArray[np.int64], top: int, part: Part) -> Lists:
        known = self.histories_
        bought = (known.line_start[known.basket_start], known.item)
        seen = np.flatnonzero(places >= 0)
        block = self._scores(places[seen])

        def work(first: int, last: int) -> Lists:
            return best_rows(block(first, last), bought, places[seen[first:last]], self.buyers_, part, top)

        found = everybody(known, self.buyers_, len(places), top, part)
        for first, lists in enumerate(in_blocks(len(seen), work)):
            rows = seen[_rows(first, len(lists.item))]
            found.item[rows], found.score[rows] = lists.item, lists.score
        return found


def everybody(known: Histories, buyers: NDArray[np.int64], persons: int, top: int, part: Part) -> Lists:
    """The list of a person nobody knows, so many times: what most persons bought; no repeats."""
    unknown = np.zeros((1, known.item_count), dtype=np.float32)
    bought = (known.line_start[known.basket_start], known.item)
    one = best_rows(unknown, bought, np.array([-1]), buyers, part, top)
    return Lists(np.repeat(one.item, persons, axis=0), np.repeat(one.score, persons, axis=0))


def buyers(histories: Histories) -> NDArray[np.int64]:
    """How many persons ever bought each item."""
    pairs = np.unique(histories.line_person * max(histories.item_count, 1) + histories.item)
    return np.bincount(pairs % max(histories.item_count, 1), minlength=histories.item_count).astype(np.int64)


def _rows(block: int, length: int) -> slice:
    return slice(block * BLOCK, block * BLOCK + length)


def _explanation(known: Histories, place: int, item: int, buyers: int) -> Explanation:
    others = f"{buyers} of {known.person_count} customers bought it"
    if place < 0:
        return Explanation(f"This customer is not known; {others}.", 0, 0, None, buyers)
    first, last = known.basket_start[place], known.basket_start[place + 1]
    holds = [
        bool(np.any(known.item[known.line_start[basket] : known.line_start[basket + 1]] == item))
        for basket in range(first, last)
    ]
    times, baskets = sum(holds), int(last - first)
    if not times:
        return Explanation(f"New to this customer ({baskets} baskets so far); {others}.", 0, baskets, None, buyers)
    ago = holds[::-1].index(True)
    when = "in the newest" if ago == 0 else f"the last time {ago} baskets before the newest"
    return Explanation(f"Bought in {times} of {baskets} baskets, {when}; {others}.", times, baskets, ago, buyers)
