"""What a save did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saved:
    """How many rows were new, changed something, or changed nothing.

    `unknown` names the products without which a row could not be saved; those rows are left out and not counted.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    unknown: tuple[str, ...] = ()

    def __add__(self, other: Saved) -> Saved:
        unknown = tuple(dict.fromkeys((*self.unknown, *other.unknown)))
        return Saved(self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged, unknown)

    @property
    def anything(self) -> bool:
        """Whether the tables are other than before."""
        return bool(self.new or self.changed)
