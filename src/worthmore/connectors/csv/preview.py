"""What a dry run shows of a file before anything is imported."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from worthmore.connectors.csv.cells.text import plain
from worthmore.connectors.csv.recognising.recognise import Plan

LOOKED_AT = 200
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column: its heading, the field it feeds ("" for none), and some of its values."""

    heading: str
    field: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it would be read."""

    title: str
    layout: str
    content: str
    columns: tuple[ShownColumn, ...]
    decisions: tuple[str, ...]
    assumptions: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """For people who script it."""
        columns = [
            {"column": column.heading, "field": column.field or None, "samples": list(column.samples)}
            for column in self.columns
        ]
        about = {"read_as": self.title, "layout": self.layout, "content": self.content}
        return {
            **about,
            "columns": columns,
            "decisions": list(self.decisions),
            "assumptions": list(self.assumptions),
        }


def preview(plan: Plan) -> Preview:
    """How a file would be read, with samples from its first rows."""
    table = plan.table
    fields = {column.index: column.means for column in plan.file.columns}
    first = [record for _, record in islice(table.rows(), LOOKED_AT)]
    columns = tuple(
        ShownColumn(heading or f"#{index + 1}", fields.get(index, ""), _samples(first, index))
        for index, heading in enumerate(table.headings)
    )
    return Preview(_title(plan), plan.layout.title, plan.file.content, columns, plan.decisions, plan.assumptions)


def _title(plan: Plan) -> str:
    table = plan.table
    if table.sheet:
        return f"Excel, sheet {table.sheet!r}, headings in row {table.heading_row}"
    separators = {"\t": "tab", ";": "semicolon", ",": "comma", "|": "bar"}
    separator = separators.get(table.separator, repr(table.separator))
    return f"text in {table.encoding}, separated by {separator}, headings in row {table.heading_row}"


def _samples(rows: list[list[str]], index: int) -> tuple[str, ...]:
    values = (plain(row[index]) for row in rows if index < len(row))
    return tuple(islice(dict.fromkeys(value[:30] for value in values if value), SAMPLES))
