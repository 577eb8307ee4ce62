"""Counting pairs on this machine and on Apache Spark, in turn: at which size does Spark begin to pay?

python -m benchmarks.engines        (needs `make spark` and Java 17 or newer)
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.harness import keep
from worthmore.learn.baskets import Baskets
from worthmore.learn.every_pair import Counted, CountEverything, count_everything
from worthmore.training.engines import engine

SIZES = (30_000, 100_000)
FEWEST = 20


def orders(lines: int) -> Baskets:
    """Baskets of three items on average; a customer for each thirty lines, a product for each three hundred."""
    dice = np.random.default_rng(7)
    order = np.repeat(np.arange(lines // 3), 1 + dice.poisson(2, lines // 3))
    person = dice.integers(0, lines // 30, lines // 3)[order]
    products = lines // 300
    return Baskets(order, person, (products * dice.random(len(order)) ** 3).astype(np.int32), products)


def timed(count: CountEverything, baskets: Baskets) -> tuple[float, Counted]:
    started = time.perf_counter()
    found = count(baskets, FEWEST)
    return time.perf_counter() - started, found


def main() -> None:
    """Warm both up, then count what customers bought in all their orders: the larger of the two counts of a night."""
    cores = min(os.cpu_count() or 1, 4)
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory(prefix="worthmore-engines-") as folder:
        spark = engine("spark", f"local[{cores}]", Path(folder))
        assert spark is not None
        started = timed(spark, orders(3_000))[0]
        timed(count_everything, orders(3_000))
        rows.append({"what": "Spark's start with the first count", "measured": f"{started:.1f} s", "wanted": ""})
        for lines in SIZES:
            baskets = orders(lines).lifetimes()
            here, found = timed(count_everything, baskets)
            there, same = timed(spark, baskets)
            assert all(
                np.array_equal(getattr(found, name), getattr(same, name)) for name in ("item", "other", "customers")
            )
            told = f"here {here:.1f} s, Spark on {cores} cores {there:.1f} s: {there / here:.0f} times as long"
            pairs = f"{lines:,} lines, {len(found.item):,} pairs of {FEWEST} customers or more, counts equal"
            rows.append({"what": f"Counting pairs: {pairs}", "measured": told, "wanted": ""})
    keep("engines", rows)


if __name__ == "__main__":
    main()
