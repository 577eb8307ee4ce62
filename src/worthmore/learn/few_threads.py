"""Small lessons on one thread: on a busy machine scikit-learn's threads wait for each other longer than they work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

MANY_ROWS = 200_000


@contextmanager
def few_threads(rows: int) -> Iterator[None]:
    """Within it, lessons of fewer than MANY_ROWS rows run on one thread (3,000 rows: 4 s instead of minutes, measured
    with both cores taken); larger ones on as many as there are."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    with threadpool_limits(limits=1 if rows < MANY_ROWS else None, user_api="openmp"):
        yield
