"""Counting on Apache Spark. The only module that imports it."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from worthmore.learn.baskets import Baskets
from worthmore.learn.counting import numbered_buyers
from worthmore.learn.every_pair import Counted
from worthmore.training.engines.choosing import EngineError

# A guest is person -1. First how often each person bought a pair, then over all persons: a person is counted once
# without being remembered.
PAIRS = """
SELECT item, other, INT(SUM(baskets)) AS baskets, INT(COUNT_IF(person <> -1)) AS customers,
       INT(SUM(IF(person = -1, baskets, 0))) AS guests
FROM (
    SELECT one.item AS item, two.item AS other, one.person AS person, COUNT(*) AS baskets
    FROM lines AS one JOIN lines AS two ON one.basket = two.basket AND one.item < two.item
    GROUP BY one.item, two.item, one.person
)
GROUP BY item, other HAVING customers >= {fewest}
"""
ITEMS = """
SELECT item, SUM(baskets) AS baskets, COUNT_IF(person <> -1) AS customers
FROM (SELECT item, person, COUNT(*) AS baskets FROM lines GROUP BY item, person)
GROUP BY item
"""


@dataclass(frozen=True)
class SparkEngine:
    """Counts baskets on the cluster at `master`; `folder` is where orders and counts are handed over."""

    master: str
    folder: Path

    def __call__(self, baskets: Baskets, fewest_customers: int) -> Counted:
        """See `learn.every_pair.CountEverything`. Raises EngineError where Spark does not start or breaks off."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handed_over = Path(tempfile.mkdtemp(prefix="spark-", dir=self.folder))
        try:
            return self._count(baskets, fewest_customers, handed_over)
        except (PySparkException, OSError) as error:
            raise EngineError(f"Spark at {self.master} could not count: {error}") from error
        finally:
            shutil.rmtree(handed_over, ignore_errors=True)

    def _count(self, baskets: Baskets, fewest: int, folder: Path) -> Counted:
        _frame(baskets).write_parquet(folder / "lines.parquet")
        spark = self._session()
        spark.read.parquet(_address(folder / "lines.parquet")).createOrReplaceTempView("lines")
        for name, statement in (("pairs", PAIRS.format(fewest=fewest)), ("items", ITEMS)):
            spark.sql(statement).write.parquet(_address(folder / name))
        return _counted(baskets, _read(folder / "pairs"), _read(folder / "items"))

    def _session(self) -> SparkSession:
        """The session, or a new one; it lives as long as the process."""
        # What differs from Spark's own settings: no page of its own, and no address another machine could reach it at
        # while it runs on this one.
        builder = SparkSession.builder.master(self.master).appName("Worthmore").config("spark.ui.enabled", "false")
        if self.master.startswith("local"):
            builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
            builder = builder.config("spark.sql.shuffle.partitions", "8")
        try:
            return builder.getOrCreate()
        except (PySparkException, RuntimeError) as error:
            raise EngineError(f"Spark at {self.master} does not start ({error}); it needs Java 17 or newer") from error


def _frame(baskets: Baskets) -> pl.DataFrame:
    """A line for each basket and item. Persons are numbers of this run: nothing that tells who they are leaves."""
    sizes = np.diff(baskets.start)
    return pl.DataFrame(
        {
            "basket": np.repeat(np.arange(baskets.count, dtype=np.int32), sizes),
            "person": np.repeat(numbered_buyers(baskets.buyer), sizes),
            "item": baskets.item,
        }
    )


def _address(path: Path) -> str:
    return path.resolve().as_uri()


def _read(folder: Path) -> pl.DataFrame:
    return pl.concat([pl.read_parquet(part) for part in sorted(folder.glob("*.parquet"))])


def _counted(baskets: Baskets, pairs: pl.DataFrame, items: pl.DataFrame) -> Counted:
    single = np.zeros((2, baskets.item_count), dtype=np.int64)
    single[:, items["item"].to_numpy()] = items.select("baskets", "customers").to_numpy().T
    ordered = pairs.sort("item", "other")
    columns = (ordered[name].to_numpy() for name in ("item", "other", "baskets", "customers", "guests"))
    return Counted(baskets.count, *single, *columns)
