"""What was bought, as columns, before it becomes the shop's order lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from worthmore.simulation.world import Ints

DAY = 86_400


@dataclass(frozen=True)
class Window:
    """The time simulated, in whole seconds since 1970 (UTC)."""

    start: int
    end: int


@dataclass(frozen=True)
class Purchases:
    """One row a line: `who` (place among the people), `at` (seconds since 1970), `item`, `quantity`, `order`.

    Lines with the same `order` were bought together; numbers are unique among the same people.
    """

    who: Ints
    at: Ints
    item: Ints
    quantity: Ints
    order: Ints

    def __len__(self) -> int:
        return len(self.who)

    def where(self, rows: np.ndarray) -> Purchases:
        """Some of the lines: a mask or places."""
        return Purchases(self.who[rows], self.at[rows], self.item[rows], self.quantity[rows], self.order[rows])


NOTHING = Purchases(*(np.empty(0, np.int64) for _ in range(5)))


def side_by_side(parts: Sequence[Purchases]) -> Purchases:
    """All lines of several lists, one list after the other."""
    names = ("who", "at", "item", "quantity", "order")
    return Purchases(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def together(parts: Sequence[Purchases]) -> Purchases:
    """All lines of several lists in order of time, an order's lines in the order they were put in."""
    joined = side_by_side(parts)
    return joined.where(np.lexsort((joined.order, joined.at)))


class OrderNumbers:
    """Hands out numbers for orders, each once."""

    def __init__(self) -> None:
        self.next = 0

    def take(self, count: int) -> Ints:
        """The next so many numbers."""
        taken = np.arange(self.next, self.next + count)
        self.next += count
        return taken
