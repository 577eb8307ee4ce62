"""The engine that the installation has chosen."""

from __future__ import annotations

from pathlib import Path

from worthmore.learn.every_pair import CountEverything

ENGINES = ("local", "spark")


class EngineError(RuntimeError):
    """The chosen engine is not known, not installed, or cannot start."""


def engine(name: str, master: str, folder: Path) -> CountEverything | None:
    """How pairs are counted; None for counting here and now, where only the best pairs of each item are ever held.

    `master` is the address of Spark's cluster (`local[2]`: two cores of this machine); `folder` is where orders and
    counts are handed over, and must be the same place for every machine of the cluster.
    """
    if name not in ENGINES:
        raise EngineError(f"the engine (WORTHMORE_ENGINE or --engine) is {name!r}; it must be {' or '.join(ENGINES)}")
    if name == "local":
        return None
    try:
        from worthmore.training.engines.spark import SparkEngine
    except ImportError as error:
        raise EngineError("the engine is spark, but PySpark is missing: pip install 'worthmore[spark]'") from error
    return SparkEngine(master, folder)
