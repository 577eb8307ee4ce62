"""What a product is like, and how two products differ in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

AttributeValue = float | str


class Direction(StrEnum):
    """Which way an attribute is better for the customer."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


# A member looked up by its class is slow, and these are asked for every difference; so is `int | float`, made anew.
_HIGHER, _NEUTRAL = Direction.HIGHER, Direction.NEUTRAL
_NUMBER = (int, float)


@dataclass(frozen=True, slots=True)
class AttributeKind:
    """One attribute of a shop's catalogue: its unit, which way is better, and its name per language.

    `need` marks an attribute that says what the product is for (a frame type, a clothing size): an upgrade must
    share it. `labels` maps a language code ("nl") to the word a customer reads.
    """

    name: str
    unit: str = ""
    direction: Direction = Direction.NEUTRAL
    need: bool = False
    labels: Mapping[str, str] | None = None

    def label(self, language: str) -> str:
        """The customer's word for this attribute; falls back to English, then to the name."""
        labels = self.labels or {}
        return labels.get(language) or labels.get("en") or self.name.replace("_", " ")


class Difference(NamedTuple):
    """How the offered product differs from the chosen one in one numeric attribute with a direction.

    A named tuple because a decision makes dozens, and a frozen dataclass takes several times as long to make.
    """

    kind: AttributeKind
    chosen: float
    offered: float

    @property
    def better(self) -> bool:
        """True when the offered value is the better one."""
        if self.kind.direction is _HIGHER:
            return self.offered > self.chosen
        return self.offered < self.chosen

    @property
    def relative(self) -> float:
        """Size of the change as a share of the larger value, 0 to 1 for same-signed values."""
        largest = max(abs(self.chosen), abs(self.offered))
        return abs(self.offered - self.chosen) / largest if largest else 0.0


def differences(
    chosen: Mapping[str, AttributeValue],
    offered: Mapping[str, AttributeValue],
    kinds: Mapping[str, AttributeKind],
) -> tuple[Difference, ...]:
    """Every attribute with a direction, known of both and unequal; the largest relative change first."""
    found = []
    for name, value in chosen.items():
        kind = kinds.get(name)
        if kind is None or kind.direction is _NEUTRAL:
            continue
        other = offered.get(name)
        if other != value and isinstance(value, _NUMBER) and isinstance(other, _NUMBER):
            found.append(Difference(kind, float(value), float(other)))
    if len(found) > 1:
        found.sort(key=lambda difference: (-difference.relative, difference.kind.name))
    return tuple(found)


def same_need(
    chosen: Mapping[str, AttributeValue],
    offered: Mapping[str, AttributeValue],
    kinds: Mapping[str, AttributeKind],
) -> bool:
    """True when no attribute marked `need` and known of both has different values."""
    return all(
        offered[name] == value
        for name, value in chosen.items()
        if name in offered and name in kinds and kinds[name].need
    )
