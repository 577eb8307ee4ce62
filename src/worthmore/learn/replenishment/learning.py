"""Intervals of products: learned together, each shrunk to its category and that to the shop.

The logarithm of an interval varies around a product's middle; a customer's own earlier ones shift that. Whoever bought
yesterday cannot have bought again after a year: a closed interval of a year stands for all purchases that had no year
left, and weighs as many times more as purchases with a year left are rarer (inverse probability of censoring weights,
Robins & Rotnitzky 1992). Nothing is said beyond the longest time that was watched.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.replenishment.levels import Levels, Tree
from worthmore.learn.replenishment.personal import Common, learn_steps, no_steps
from worthmore.learn.replenishment.pieces import asked, quantity_powers
from worthmore.learn.replenishment.pooled import centred, pair_numbers, within_variance
from worthmore.learn.replenishment.purchases import Floats, Integers, Stretches
from worthmore.learn.replenishment.watched import shares, standing_for

ROUNDS = 6
SPREAD_WEIGHT = 10.0
USUAL_SPREAD = 0.8
LEAST_SPREAD = 0.05

RECORD = np.dtype(
    [
        ("middle", np.float64),
        ("spread", np.float64),
        ("quantity", np.float64),
        ("own_quantity", np.float64),
        ("share", np.float64),
        ("customers", np.int64),
        ("again", np.int64),
        ("intervals", np.int64),
        ("level", np.int8),
        ("known", np.bool_),
    ]
)
"""One product: the logarithm of its middle interval in days for one piece and that logarithm's spread over customers
new to it, the powers of the pieces (see `pieces.Powers`), the share of customers who buy again, and the evidence."""


class Learned(NamedTuple):
    """A record an item, and what all items share."""

    products: NDArray[Any]
    common: Common


def learn(stretches: Stretches, category: Integers, fewest: int, largest: int = 4_000_000) -> Learned:
    """The records of all items and what they share. More than `largest` purchases are thinned by customer."""
    tree = Tree.of(category)
    found = _evidence(stretches, tree, fewest)
    rows = _thinned(stretches.take(np.asarray(stretches.left >= 1)), largest)
    if not rows.closed.any():
        return Learned(found, Common(no_steps(), 1.0))
    weight = standing_for(rows)
    closed = rows.take(rows.closed)
    pair, raw, pieces = pair_numbers(closed), np.log(closed.days), np.log(closed.quantity)
    powers = quantity_powers(closed.item, pair, raw, pieces, tree)
    extra, _ = centred(pair, pieces)
    logs = raw - powers.habit[closed.item] * (pieces - extra) - powers.more[closed.item] * extra
    levels, spread = _middles(closed.item, pair, logs, weight, tree)
    middles, spreads = _of_strangers(closed, pair, logs, weight, tree)
    then = asked(pair, raw, pieces, closed.item, powers, middles, spreads)
    steps = learn_steps(pair, then.times, then.own, (raw - then.expected) / spreads, weight)
    share, stay = shares(rows, levels.values, powers.habit, spread, tree)
    found["middle"], found["spread"] = levels.values, spread
    found["quantity"], found["own_quantity"] = powers
    found["share"], found["level"] = share, levels.mostly
    return Learned(found, Common(steps, stay))


def _evidence(stretches: Stretches, tree: Tree, fewest: int) -> NDArray[Any]:
    found = np.zeros(tree.item_count, dtype=RECORD)
    first = stretches.place == 0
    found["customers"] = tree.per_item(stretches.item[first])
    found["again"] = tree.per_item(stretches.item[first & stretches.closed])
    found["intervals"] = tree.per_item(stretches.item[stretches.closed])
    near = np.maximum(found["customers"], tree.of_category(found["customers"]))
    came_back = len(np.unique(stretches.person[stretches.closed]))
    found["known"] = (near >= fewest) & (came_back >= fewest)
    return found


def _thinned(rows: Stretches, largest: int) -> Stretches:
    step = -(-len(rows) // largest)
    return rows.take(rows.person % step == 0) if step > 1 else rows


def _middles(item: Integers, pair: Integers, logs: Floats, weight: Floats, tree: Tree) -> tuple[Levels, Floats]:
    """The middle and spread of each item."""
    between, spread = 0.3, np.full(tree.item_count, USUAL_SPREAD)
    for _ in range(ROUNDS):
        each = weight * _each(pair, between)
        levels = tree.means(item, logs, each, spread)
        squares = (logs - levels.values[item]) ** 2
        spread = np.sqrt(tree.pooled(item, squares, each, SPREAD_WEIGHT, USUAL_SPREAD**2))
        spread = np.maximum(spread, LEAST_SPREAD)
        between = _between(pair, (logs - levels.values[item]) / spread[item])
    return levels, spread


def _of_strangers(rows: Stretches, pair: Integers, logs: Floats, weight: Floats, tree: Tree) -> tuple[Floats, Floats]:
    """Of each row its product's middle and spread, learned from the other half of customers.

    From everybody, a rare product's middle would hold the very intervals it is compared with.
    """
    half = (np.unique(rows.person, return_inverse=True)[1] % 2).astype(np.bool_)
    middles, spreads = np.zeros(len(rows)), np.ones(len(rows))
    for one in (half, ~half):
        if one.any() and not one.all():
            levels, spread = _middles(rows.item[~one], _renumbered(pair[~one]), logs[~one], weight[~one], tree)
            middles[one], spreads[one] = levels.values[rows.item[one]], spread[rows.item[one]]
    return middles, spreads


def _renumbered(pair: Integers) -> Integers:
    return np.unique(pair, return_inverse=True)[1].astype(np.int64)


def _each(pair: Integers, between: float) -> Floats:
    """What each row weighs: the many intervals of one customer and product say little new."""
    return np.asarray(1.0 / (1.0 + (np.bincount(pair)[pair] - 1.0) * between), dtype=np.float64)


def _between(pair: Integers, z: Floats) -> float:
    within = within_variance(pair, z)
    total = float(np.mean(z**2))
    return float(np.clip(1.0 - within / max(total, 1e-9), 0.05, 0.9)) if within > 0 else 0.3
