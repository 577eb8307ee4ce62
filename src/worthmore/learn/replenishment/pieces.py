"""How long several pieces last: for a customer who takes more than usual, and for one who always takes many."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from worthmore.learn.replenishment.levels import Tree
from worthmore.learn.replenishment.personal import before
from worthmore.learn.replenishment.pooled import centred, within_variance
from worthmore.learn.replenishment.purchases import Floats, Integers

USUAL_POWER = 0.5
POWER_SPREAD = 0.5
"""Before anything is seen: two pieces last between once and twice as long. Worth a handful of intervals."""
PRODUCTS_DIFFER_BY = 0.25


class Powers(NamedTuple):
    """Of each item by which power of the pieces its interval grows, between 0 and 1.

    `habit`: of the pieces a customer usually takes, compared with other customers; a large household, or a wholesaler,
    takes more because it uses more. `more`: of what a customer takes beyond their habit.
    """

    habit: Floats
    more: Floats


class Asked(NamedTuple):
    """Of every purchase the logarithm of days expected of somebody whose own intervals are not known yet, how many of
    their own there are, and how many spreads these lay from what was expected, in the mean."""

    expected: Floats
    times: Floats
    own: Floats


def quantity_powers(item: Integers, pair: Integers, logs: Floats, pieces: Floats, tree: Tree) -> Powers:
    """From closed intervals in logarithms of days and pieces; rows of a pair of customer and item stand together."""
    gap, size = centred(pair, logs)
    extra, _ = centred(pair, pieces)
    cap = np.minimum(1.0, 10.0 / size)
    more = _powers(item, cap * gap * extra, cap * extra**2, within_variance(pair, logs), tree)
    first = np.searchsorted(pair, np.arange(int(pair[-1]) + 1 if len(pair) else 0))
    one, habit = item[first], (pieces - extra)[first]
    above, _ = centred(one, (logs - gap)[first])
    beside, _ = centred(one, habit)
    return Powers(_powers(one, above * beside, beside**2, float(np.mean(above**2)) if len(one) else 0.0, tree), more)


def asked(
    pair: Integers, logs: Floats, pieces: Floats, item: Integers, powers: Powers, middle: Floats, spread: Floats
) -> Asked:
    """Each purchase as it stood when made; `middle` and `spread` are those of its product, one a row."""
    count, before_logs = before(pair, logs)
    _, before_pieces = before(pair, pieces)
    habit = (before_pieces * count + pieces) / (count + 1.0)
    usual, more = middle + powers.habit[item] * habit, powers.more[item]
    own = (before_logs - usual - more * (before_pieces - habit)) / spread
    return Asked(usual + more * (pieces - habit), count, np.where(count > 0, own, 0.0))


def _powers(item: Integers, cross: Floats, square: Floats, noise: float, tree: Tree) -> Floats:
    """Slopes, drawn from product to category to shop."""
    noise = max(noise, 1e-3)
    cross_p, square_p = tree.per_item(item, cross), tree.per_item(item, square)
    prior, own = noise / POWER_SPREAD**2, noise / PRODUCTS_DIFFER_BY**2
    shop = (cross_p.sum() + prior * USUAL_POWER) / (square_p.sum() + prior)
    above = (tree.of_category(cross_p) + own * shop) / (tree.of_category(square_p) + own)
    return np.asarray(np.clip((cross_p + own * above) / (square_p + own), 0.0, 1.0), dtype=np.float64)
