"""When things happened to products, kept by the second; a moment is made of one only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any


class Moments(Mapping[str, datetime]):
    """Seconds since 1970 read as moments: a decision asks for few of what a person owns."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: dict[str, int]) -> None:
        self.seconds = seconds

    def __getitem__(self, key: str) -> datetime:
        return datetime.fromtimestamp(self.seconds[key], UTC)

    def get(self, key: str, default: Any = None) -> Any:
        """The moment, or `default`; without the exception that Mapping's own would raise and catch."""
        second = self.seconds.get(key)
        return default if second is None else datetime.fromtimestamp(second, UTC)

    def since(self, moment: datetime) -> dict[str, datetime]:
        """Those from that moment on, without making moments of the others."""
        first = moment.timestamp()
        return {key: datetime.fromtimestamp(one, UTC) for key, one in self.seconds.items() if one >= first}

    def __iter__(self) -> Iterator[str]:
        return iter(self.seconds)

    def __len__(self) -> int:
        return len(self.seconds)

    def __contains__(self, key: object) -> bool:
        return key in self.seconds


def in_seconds(moments: Mapping[str, datetime]) -> Mapping[str, float]:
    """The same as seconds since 1970, for whoever compares many."""
    if isinstance(moments, Moments):
        return moments.seconds
    return {key: one.timestamp() for key, one in moments.items()}
