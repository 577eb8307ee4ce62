"""Rows of text become a frame of typed columns; every cell that cannot be read is reported by row.

Cells repeat (a date for each line of an order, a price for each sale of a product), so each different text is read once
and remembered. That makes plain functions over one cell as fast as needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from worthmore.connectors.csv.cells.amounts import doubtful, signs_in
from worthmore.connectors.csv.columns import ATTRIBUTE, FEATURE, LIMIT, Column
from worthmore.connectors.csv.fields import (
    ATTRIBUTE_VALUE,
    FLAG,
    LABEL,
    LIMIT_VALUE,
    LIST,
    MONEY,
    Choices,
    Field,
    Parse,
    as_written,
)
from worthmore.connectors.csv.reading.table import Row
from worthmore.connectors.csv.trouble import Problem, Reject

REMEMBERED = 50_000
MISALIGNED = Problem(
    "more cells than headings",
    'A cell probably holds the separator: put that cell between double quotes, such as "Lamp, green".',
)
SIGN = Problem(
    "the amount has the sign of another currency than the row",
    "Correct the sign, or the code in the currency column.",
)
OPEN_FIELDS = {
    ATTRIBUTE: Field(ATTRIBUTE_VALUE, "what the product is like"),
    "name_in": Field(LABEL, "name in a language"),
    LIMIT: Field(LIMIT_VALUE, "what a plan includes of it", needed=True),
    FEATURE: Field(FLAG, "yes when a plan has it"),
}
RELATION = Field(LIST, "ids of products that belong to it")


class _Known(dict[str, Any]):
    """Texts already read. Forgets everything when it has grown large, so that memory stays flat."""

    def __init__(self, parse: Parse) -> None:
        super().__init__()
        self._parse = parse
        self.troubled = False

    def __missing__(self, cell: str) -> Any:
        if len(self) > REMEMBERED:
            self.clear()
        value = self[cell] = self._parse(cell)
        self.troubled = self.troubled or isinstance(value, Problem)
        return value


@dataclass(frozen=True, slots=True)
class ReadRows:
    """Typed columns (with `row`, the row's number, and `bad`, whether it is rejected), and what could not be read."""

    frame: pl.DataFrame
    rejects: list[Reject]


class RowReader:
    """Reads rows of one file: knows its columns and remembers the cells it has seen."""

    def __init__(self, columns: Sequence[Column], fields: Mapping[str, Field], choices: Choices, width: int) -> None:
        self._width = width
        self._columns = columns
        self._fields = [field_of(column, fields) for column in columns]
        self._known = [
            _Known(field.kind.make(column, choices)) for column, field in zip(columns, self._fields, strict=True)
        ]
        self._doubtful = {
            column.index: _Known(doubtful) for column, field in zip(columns, self._fields, strict=True) if field.written
        }

        self._signs = {
            column: _Known(signs_in) for column, field in zip(columns, self._fields, strict=True) if field.kind is MONEY
        }

    def read(self, rows: Sequence[Row]) -> ReadRows:
        """The rows as a frame; a row with a bad cell in a needed field is marked, any other bad cell left empty."""
        bad = [False] * len(rows)
        cells, rejects = self._aligned(rows, bad)
        data: dict[str, pl.Series] = {"row": pl.Series([number for number, _ in rows], dtype=pl.Int64())}
        by_index = list(zip(*cells, strict=True)) if cells else [()] * self._width
        for column, field, known in zip(self._columns, self._fields, self._known, strict=True):
            values = [known[cell] for cell in by_index[column.index]]
            if known.troubled:
                rejects += _troubles(values, column, field, rows, bad)
            data[column.key] = pl.Series(values, dtype=field.kind.dtype)
            if field.written:
                written = [self._doubtful[column.index][cell] for cell in by_index[column.index]]
                data[as_written(column.key)] = pl.Series(written, dtype=pl.String())
        rejects += self._foreign(data, by_index, rows, bad)
        data["bad"] = pl.Series(bad, dtype=pl.Boolean())
        return ReadRows(pl.DataFrame(data), rejects)

    def _foreign(
        self, data: dict[str, pl.Series], by_index: Sequence[Sequence[str]], rows: Sequence[Row], bad: list[bool]
    ) -> list[Reject]:
        """Amounts with the sign of another currency than the row's own column says."""
        rejects: list[Reject] = []
        for column, signs in self._signs.items() if "currency" in data else ():
            found = [signs[cell] for cell in by_index[column.index]]
            if not any(found):
                continue
            for place, (sign, currency) in enumerate(zip(found, data["currency"], strict=True)):
                if sign and currency is not None and currency not in sign and not bad[place]:
                    bad[place] = True
                    cell = by_index[column.index][place]
                    rejects.append(Reject(rows[place][0], column.heading, cell[:200], SIGN))
        return rejects

    def _aligned(self, rows: Sequence[Row], bad: list[bool]) -> tuple[list[list[str]], list[Reject]]:
        """Every row as wide as the headings."""
        width, aligned, rejects = self._width, [], []
        for place, (number, record) in enumerate(rows):
            if len(record) != width:
                if any(cell.strip() for cell in record[width:]):
                    bad[place] = True
                    rejects.append(Reject(number, "", " | ".join(record)[:200], MISALIGNED))
                record = record[:width] + [""] * (width - len(record))
            aligned.append(record)
        return aligned, rejects


def field_of(column: Column, fields: Mapping[str, Field]) -> Field:
    """The field a column feeds."""
    return fields.get(column.field) or OPEN_FIELDS.get(column.field, RELATION)


def _troubles(values: list[Any], column: Column, field: Field, rows: Sequence[Row], bad: list[bool]) -> list[Reject]:
    """Takes the problems out of a column's values and reports them."""
    rejects = []
    for place, value in enumerate(values):
        if isinstance(value, Problem):
            values[place] = None
            number, record = rows[place]
            cell = record[column.index] if column.index < len(record) else ""
            if not bad[place]:
                rejects.append(Reject(number, column.heading, cell[:200], value, field.needed))
            bad[place] = bad[place] or field.needed
    return rejects
