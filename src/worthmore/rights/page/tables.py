"""Records as a table: a heading for each column that says anything, a row for each record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from worthmore.rights.page.values import Values

Record = Mapping[str, Any]
EMPTY: tuple[Any, ...] = (None, "", [], (), {})


def table(records: Sequence[Record], values: Values, caption: str) -> str:
    """The records; columns in the order of their first record, without those that are empty in all of them."""
    columns = [name for name in _names(records) if any(record.get(name) not in EMPTY for record in records)]
    head = "".join(f'<th scope="col">{escape(values.words.field(name))}</th>' for name in columns)
    rows = "".join(_row(record, columns, values) for record in records)
    return (
        f'<div class="wide" role="region" aria-label="{escape(caption)}" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _names(records: Sequence[Record]) -> list[str]:
    return list(dict.fromkeys(name for record in records for name in record))


def _row(record: Record, columns: Sequence[str], values: Values) -> str:
    cells = "</td><td>".join([values.cell(name, record.get(name)) for name in columns])
    return f"<tr><td>{cells}</td></tr>"
