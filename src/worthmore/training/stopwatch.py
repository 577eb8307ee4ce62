"""How long each step of a training takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any


class Stopwatch:
    """Passes on what is being done, and measures until the next thing is."""

    def __init__(self, report: Callable[[str, float], None]) -> None:
        self._report = report
        self._started = self._since = (time.perf_counter(), time.process_time())
        self._doing = ""
        self.steps: list[dict[str, Any]] = []
        """Each step that is over: its `name`, `seconds`, and `work`, seconds of processor time over all cores."""

    def __call__(self, doing: str, share: float) -> None:
        """The step before is over; `doing` begins, with `share` of everything behind us."""
        now = time.perf_counter(), time.process_time()
        if self._doing:
            seconds, work = (round(end - start, 2) for start, end in zip(self._since, now, strict=True))
            self.steps.append({"name": self._doing, "seconds": seconds, "work": work})
        self._doing, self._since = doing, now
        self._report(doing, share)

    @property
    def seconds(self) -> float:
        """Since it was started."""
        return round(time.perf_counter() - self._started[0], 2)
