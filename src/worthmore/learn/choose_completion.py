"""The settings of basket completion that do best in a shop's own baskets, and whether the result may be used at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from worthmore.learn.basket_completion import BasketCompletion
from worthmore.learn.baskets import Baskets
from worthmore.learn.evaluation.intervals import Interval
from worthmore.learn.hidden_item import (
    HiddenItems,
    hide_one,
    intervals_over_persons,
    persons_of,
    places,
    places_by_popularity,
    together,
)

SHOWN = 10  # a hit is a hidden item among the first so many
PASSES = 4  # how often an item of the same basket is hidden: more cases, steadier figures
LOOKED_AT = 50  # beyond so many no place counts when settings are compared
POPULARITY = (0.0, 0.05, 0.1, 0.2, 0.4, 0.8)
# Changes tried one after the other on the best so far; the first suits shops of many products and few baskets each.
TRIED: tuple[dict[str, float], ...] = (
    {"ridge": 80.0, "likeness": 3.0, "histories": 1.0},
    {"ridge": 10.0},
    {"ridge": 80.0},
    {"likeness": 0.0},
    {"likeness": 3.0},
    {"histories": 0.0},
    {"histories": 1.5},
)


@dataclass(frozen=True, eq=False)
class Chosen:
    """The model taught with all baskets, and how it did when taught without the hold-out's.

    `hit_rate` and `popularity_hit_rate` are shares of hidden items found among the first ten, `gain` their difference,
    each with its 95 % interval over customers, on cases that had no say in the choice. `refused_because` is empty, or
    tells the shopkeeper why the model must not be published.
    """

    model: BasketCompletion
    hit_rate: Interval
    popularity_hit_rate: Interval
    gain: Interval
    refused_because: str


@dataclass(frozen=True, eq=False)
class HoldOut:
    """What may be learned from, and the cases of the baskets kept apart: one half to choose by, the other to judge."""

    known: Baskets
    choosing: HiddenItems
    judging: HiddenItems


def choose_completion(
    baskets: Baskets,
    dice: np.random.Generator,
    features: sp.csr_matrix | None = None,
    offered: NDArray[np.bool_] | None = None,
    at: NDArray[Any] | None = None,
) -> Chosen:
    """Try settings one after the other on a hold-out of the baskets, then learn from all of them with the best.

    `at` is a moment for each basket (in the order of `baskets.buyer`): the newest tenth is held out, as a shop lives
    forwards. Without it a fifth of the customers is. Deterministic for equal dice.
    """
    apart = hold_out(baskets, dice, at)
    best = _best_settings(apart, features)
    judged = replace(best).fit(apart.known, features)
    hit = places(judged, apart.judging) < SHOWN
    popular = places_by_popularity(judged.share_, apart.judging) < SHOWN
    columns = np.column_stack([hit, popular, hit * 1.0 - popular])
    hit_rate, of_popularity, gain = intervals_over_persons(columns, apart.judging.persons, dice)
    refused = refusal(hit_rate, of_popularity, gain)
    return Chosen(best.fit(baskets, features, offered), hit_rate, of_popularity, gain, refused)


def hold_out(baskets: Baskets, dice: np.random.Generator, at: NDArray[Any] | None = None, most: int = 6000) -> HoldOut:
    """Keep the newest baskets apart, or those of some customers; hide four times one item in each of at most `most`."""
    apart = _some_customers(baskets, dice, 0.2) if at is None else _newest(baskets, np.asarray(at), 0.1)
    lines = np.repeat(~apart, np.diff(baskets.start))
    known = Baskets(baskets.order[lines], baskets.person[lines], baskets.item[lines], baskets.item_count)
    seen = np.bincount(known.item, minlength=baskets.item_count) > 0
    passes = [hide_one(baskets, apart, dice, most, seen) for _ in range(PASSES)]
    cases = together(passes)
    _, person = np.unique(cases.persons, return_inverse=True)
    half = dice.random(int(person.max(initial=-1)) + 1) < 0.5
    return HoldOut(known, cases.take(np.flatnonzero(half[person])), cases.take(np.flatnonzero(~half[person])))


def refusal(hit_rate: Interval, popularity: Interval, gain: Interval, fewest: int = 30) -> str:
    """Why a model must not be published, in a sentence for the shopkeeper; empty when it may."""
    if hit_rate.persons < fewest:
        return (
            f"Only {hit_rate.persons} customers bought several products together in the orders kept apart to judge by; "
            f"{fewest} are needed."
        )
    if gain.mean > 0:
        return ""
    return (
        f"Of products bought together, what was learned finds {hit_rate.mean:.1%}; showing everybody the best sellers "
        f"finds {popularity.mean:.1%}. It is not used, because the best sellers do no worse."
    )


def _best_settings(apart: HoldOut, features: sp.csr_matrix | None) -> BasketCompletion:
    """Standard settings, and of each the first that is better by more than chance easily explains."""
    best, worth = _judge(BasketCompletion(), apart, features)
    for changes in TRIED if len(apart.choosing) else ():
        model = BasketCompletion(**{**best.parameters(), **changes})
        if model.parameters() == best.parameters():
            continue
        tried, value = _judge(model, apart, features)
        if better(value - worth, apart.choosing.persons):
            best, worth = tried, value
    return best


def better(gain: NDArray[np.float64], persons: NDArray[np.int64]) -> bool:
    """Whether the mean gain is above its standard error, the cases of one person taken together."""
    _, person = np.unique(persons, return_inverse=True)
    each = np.bincount(person, gain)
    return bool(each.sum() > np.sqrt((each**2).sum()))


def _judge(
    model: BasketCompletion, apart: HoldOut, features: sp.csr_matrix | None
) -> tuple[BasketCompletion, NDArray[np.float64]]:
    """The settings with the best weight of popularity, and each case's discounted gain: steadier than hits alone."""
    if not len(apart.choosing):
        return model, np.empty(0)
    place = places(model.fit(apart.known, features), apart.choosing, POPULARITY)
    worth = np.where(place < LOOKED_AT, 1 / np.log2(place + 2), 0.0)
    best = int(worth.mean(axis=1).argmax())
    return replace(model, popularity=POPULARITY[best]), worth[best]


def _newest(baskets: Baskets, at: NDArray[Any], share: float) -> NDArray[np.bool_]:
    if len(at) != baskets.count:
        raise ValueError(f"at names {len(at)} moments; there are {baskets.count} baskets")
    apart = np.zeros(baskets.count, dtype=np.bool_)
    apart[np.argsort(at, kind="stable")[baskets.count - round(share * baskets.count) :]] = True
    return apart


def _some_customers(baskets: Baskets, dice: np.random.Generator, share: float) -> NDArray[np.bool_]:
    persons, person = np.unique(persons_of(baskets), return_inverse=True)
    drawn: NDArray[np.bool_] = (dice.random(len(persons)) < share)[person]
    return drawn
