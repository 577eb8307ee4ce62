"""What customers buy as shares of kinds, and groups of customers whose shares are alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.segments.customers import Floats, Integers
from worthmore.learn.segments.stability import stability

EVERYTHING = "a bit of everything"
MORE = 1.25
LEAST_SHARE = 0.05
MOST_NAMED = 4
DRAWN = 5.0
AS_GOOD = 0.15
"""A larger number of groups is preferred while halves agree nearly as well as on the best number."""


@dataclass(frozen=True, eq=False)
class Groups:
    """The middle of each group (in roots of shares), the group of each row, and how well two halves agreed."""

    centres: Floats
    group: Integers
    agreement: float


def shares(person: Integers, kind: Integers, times: Floats, kinds: int, largest: int) -> tuple[Integers, Floats]:
    """Of each customer which share of what they bought is of each kind; more than `largest` are thinned evenly.

    A few purchases are drawn to what all customers buy, so that one jar of jam makes nobody a lover of jam.
    """
    good = (times > 0) & np.isfinite(times)
    people = np.unique(person[good])
    people = people[:: max(-(-len(people) // largest), 1)]
    place = np.minimum(np.searchsorted(people, person), max(len(people) - 1, 0))
    good &= (people[place] == person) if len(people) else False
    where = place[good] * kinds + kind[good]
    table = np.bincount(where, weights=times[good], minlength=len(people) * kinds).reshape(len(people), kinds)
    total = table.sum(axis=1, keepdims=True)
    own = table / np.maximum(total, 1e-12)
    usual = own.mean(axis=0, keepdims=True) if len(people) else own
    bought = (table > 0).sum(axis=1, keepdims=True) + np.log1p(total)
    return people, (bought * own + DRAWN * usual) / (bought + DRAWN)


def grouped(rows: Floats, most: int, fewest: int, least_agreement: float) -> Groups:
    """As many groups of customers as two halves of them still agree on and words can tell apart; else one."""
    points = np.sqrt(rows)
    if len(rows) < fewest or rows.shape[1] < 2:
        return _one_group(points, 0.0)
    agreement = {count: _agreement(points, count) for count in range(2, most + 1)}
    enough = max(least_agreement, max(agreement.values()) - AS_GOOD)
    for count in sorted((count for count, one in agreement.items() if one >= enough), reverse=True):
        centres, group = _k_means(points, count)
        if told_apart(rows, group, len(centres)):
            return Groups(centres, group, agreement[count])
    return _one_group(points, max(agreement.values()))


def told_apart(rows: Floats, group: Integers, count: int) -> bool:
    """Whether no two groups are known for the same: groups nobody can name are of no use to a shopkeeper."""
    known = {frozenset(kind for kind, _ in one) for one in named(rows, group, count)}
    return len(known) == count and count > 1


def named(rows: Floats, group: Integers, count: int) -> list[list[tuple[int, float]]]:
    """Of each group the kinds it buys more of than the others, with how many times as much; the tellingest first."""
    found: list[list[tuple[int, float]]] = []
    for one in range(count):
        inside = group == one
        if not inside.any() or inside.all():
            found.append([])
            continue
        here, others = rows[inside].mean(axis=0), rows[~inside].mean(axis=0)
        more = here / np.maximum(others, 1e-12)
        telling = np.where(
            (more >= MORE) & (here >= min(LEAST_SHARE, float(here.max()))), here * np.log(np.maximum(more, 1.0)), 0.0
        )
        order = np.argsort(-telling, kind="stable")[:MOST_NAMED]
        found.append([(int(kind), float(more[kind])) for kind in order if telling[kind] > 0])
    return found


def _one_group(points: Floats, agreement: float) -> Groups:
    middle = points.mean(axis=0, keepdims=True) if len(points) else np.zeros((1, points.shape[1]))
    return Groups(middle, np.zeros(len(points), dtype=np.int64), agreement)


def _agreement(points: Floats, count: int) -> float:
    """How alike two halves of the customers, each grouped on its own, group everybody."""
    assigned = []
    everybody = np.arange(len(points))
    mixed = everybody * 2654435761 // 65_536 % 2  # neighbours in the list fall into either half, without dice
    for half in (0, 1):
        centres, _ = _k_means(points[mixed == half], count)
        assigned.append((everybody, nearest(points, centres)))
    return stability(*assigned).adjusted_rand or 0.0


def _k_means(points: Floats, count: int) -> tuple[Floats, Integers]:
    from sklearn.cluster import KMeans

    model = KMeans(n_clusters=min(count, len(np.unique(points, axis=0))), n_init=4, random_state=0).fit(points)
    centres: NDArray[np.float64] = np.asarray(model.cluster_centers_, dtype=np.float64)
    return centres, nearest(points, centres)


def nearest(points: Floats, centres: Floats) -> Integers:
    """Of each point the nearest centre."""
    away = (centres**2).sum(axis=1)[None] - 2.0 * points @ centres.T
    return np.asarray(away.argmin(axis=1), dtype=np.int64)
