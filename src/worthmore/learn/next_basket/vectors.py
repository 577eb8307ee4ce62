"""What a person's history weighs: one sparse row a person, one column an item."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from worthmore.learn.histories import Histories

Weights = NDArray[np.float64]


def baskets_ago(known: Histories) -> NDArray[np.int64]:
    """Of every basket, how many newer ones its person has."""
    return np.repeat(known.basket_start[1:] - 1, known.baskets_each) - np.arange(known.basket_count)


def summed(known: Histories, basket_weight: Weights) -> sparse.csr_matrix:
    """The sum of a person's baskets, each line weighing what its basket weighs; persons × items."""
    value = np.repeat(basket_weight, np.diff(known.line_start))
    shape = (known.person_count, known.item_count)
    start = known.line_start[known.basket_start]
    rows = sparse.csr_matrix((value, known.item.copy(), start), shape=shape)  # summing sorts in place
    rows.sum_duplicates()
    return rows


def group_decay(known: Histories, groups: int, within: float, between: float) -> Weights:
    """The weights of TIFU-KNN (Hu et al., SIGIR 2020), its formulas 1 and 2.

    A person's baskets are cut into `groups` of nearly equal size, the larger ones last (fewer groups where there are
    fewer baskets). A basket weighs `within` to the power of the baskets since, over its group's size; a group `between`
    to the power of the groups since; all over `groups`. The authors' code counts the groups since of a short history
    from the last of `groups` instead of the person's own last; on Ta-Feng that finds less.
    """
    each = np.repeat(known.baskets_each, known.baskets_each)
    place = np.arange(known.basket_count) - np.repeat(known.basket_start[:-1], known.baskets_each)
    real = np.minimum(each, groups)
    small = each // np.maximum(real, 1)
    small_groups = real - each % np.maximum(real, 1)  # the rest hold one basket more
    in_small = place < small * small_groups
    group = np.where(in_small, place // small, small_groups + (place - small * small_groups) // (small + 1))
    size = np.where(in_small, small, small + 1)
    weight: Weights = within ** (each - 1.0 - place) * between ** (real - 1.0 - group) / size / groups
    return weight


def last_share(known: Histories, recent: int) -> Weights:
    """User-wise popularity (Faggioli et al., UMAP 2020): each of the last `recent` baskets an equal share."""
    shares = np.minimum(known.baskets_each, recent)
    weight: Weights = (baskets_ago(known) < recent) / np.repeat(shares, known.baskets_each)
    return weight
