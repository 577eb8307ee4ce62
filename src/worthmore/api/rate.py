"""At most so many requests a second for each key: a token bucket, in this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

DEFAULT_PER_SECOND = 200.0
BURST_SECONDS = 2.0


class RateLimit:
    """Each key may make `per_second` requests a second on average and twice that at once; 0 means no limit."""

    def __init__(self, per_second: float = DEFAULT_PER_SECOND, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_second = per_second
        self.burst = max(per_second * BURST_SECONDS, 1.0)
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}

    def wait(self, name: str) -> float:
        """Take one request out of the bucket: 0.0, or the seconds until the next is possible."""
        if not self.per_second:
            return 0.0
        bucket = self._buckets.get(name)
        if bucket is None:
            bucket = self._buckets.setdefault(name, _Bucket(self.burst, self._clock()))
        return bucket.take(self._clock(), self.per_second, self.burst)


class _Bucket:
    __slots__ = ("filled_at", "lock", "tokens")

    def __init__(self, tokens: float, filled_at: float) -> None:
        self.tokens = tokens
        self.filled_at = filled_at
        self.lock = threading.Lock()

    def take(self, now: float, per_second: float, burst: float) -> float:
        with self.lock:
            self.tokens = min(burst, self.tokens + max(0.0, now - self.filled_at) * per_second)
            self.filled_at = now
            if self.tokens > 1.0 - 1e-9:
                self.tokens -= 1.0
                return 0.0
            return (1.0 - self.tokens) / per_second


def read_limit(text: str | None) -> float:
    """The limit from `WORTHMORE_RATE_LIMIT`; nothing means the default."""
    if text is None or not text.strip():
        return DEFAULT_PER_SECOND
    try:
        limit = float(text)
    except ValueError:
        limit = -1.0
    if not 0 <= limit <= 1_000_000:
        raise ValueError(
            f"WORTHMORE_RATE_LIMIT is {text!r}; give requests a second for each key, such as 200, or 0 for no limit"
        )
    return limit
