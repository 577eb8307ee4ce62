"""A table of any columns, read for learning: numbers as they are, names and repeated values by what was answered.

What a level (a name, or a value that many rows share) says of the answer is its share of yeses, drawn towards the
average as if a few average rows were in it. In learning, each row gets the share of the other rows only: with its own
answer in it, rare levels would tell the answer itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Table = Mapping[str, NDArray[Any]]

AVERAGE_ROWS = 10.0  # how many average rows are thought to be in each level
LEAST_ROWS = 10  # levels of fewer rows are one level together
REPEATED = 0.3  # a numeric column has levels if this share of its rows have a value that LEAST_ROWS rows share
MISSING = ""


def read_table(columns: Any, names: Sequence[str] | None = None) -> dict[str, NDArray[Any]]:
    """Columns by name as arrays of equal length: float64 with NaN where unknown or infinite, or text with "" unknown.

    Takes a mapping of sequences or a polars or pandas frame. `names` are the columns wanted (others are ignored, one
    that is missing is an error); dates and the like are refused.
    """
    wanted = list(columns.keys() if isinstance(columns, Mapping) else columns.columns) if names is None else list(names)
    found: dict[str, NDArray[Any]] = {}
    for name in wanted:
        try:
            values = columns[name]
        except (KeyError, LookupError) as error:
            raise ValueError(f"table: column {name!r} is missing; it was learned from") from error
        except Exception as error:
            raise ValueError(f"table: column {name!r} cannot be read: {error}") from error
        found[str(name)] = _read_column(str(name), values)
    lengths = {name: len(values) for name, values in found.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"table: columns of unequal length: {lengths}")
    return found


def _read_column(name: str, values: Any) -> NDArray[Any]:
    array = np.asarray(values)
    if array.ndim != 1:
        raise ValueError(f"table: column {name!r} has {array.ndim} dimensions; it must be a plain list")
    if array.dtype.kind in "biuf":
        return _finite(array.astype(np.float64))
    if array.dtype.kind == "O" and all(one is None or isinstance(one, int | float) for one in array.tolist()):
        return _finite(np.array([np.nan if one is None else float(one) for one in array.tolist()], dtype=np.float64))
    if array.dtype.kind in "OUT":
        return np.array([MISSING if one is None or one != one else str(one) for one in array.tolist()], dtype=np.str_)
    raise ValueError(f"table: column {name!r} holds {array.dtype}; give numbers or text")


def _finite(numbers: Floats) -> Floats:
    return np.where(np.isfinite(numbers), numbers, np.nan)


def as_text(values: NDArray[Any]) -> NDArray[Any]:
    """Any column as names; unknown numbers as MISSING."""
    if values.dtype.kind != "f":
        return values
    return np.array([MISSING if one != one else f"{one:.10g}" for one in values.tolist()], dtype=np.str_)


def as_learned(name: str, column: NDArray[Any], usual: str | float) -> NDArray[Any]:
    """A column as names or numbers, whichever its usual value is; text for numbers is refused."""
    if isinstance(usual, str):
        return as_text(column)
    if column.dtype.kind == "f":
        return column
    if np.isnan(usual):  # nothing was known of it in learning, so nothing can be told by it
        return np.full(len(column), np.nan)
    raise ValueError(f"table: column {name!r} holds text; it was learned as numbers")


def crossed(table: Table, names: Sequence[str]) -> NDArray[Any]:
    """Several columns as one of names: one for each combination."""
    parts = [as_text(table[name]).tolist() for name in names]
    return np.array(["|".join(row) for row in zip(*parts, strict=True)], dtype=np.str_)


@dataclass(frozen=True, eq=False)
class Levels:
    """Levels of a column that have rows enough: sorted `values`; rows and yeses of each, the last for all others."""

    values: NDArray[Any]
    rows: Floats
    yes: Floats

    @classmethod
    def learn(cls, column: NDArray[Any], yes: Bools, least: int = LEAST_ROWS) -> Levels:
        """From a column and the answers."""
        values, counts = np.unique(column[~_unknown(column)], return_counts=True)
        kept = values[counts >= least]
        empty = cls(kept, np.zeros(len(kept) + 1), np.zeros(len(kept) + 1))
        place = empty.places(column)
        rows, said = (np.bincount(place, one, len(kept) + 1) for one in (np.ones(len(yes)), yes.astype(np.float64)))
        return cls(kept, rows.astype(np.float64), said.astype(np.float64))

    def places(self, column: NDArray[Any]) -> NDArray[np.int64]:
        """The level of each row; the last for rare, new and unknown values."""
        if not len(self.values):
            return np.zeros(len(column), dtype=np.int64)
        place = np.searchsorted(self.values, column).clip(0, len(self.values) - 1)
        return np.where(self.values[place] == column, place, len(self.values))

    def shares(self, column: NDArray[Any], average: float) -> Floats:
        """The share of yeses of each row's level."""
        share = (self.yes + AVERAGE_ROWS * average) / (self.rows + AVERAGE_ROWS)
        return np.asarray(share[self.places(column)])

    def shares_without_own(self, column: NDArray[Any], yes: Bools, fold: NDArray[np.int64], average: float) -> Floats:
        """The same for the rows it was learned from, each without the answers of its own fold."""
        place, width = self.places(column), len(self.rows)
        key = fold * width + place
        folds = int(fold.max(initial=0)) + 1
        rows, said = (np.bincount(key, one, folds * width) for one in (np.ones(len(yes)), yes.astype(float)))
        rest_rows, rest_yes = self.rows[place] - rows[key], self.yes[place] - said[key]
        return np.asarray((rest_yes + AVERAGE_ROWS * average) / (rest_rows + AVERAGE_ROWS))


def has_levels(column: NDArray[Any], least: int = LEAST_ROWS) -> bool:
    """Whether a numeric column has values that many rows share, and more than a few different ones."""
    known = column[~np.isnan(column)]
    values, counts = np.unique(known, return_counts=True)
    return len(values) > 3 and counts[counts >= least].sum() >= REPEATED * max(len(column), 1)


def _unknown(column: NDArray[Any]) -> Bools:
    return np.isnan(column) if column.dtype.kind == "f" else np.asarray(column == MISSING)
