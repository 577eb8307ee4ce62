"""When somebody ordered, as it is kept ready: how many orders, the first, and the latest that a rhythm is read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from worthmore.vocabulary.journey import LATEST, NEVER, Ordered


class _Kept(msgspec.Struct):
    count: int
    first: int | None
    latest: list[int]


def written(seconds: Sequence[int]) -> Mapping[str, Any]:
    """The seconds (since 1970, UTC) of all orders, oldest first, as they are kept."""
    return {"count": len(seconds), "first": seconds[0] if seconds else None, "latest": list(seconds[-LATEST:])}


def read_back(text: str) -> Ordered:
    """What was kept; `ValueError` when it cannot be read."""
    kept = _decode(text)
    if kept.first is None:
        return NEVER
    return Ordered(kept.count, _moment(kept.first), tuple(map(_moment, kept.latest)))


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)


_decode = msgspec.json.Decoder(_Kept).decode
