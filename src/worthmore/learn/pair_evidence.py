"""The counts behind given pairs, whatever chose them: baskets, different customers, lift with its interval."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.baskets import GUEST, Baskets
from worthmore.learn.compiling import in_threads, inner, outer
from worthmore.learn.counting import lift_margin, shrunk_chance, shrunk_lift
from worthmore.learn.neighbours import BASES, RECORD
from worthmore.vocabulary.evidence import Basis

LIFT_PRIOR, CHANCE_PRIOR = 1.0, 10.0


def pair_records(baskets: Baskets, other: NDArray[np.int32], score: NDArray[Any]) -> NDArray[Any]:
    """`neighbours.RECORD`s of the pairs (row, other[row, place]), shape of `other`; -1 stands for no pair.

    Formulas as with PairEstimator, with its standard priors.
    """
    counts = _counted(baskets, other)
    size, total = np.bincount(baskets.item, minlength=baskets.item_count), max(baskets.count, 1)
    one, of_other, together = size[:, None], size[other], counts[..., 0]
    share = of_other / total
    lift = shrunk_lift(together, one * share, LIFT_PRIOR)
    margin = np.exp(lift_margin(counts[..., 1] + counts[..., 2], LIFT_PRIOR))
    records = np.empty(other.shape, dtype=RECORD)
    records["other"], records["basis"], records["score"] = other, BASES.index(Basis.BASKETS), score
    records["baskets"], records["customers"] = together, counts[..., 1]
    records["chance"] = shrunk_chance(together, one, share, CHANCE_PRIOR)
    records["base_chance"] = shrunk_chance(of_other - together, total - one, share, CHANCE_PRIOR)
    records["lift"], records["lift_low"], records["lift_high"] = lift, lift / margin, lift * margin
    return records


def _counted(baskets: Baskets, other: NDArray[np.int32]) -> NDArray[np.int32]:
    """How many baskets, different known customers and guest baskets hold each pair: (items, places, 3)."""
    counts = np.zeros((*other.shape, 3), dtype=np.int32)
    by_item = np.argsort(baskets.item, kind="stable")
    basket_of = np.repeat(np.arange(baskets.count), np.diff(baskets.start))[by_item]
    first = np.searchsorted(baskets.item[by_item], np.arange(baskets.item_count + 1))
    held = (basket_of, first, baskets.start.astype(np.int64), baskets.item.astype(np.int32))
    in_threads(_count, len(other), held, baskets.buyer.astype(np.int64), other.astype(np.int32), counts)
    return counts


@outer
def _count(first: int, last: int, held: Any, buyer: Any, other: Any, counts: Any) -> None:
    basket_of, item_first, start, item = held
    places = other.shape[1]
    place_of = np.full(len(other), -1, dtype=np.int32)
    latest = np.empty(places, dtype=np.int64)
    for one in range(first, last):
        for place in range(places):
            latest[place] = GUEST
            if other[one, place] >= 0:
                place_of[other[one, place]] = place
        for which in range(item_first[one], item_first[one + 1]):
            basket = basket_of[which]
            for line in range(start[basket], start[basket + 1]):
                place = place_of[item[line]]
                if place >= 0:
                    _note(counts[one, place], buyer[basket], latest, place)
        for place in range(places):
            if other[one, place] >= 0:
                place_of[other[one, place]] = -1


@inner
def _note(count: Any, person: Any, latest: Any, place: Any) -> None:
    """One more basket; the baskets of one person are neighbours, so the latest person tells a new one."""
    count[0] += 1
    if person == GUEST:
        count[2] += 1
    elif latest[place] != person:
        latest[place] = person
        count[1] += 1
