"""How a table becomes the rows that trees learn from and the cells that a linear model adds up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.tabular_columns import Bools, Floats, Levels, Table, crossed, has_levels

LARGEST = 1e38  # what a short number can hold
GROUPS = 10  # the linear model sees a number as one of so many groups of like size


@dataclass(frozen=True, eq=False)
class Reading:
    """What was learned of the columns.

    `numbers` are the numeric columns, `levels` what is known of each column with levels, of names or of numbers, under
    its name; a cross stands under its names joined by "×". `edges` are the cuts between groups of each number, those in
    `only_trees` left out (what must rise or fall is left to the trees). `average` is the share of yeses.
    """

    numbers: tuple[str, ...]
    levels: dict[str, Levels]
    crosses: tuple[tuple[str, ...], ...]
    edges: dict[str, Floats]
    average: float

    @classmethod
    def learn(cls, table: Table, yes: Bools, crosses: Sequence[Sequence[str]], only_trees: Sequence[str]) -> Reading:
        """From a table, its answers, and the columns to be looked at together."""
        numbers = tuple(name for name, column in table.items() if column.dtype.kind == "f")
        together = tuple(tuple(one) for one in crosses)
        free = {name: column for name, column in table.items() if name not in only_trees}
        levels = {
            name: Levels.learn(column, yes)
            for name, column in free.items()
            if column.dtype.kind != "f" or has_levels(column)
        }
        levels |= {"×".join(one): Levels.learn(crossed(table, one), yes) for one in together}
        edges = {name: _edges(free[name]) for name in numbers if name in free}
        return cls(numbers, levels, together, edges, float(yes.mean()) if len(yes) else 0.0)

    def trees_see(self, table: Table, yes: Bools | None = None, fold: Any = None) -> NDArray[np.float32]:
        """Rows for trees (n, features): numbers, shares and sizes of levels, how much is unknown.

        In learning, with the answers and a fold for each row, shares leave out the answers of the row's own fold.
        """
        columns = [table[name] for name in self.numbers]
        unknown = np.sum([np.isnan(column) for column in columns], axis=0) if columns else np.zeros(_rows(table))
        for name, levels in self.levels.items():
            column = self._column(table, name)
            if yes is None:
                columns.append(levels.shares(column, self.average))
            else:
                columns.append(levels.shares_without_own(column, yes, fold, self.average))
            if column.dtype.kind != "f":
                columns.append(np.log1p(levels.rows)[levels.places(column)])
        return np.column_stack([*columns, unknown]).clip(-LARGEST, LARGEST).astype(np.float32)

    def cells(self, table: Table) -> NDArray[np.int64]:
        """For a linear model: the cell of each row in each column, numbered through, shape (n, columns)."""
        found, offset = [], 0
        for places, size in self._places(table):
            found.append(places + offset)
            offset += size
        return np.stack(found, axis=1) if found else np.zeros((_rows(table), 0), dtype=np.int64)

    @property
    def cell_count(self) -> int:
        """How many cells there are in all."""
        return sum(len(edges) + 2 for edges in self.edges.values()) + sum(
            len(levels.rows) for name, levels in self.levels.items() if name not in self.edges
        )

    def _places(self, table: Table) -> list[tuple[NDArray[np.int64], int]]:
        found = []
        for name, edges in self.edges.items():
            group = np.searchsorted(edges, table[name], side="left")
            found.append((np.where(np.isnan(table[name]), len(edges) + 1, group), len(edges) + 2))
        for name, levels in self.levels.items():
            if name not in self.edges:
                found.append((levels.places(self._column(table, name)), len(levels.rows)))
        return found

    def _column(self, table: Table, name: str) -> NDArray[Any]:
        for one in self.crosses:
            if "×".join(one) == name:
                return crossed(table, one)
        return table[name]


def _edges(column: Floats) -> Floats:
    """Cuts between groups of like size; between all values where there are few."""
    known = np.unique(column[~np.isnan(column)])
    if len(known) > GROUPS:
        known = np.unique(np.nanquantile(column, np.linspace(0, 1, GROUPS + 1)[1:-1], method="lower"))
        return np.asarray(known)
    return np.asarray((known[1:] + known[:-1]) / 2)


def _rows(table: Table) -> int:
    return len(next(iter(table.values()))) if table else 0
