"""What could not be seen because the time watched is short: weights, and the share of customers who buy again."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from worthmore.learn.replenishment.levels import Tree
from worthmore.learn.replenishment.purchases import Floats, Stretches

LARGEST_WEIGHT = 10.0
SHARE_WEIGHT = 10.0
USUAL_SHARE = 0.3
FEWEST_SECOND = 20


def standing_for(rows: Stretches) -> Floats:
    """Of each closed interval how many it stands for: one over the share of purchases that were watched as long."""
    left = np.sort(rows.left)
    watched = 1.0 - np.searchsorted(left, rows.days[rows.closed], side="left") / len(left)
    return np.asarray(1.0 / np.maximum(watched, 1.0 / LARGEST_WEIGHT), dtype=np.float64)


def shares(rows: Stretches, middle: Floats, power: Floats, spread: Floats, tree: Tree) -> tuple[Floats, float]:
    """Of each item the share of customers who buy again, and how many purchases' worth that weighs (`stay`).

    A customer counts as far as they were watched: with the middle interval just over, as half. Shrunk to category and
    shop, each of which weighs as ten customers.
    """
    item = rows.item
    z = (np.log(rows.left) - middle[item] - power[item] * np.log(rows.quantity)) / spread[item]
    seen = np.where(rows.closed, 1.0, ndtr(z))
    first, second = rows.place == 0, rows.place == 1
    share = tree.shares(item[first], rows.closed[first], seen[first], SHARE_WEIGHT, USUAL_SHARE)
    if second.sum() < FEWEST_SECOND:
        return share, 1.0
    followed = float(rows.closed[second].sum() / seen[second].sum())
    expected = float(np.average(share[item[second]], weights=seen[second]))
    return share, float(np.clip((1.0 - followed) / max(followed - expected, 1e-3), 0.2, 20.0))
