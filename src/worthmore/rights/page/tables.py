"""Records as a table: a heading for each column that says anything, a row for each record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from worthmore.rights.page.values import Values

Record = Mapping[str, Any]
FIRST = ("at", "placement", "offers", "refused", "saw")
EMPTY: tuple[Any, ...] = (None, "", [], (), {})


def table(records: Sequence[Record], values: Values, caption: str) -> str:
    """The records; what people look for first, and without the columns that are empty in all of them."""
    columns = [name for name in _names(records) if any(record.get(name) not in EMPTY for record in records)]
    head = "".join(f'<th scope="col">{escape(values.words.field(name))}</th>' for name in columns)
    rows = "".join(_row(record, columns, values) for record in records)
    return scrolling(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>", escape(caption))


def scrolling(content: str, label: str) -> str:
    """Something too wide for a phone, moved sideways by finger or by key. Both texts are HTML already."""
    return f'<div class="wide" role="region" aria-label="{label}" tabindex="0">{content}</div>'


def _names(records: Sequence[Record]) -> list[str]:
    found = dict.fromkeys(name for record in records for name in record)
    return [name for name in FIRST if name in found] + [name for name in found if name not in FIRST]


def _row(record: Record, columns: Sequence[str], values: Values) -> str:
    cells = "</td><td>".join([values.cell(name, record.get(name)) for name in columns])
    return f"<tr><td>{cells}</td></tr>"
