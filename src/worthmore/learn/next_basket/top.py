"""The best few of every row, in compiled loops; ties always broken the same way as `evaluation.ties` breaks them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.next_basket.candidates import FEATURES, Candidates
from worthmore.learn.next_basket.nearest import compiled
from worthmore.learn.next_basket.part import Part


class Lists(NamedTuple):
    """Items for each person, best first, and their scores; -1 and NaN where a list is shorter than asked."""

    item: NDArray[np.int32]
    score: NDArray[np.float32]


@compiled
def _insert(found: Any, value: Any, row: Any, kept: Any, item: Any, score: Any, popular: Any) -> Any:
    """Put an item where it belongs among the `kept` best (score, then popularity, then number); how many are kept."""
    top = found.shape[1]
    place = kept
    while place > 0:
        other, before = value[row, place - 1], found[row, place - 1]
        if other > score or (
            other == score and (popular[before] > popular[item] or (popular[before] == popular[item] and before < item))
        ):
            break
        place -= 1
    if place == top:
        return kept
    for later in range(min(kept, top - 1), place, -1):
        found[row, later] = found[row, later - 1]
        value[row, later] = value[row, later - 1]
    found[row, place] = item
    value[row, place] = score
    return min(kept + 1, top)


@compiled
def _best_rows(scores: Any, bought: Any, places: Any, popular: Any, part: Any, found: Any, value: Any) -> None:
    start, items = bought
    before = np.zeros(scores.shape[1], dtype=np.bool_)
    for row in range(len(scores)):
        person = places[row]
        first, last = (start[person], start[person + 1]) if person >= 0 else (0, 0)
        for line in range(first, last):
            before[items[line]] = True
        kept = 0
        for item in range(scores.shape[1]):
            score = scores[row, item]
            if (part != 0 and before[item] != (part == 1)) or not (score > 0.0 or (popular[item] > 0 and score == 0.0)):
                continue
            if kept == found.shape[1] and score < value[row, kept - 1]:
                continue
            kept = _insert(found, value, row, kept, item, score, popular)
        for line in range(first, last):
            before[items[line]] = False


@compiled
def _best_candidates(asked: Any, scores: Any, popular: Any, part: Any, found: Any, value: Any) -> None:
    start, items, owned = asked
    for row in range(len(start) - 1):
        kept = 0
        for line in range(start[row], start[row + 1]):
            if part != 0 and owned[line] != (part == 1):
                continue
            if kept == found.shape[1] and scores[line] < value[row, kept - 1]:
                continue
            kept = _insert(found, value, row, kept, items[line], scores[line], popular)


_PARTS = {Part.ANY: 0, Part.REPEAT: 1, Part.EXPLORE: 2}


def best_rows(
    scores: NDArray[np.float32],
    bought: tuple[NDArray[Any], NDArray[Any]],
    places: NDArray[np.int64],
    popular: NDArray[Any],
    part: Part,
    top: int,
) -> Lists:
    """The best of each row of scores ≥ 0; equal scores by popularity (more first), then item number (smaller first).

    `bought` is what each person bought before: (start, item). `places` are the persons of the rows, -1 for one nobody
    knows. Nobody gets what nobody ever bought.
    """
    found = np.full((len(scores), top), -1, dtype=np.int32)
    value = np.full((len(scores), top), np.nan, dtype=np.float32)
    _best_rows(scores, bought, places, np.asarray(popular, dtype=np.int64), _PARTS[part], found, value)
    return Lists(found, value)


def best_candidates(
    asked: Candidates, scores: NDArray[np.float32], popular: NDArray[np.int64], part: Part, top: int
) -> Lists:
    """The best of each person's candidates, ties as in `best_rows`; fewer candidates than `top` leave empty places."""
    persons = len(asked.start) - 1
    found = np.full((persons, top), -1, dtype=np.int32)
    value = np.full((persons, top), np.nan, dtype=np.float32)
    owned = asked.features[:, FEATURES.index("times")] > 0
    _best_candidates((asked.start, asked.item, owned), scores, popular, _PARTS[part], found, value)
    return Lists(found, value)
