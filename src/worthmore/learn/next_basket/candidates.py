"""The candidates of a person's next basket and what is known of each: one compiled loop over the person's own lines.

Candidates are everything the person bought, and of what is new to them the likeliest few by what neighbours bought
last, what follows the person's newest baskets, and what others just bought for the first time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.histories import Histories
from worthmore.learn.next_basket.crowd import ITEM_FEATURES, LAGS, Crowd
from worthmore.learn.next_basket.nearest import compiled, in_blocks, unsigned

OWN = ("times", "own_share", "ago", "fast", "middle", "slow", "first_ago", "gap", "due",
       "days_ago", "gap_days", "due_days", "rate", "streak", "newest_gap")  # fmt: skip
PERSON = ("baskets", "basket_size", "variety", "newest_size", "days_away")
OTHERS = ("neighbours", "follows", "follows_new", "follows_late", "neighbours_hold")
SEASON = ("lately", "before_that")
FEATURES = (*OWN, *PERSON, *OTHERS, *SEASON, *ITEM_FEATURES)
NEAREST = 300  # persons compared closely; who is less like this one says little
LATELY, BEFORE = 4, 8  # periods: what sold in the last four weeks, and in the eight before
SUMS = 10
AHEAD = 4  # persons; what is asked of the memory so early has come when it is needed
NO_ITEM = np.uint32(2**32 - 1)


@dataclass(frozen=True, eq=False)
class Candidates:
    """Rows of (person, item) with their features; those of the person asked as number q are `start[q]:start[q + 1]`."""

    start: NDArray[np.int64]
    item: NDArray[np.int32]
    features: NDArray[np.float32]

    @property
    def asked(self) -> NDArray[np.int64]:
        """Of every row, which of the asked persons it belongs to."""
        return np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))


@compiled
def _own(person: Any, known: Any, scratch: Any, ages: Any, today: Any, timed: Any) -> Any:
    """Sum up a person's own lines into `sums`; list the items in `seen`; how many there are."""
    basket_start, line_start, item, day = known
    sums, seen = scratch
    count = 0
    newest = basket_start[person + 1] - 1
    for basket in range(basket_start[person], newest + 1):
        ago = newest - basket
        away = max(today - day[basket], 0.0) if timed else 0.0
        for line in range(line_start[basket], line_start[basket + 1]):
            one = item[line]
            if sums[one, 0] == 0.0:
                seen[count] = one
                count += 1
                sums[one, 5] = ago
                sums[one, 7] = away
                sums[one, 8] = 1.0
                sums[one, 9] = np.nan
            else:
                sums[one, 8] = sums[one, 8] + 1.0 if sums[one, 1] == ago + 1 else 1.0
                sums[one, 9] = sums[one, 1] - ago
            sums[one, 0] += 1.0
            sums[one, 1] = ago
            sums[one, 2] += ages[0, ago]
            sums[one, 3] += ages[1, ago]
            sums[one, 4] += ages[2, ago]
            sums[one, 6] = away
    return count


@compiled
def _touch(one: Any, marks: Any, met: Any, count: Any) -> Any:
    """List an item met for the first time, without a branch that is often guessed wrong."""
    met[count] = one
    count += not marks[one]
    marks[one] = True
    return count


@compiled
def _follow(person: Any, known: Any, followers: Any, lags: Any, gathered: Any, count: Any) -> Any:
    """Add what follows the person's newest baskets."""
    basket_start, line_start, item, _ = known
    start, other, later, new, late = followers
    others, marks, met = gathered
    for ago in range(min(len(lags), basket_start[person + 1] - basket_start[person])):
        basket = basket_start[person + 1] - 1 - ago
        size = line_start[basket + 1] - line_start[basket]
        for line in range(line_start[basket], line_start[basket + 1]):
            for place in range(start[item[line]], start[item[line] + 1]):
                one = other[place]
                count = _touch(one, marks, met, count)
                others[one, 1] += lags[ago] * later[place] / size
                if ago == 0:
                    others[one, 2] += new[place] / size
                    others[one, 3] += late[place] / size
    return count


@compiled
def _nearest(alike: Any, near: Any, found: Any, self: Any) -> Any:
    """Keep the NEAREST of `near` but the person self, forget the others; how many, and the sum of cosines squared."""
    least = 0.0
    if found > NEAREST + 1:
        values = np.empty(found)
        for index in range(found):
            values[index] = alike[near[index]]
        least = np.partition(values, found - NEAREST - 1)[found - NEAREST - 1]
    kept, total = 0, 0.0
    for index in range(found):
        other = near[index]
        if other == self or alike[other] < least or kept == NEAREST:
            alike[other] = 0.0
            continue
        near[kept] = other
        kept += 1
        total += alike[other] ** 2
    return kept, total


@compiled
def _compare(person: Any, rows: Any, pool: Any, scratch: Any, gathered: Any, count: Any) -> Any:
    """Add what the persons like this one had in their newest basket, each weighing their cosine squared."""
    start, item, value = rows
    inverted, holder, weight, last_start, last_item, member, placed = pool
    alike, near = scratch
    others, marks, met = gathered
    found = 0
    for place in range(start[person], start[person + 1]):
        for at in range(inverted[item[place]], inverted[item[place] + 1]):
            other = holder[at]
            near[found] = other
            found += alike[other] == 0.0
            alike[other] += value[place] * weight[at]
    kept, total = _nearest(alike, near, found, member[person])
    for index in range(kept):
        if index + AHEAD < kept and item[start[placed[near[index + AHEAD]]]] == NO_ITEM:
            break  # never: it only asks for that person's row, so that nobody waits for it later
        other = near[index]
        share = alike[other] ** 2 / total
        alike[other] = 0.0
        for line in range(last_start[other], last_start[other + 1]):
            count = _touch(last_item[line], marks, met, count)
            others[last_item[line], 0] += share
        place = placed[other]
        for line in range(start[place], start[place + 1]):
            count = _touch(item[line], marks, met, count)
            others[item[line], 4] += share * value[line]
    return count


@compiled
def _choose(owned: Any, count: Any, seen: Any, tables: Any, scratch: Any, extra: Any) -> Any:
    """Put the `extra` likeliest new items behind the owned ones in `seen`; how many candidates there are."""
    sums, others, novelty = tables
    met, worth = scratch
    fresh = 0
    for index in range(count):
        one = met[index]
        if sums[one, 0] == 0.0:
            met[fresh] = one
            worth[fresh] = others[one, 0] + others[one, 1] + novelty[one]
            fresh += 1
    kept = owned
    if fresh == 0 or extra == 0:
        return kept
    least = -1.0
    if fresh > extra:
        least = np.partition(worth[:fresh], fresh - extra)[fresh - extra]
    for index in range(fresh):
        if worth[index] >= least and kept < owned + extra:
            seen[kept] = met[index]
            kept += 1
    return kept


@compiled
def _write(row: Any, one: Any, sums: Any, others: Any, about: Any, item: Any, timed: Any) -> None:
    """One candidate's features, in the order of FEATURES; what has no meaning is NaN."""
    row[:] = np.nan
    times = sums[one, 0]
    row[0] = times
    row[1] = times / about[0]
    row[3], row[4], row[5] = sums[one, 2], sums[one, 3], sums[one, 4]
    if times > 0.0:
        row[2] = sums[one, 1]
        row[6] = sums[one, 5]
        row[12] = times / (sums[one, 5] + 1.0)
        row[13] = sums[one, 8] if sums[one, 1] == 0.0 else 0.0
        row[14] = sums[one, 9]
        if timed:
            row[9] = sums[one, 6]
    if times > 1.0:
        row[7] = (sums[one, 5] - sums[one, 1]) / (times - 1.0)
        row[8] = (sums[one, 1] + 1.0) / row[7]
        if timed:
            row[10] = (sums[one, 7] - sums[one, 6]) / (times - 1.0)
            row[11] = sums[one, 6] / max(row[10], 1.0)
    for index in range(5):
        row[15 + index] = about[index]
    for index in range(5):
        row[20 + index] = others[one, index]
    for index in range(item.shape[1]):
        row[27 + index] = item[one, index]


@compiled
def _season(row: Any, one: Any, today: Any, periods: Any) -> None:
    """How popular the item was in the whole periods before a day, and in those before them."""
    origin, width, held, baskets = periods
    now = min(max(int((today - origin) / width), 0), len(baskets) - 1)
    near, far = max(now - LATELY, 0), max(now - LATELY - BEFORE, 0)
    row[25] = (held[now, one] - held[near, one]) / max(baskets[now] - baskets[near], 1.0)
    row[26] = (held[near, one] - held[far, one]) / max(baskets[near] - baskets[far], 1.0)


@compiled
def _ask(first: Any, last: Any, asked: Any, known: Any, crowd: Any, settings: Any, out: Any) -> Any:
    """Write the candidates of the persons `asked[first:last]`; how many rows there are."""
    places, today = asked
    start, items, features = out
    basket_start, line_start = known[0], known[1]
    item, followers, pool, rows, common, novelty, periods = crowd
    extra, timed, ages, lags = settings
    count = item.shape[0]
    sums, others, marks = np.zeros((count, SUMS)), np.zeros((count, 5)), np.zeros(count, dtype=np.bool_)
    seen, met, worth = np.empty(count, dtype=np.uint32), np.empty(count + 1, dtype=np.uint32), np.empty(count)
    alike, near = np.zeros(len(pool[3]) - 1), np.empty(len(pool[3]), dtype=np.uint32)
    gathered, about = (others, marks, met), np.empty(5)
    row = 0
    for q in range(first, last):
        person = places[q]
        owned = _own(person, known, (sums, seen), ages, today[q], timed)
        found = 0
        for index in range(len(common)):
            found = _touch(common[index], marks, met, found)
        found = _follow(person, known, followers, lags, gathered, found)
        found = _compare(person, rows, pool, (alike, near), gathered, found)
        for index in range(found):
            marks[met[index]] = False
        touched = met[:found].copy()
        kept = _choose(owned, found, seen, (sums, others, novelty), (met, worth), extra)
        baskets = basket_start[person + 1] - basket_start[person]
        lines = line_start[basket_start[person + 1]] - line_start[basket_start[person]]
        newest = basket_start[person + 1] - 1
        about[0], about[1], about[2] = baskets, lines / baskets, owned / lines
        about[3] = line_start[newest + 1] - line_start[newest]
        about[4] = max(today[q] - known[3][newest], 0.0) if timed else np.nan
        for index in range(kept):
            _write(features[row], seen[index], sums, others, about, item, timed)
            if timed:
                _season(features[row], seen[index], today[q], periods)
            items[row] = seen[index]
            row += 1
        for index in range(owned):
            sums[seen[index]] = 0.0
        for index in range(found):
            others[touched[index]] = 0.0
        start[q - first + 1] = row
    return row


def candidates(
    known: Histories, around: Crowd, places: NDArray[np.int64], today: NDArray[np.float64], extra: int
) -> Candidates:
    """The candidates of the persons at `places`, when they come on the days `today`: `extra` new ones at most each."""
    histories = (known.basket_start, known.line_start, unsigned(known.item), known.day)
    longest = int(known.baskets_each.max(initial=1))
    ages = np.array([[fade**ago for ago in range(longest)] for fade in (0.5, 0.8, 0.95)])
    settings = (extra, known.timed, ages, np.array(LAGS))
    novelty = around.item[:, ITEM_FEATURES.index("first_newest")].astype(np.float64)
    crowd = (around.item, *_unsigned(around), around.common, novelty, around.periods)
    lines = np.diff(known.line_start[known.basket_start])

    def block(first: int, last: int) -> Candidates:
        room = int(lines[places[first:last]].sum()) + extra * (last - first)
        start = np.zeros(last - first + 1, dtype=np.int64)
        items, features = np.empty(room, dtype=np.int32), np.empty((room, len(FEATURES)), dtype=np.float32)
        rows = _ask(first, last, (places, today), histories, crowd, settings, (start, items, features))
        return Candidates(start, items[:rows], features[:rows])

    return _joined(in_blocks(len(places), block))


def _unsigned(around: Crowd) -> tuple[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]:
    """Followers, pool and rows for the compiled loops; places of persons keep their sign."""
    start, other, *chances = around.followers
    inverted, holder, weight, last_start, last_item, *persons = around.pool
    row_start, item, value = around.rows
    return (
        (unsigned(start), unsigned(other), *chances),
        (unsigned(inverted), unsigned(holder), weight, unsigned(last_start), unsigned(last_item), *persons),
        (unsigned(row_start), unsigned(item), value),
    )


def _joined(parts: list[Candidates]) -> Candidates:
    if not parts:
        return Candidates(
            np.zeros(1, dtype=np.int64), np.empty(0, dtype=np.int32), np.empty((0, len(FEATURES)), np.float32)
        )
    sizes = np.concatenate([np.diff(part.start) for part in parts])
    items, features = (np.concatenate([getattr(part, name) for part in parts]) for name in ("item", "features"))
    return Candidates(np.concatenate(([0], np.cumsum(sizes))), items, features)
