"""The next basket, learned: candidates from own history, neighbours and successions, ordered by boosted trees."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.estimator import check_at_least
from worthmore.learn.histories import Days, Histories
from worthmore.learn.next_basket.candidates import FEATURES, Candidates, candidates
from worthmore.learn.next_basket.crowd import Crowd, crowd
from worthmore.learn.next_basket.lesson import Hide, Lesson, answers, lessons, thinned, usual_gap, weights
from worthmore.learn.next_basket.part import Part
from worthmore.learn.next_basket.recommender import BasketRecommender, everybody
from worthmore.learn.next_basket.top import Lists, best_candidates
from worthmore.learn.next_basket.trees import Boosting, Trees, grow

PLAIN = ("middle", "baskets", "neighbours", "follows", "first_newest")
LEAST_YES = 300
"""With fewer hidden items found among the candidates, trees would learn noise: a plain formula orders instead."""


@dataclass
class NextBasket(BasketRecommender):
    """Ours. Two stages, both learned from the shop's own orders and nothing else.

    First candidates: all a person bought, and `extra` new items by what similar customers bought last, what follows the
    newest baskets and what is being bought for the first time. Then boosted trees give each its chance: everybody's
    newest basket is hidden (`hide`), all counting is done without it, and the trees learn which candidates were in it.
    `lesson_persons` limits how many are asked, `compared` with how many others a person is compared. With `day_known`
    the lesson knows the day the person comes, and so should `recommend` be told it; otherwise their usual gap is taken.
    """

    extra: int = 60
    hide: Hide = Hide.EVERYBODY
    lesson_persons: int = 15_000
    compared: int = 20_000
    trees: int = 200
    leaves: int = 15
    day_known: bool = False
    without: list[str] = field(default_factory=list)
    crowd_: Crowd = field(init=False)
    trees_: Trees | None = field(init=False)

    def recommend(
        self, persons: Sequence[int] | NDArray[Any], top: int = 10, part: Part = Part.ANY, at: Days | None = None
    ) -> Lists:
        """The likeliest items of each person's next basket with their chances; `at`: the day each person comes."""
        self.check_fitted()
        return self._list(self._places(persons, top), top, part, at)

    def _list(self, places: NDArray[np.int64], top: int, part: Part, at: Days | None = None) -> Lists:
        found = everybody(self.histories_, self.buyers_, len(places), top, part)
        seen = np.flatnonzero(places >= 0)
        if len(seen):
            days = None if at is None else np.asarray(at, dtype=np.float64)[seen]
            asked = self._candidates(self.histories_, self.crowd_, places[seen], days)
            lists = best_candidates(asked, self._chances(asked), self.buyers_, part, top)
            found.item[seen], found.score[seen] = lists.item, lists.score
        return found

    def _check(self) -> None:
        for name in ("extra", "lesson_persons", "compared", "trees"):
            check_at_least(name, getattr(self, name), 1)
        check_at_least("leaves", self.leaves, 2)
        unknown = set(self.without) - set(FEATURES)
        if unknown:
            raise ValueError(f"without names {', '.join(sorted(unknown))}; features are {', '.join(FEATURES)}")

    def _learn(self) -> None:
        self.trees_ = self._grown()
        self._count()

    def _count(self) -> None:
        self.crowd_ = crowd(self.histories_, self.compared, self.extra)

    def _grown(self) -> Trees | None:
        rows = [self._lesson_rows(one) for one in lessons(self.histories_, Hide(self.hide), self.lesson_persons)]
        if sum(int(yes.sum()) for _, yes, _ in rows) < LEAST_YES:
            return None
        features, yes, weight = (np.concatenate(column) for column in zip(*rows, strict=True))
        return grow(features, yes, weight, Boosting(self.trees, self.leaves))

    def _lesson_rows(self, lesson: Lesson) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        around = crowd(lesson.known, self.compared, self.extra)
        found = self._candidates(lesson.known, around, lesson.places, lesson.at if self.day_known else None)
        yes, weight = answers(lesson, found), weights(lesson, found)
        kept, counts = thinned(found.features[:, FEATURES.index("times")] > 0, yes)
        return self._used(found.features[kept]), yes[kept], weight[kept] * counts

    def _candidates(self, known: Histories, around: Crowd, places: NDArray[np.int64], at: Days | None) -> Candidates:
        newest = known.day[known.basket_start[1:] - 1][places]
        today = newest + usual_gap(known)[places] if at is None else np.fmax(at, newest)
        return candidates(known, around, places, today.astype(np.float64), self.extra)

    def _chances(self, found: Candidates) -> NDArray[np.float32]:
        if self.trees_ is not None:
            return self.trees_.chance(self._used(found.features))
        middle, baskets, *others = (found.features[:, FEATURES.index(name)] for name in PLAIN)
        share = middle / np.minimum(baskets, 5.0)
        plain: NDArray[np.float32] = np.minimum(share * 0.9 + 0.1 * np.sum(others, axis=0) / len(others), 1.0)
        return plain

    def _used(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Without the columns somebody wants to do without, to see what they are good for."""
        if not self.without:
            return features
        kept = features.copy()
        kept[:, [FEATURES.index(name) for name in self.without]] = np.nan
        return kept

    def _save_learned(self, folder: Path) -> None:
        names = list(FEATURES) if self.trees_ is not None else []
        (folder / "features.json").write_text(json.dumps(names), encoding="utf-8")
        if self.trees_ is not None:
            self.trees_.save(folder / "trees")

    def _load_learned(self, folder: Path) -> None:
        names = json.loads((folder / "features.json").read_text(encoding="utf-8"))
        if names and names != list(FEATURES):
            raise ValueError("its trees were taught other features than this version has; fit it again")
        self.trees_ = Trees.load(folder / "trees") if names else None
        self._count()
