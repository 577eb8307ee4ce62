"""A table in a file: where it lies, how it is written, what its columns are called, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from worthmore.connectors.csv.reading.opening import opened, text_of
from worthmore.connectors.csv.reading.records import Record, records
from worthmore.connectors.csv.reading.workbook import workbook_records

Row = tuple[int, Record]
Progress = Callable[[int, int], None]


def _silent(done: int, size: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Table:
    """`heading_row` counts from 1, as a spreadsheet does. `separator` is "" for a workbook, `sheet` for text."""

    path: Path
    encoding: str
    separator: str
    sheet: str
    heading_row: int
    headings: tuple[str, ...]

    def rows(self, watch: Progress = _silent) -> Iterator[Row]:
        """Every row under the headings with its number. `watch` hears how much has been read, of how much."""
        every = _workbook_rows(self, watch) if self.sheet else _text_rows(self, watch)
        return islice(every, self.heading_row, None)


def _workbook_rows(table: Table, watch: Progress) -> Iterator[Row]:
    for number, record in enumerate(workbook_records(table.path, table.sheet), start=1):
        if number % 1000 == 0:
            watch(number, 0)
        yield number, record


def _text_rows(table: Table, watch: Progress) -> Iterator[Row]:
    with opened(table.path) as file, closing(text_of(file, table.encoding)[0]) as text:
        for number, record in enumerate(records(text, table.separator, len(table.headings)), start=1):
            if number % 1000 == 0:
                watch(file.position(), file.size)
            yield number, record
