"""Imports a file of permissions: chunk after chunk, each row for itself; what cannot be taken goes to a reject file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from worthmore.connectors.csv.cells import dates
from worthmore.connectors.csv.permissions.acts import FIELDS, ActReader, Defaults
from worthmore.connectors.csv.permissions.headings import columns_of, known_headings
from worthmore.connectors.csv.reading.table import Row, Table
from worthmore.connectors.csv.recognising.finding import find_table
from worthmore.connectors.csv.rejects import append, reject_file
from worthmore.connectors.csv.trouble import CannotImportError, Problem, Reject
from worthmore.consent.operations import ConsentError, import_permissions
from worthmore.consent.values import Fate, ImportedAct, ImportedFate
from worthmore.shop.queries import policy
from worthmore.vocabulary.permission import Act, Channel, Purpose

SIZE = 500
SAMPLED = 5_000
SEPARATORS = (";", ",", "\t")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user said of the file. `maps` is heading to field; the rest holds where no column says otherwise."""

    source: str
    maps: Mapping[str, str] = field(default_factory=dict)
    act: Act | None = None
    channel: Channel | None = None
    purpose: Purpose | None = Purpose.MARKETING
    country: str = ""
    day_first: bool | None = None


@dataclass(slots=True)
class Summary:
    """What became of the rows. `reasons` counts why rows were rejected; `columns` is what each field was read from."""

    file: str
    source: str
    columns: Mapping[str, str]
    rows: int = 0
    new: int = 0
    same: int = 0
    suppressed: int = 0
    rejected: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    mends: dict[str, str] = field(default_factory=dict)
    reject_file: str = ""

    def as_json(self) -> dict[str, object]:
        """For a program."""
        names = ("file", "source", "rows", "new", "same", "suppressed", "rejected", "reject_file")
        return {
            **{name: getattr(self, name) for name in names},
            "columns": dict(self.columns),
            "reasons": dict(self.reasons.most_common()),
        }


def import_file(
    path: Path, wishes: Wishes, home: Path, at: datetime, stop: Callable[[], bool] = lambda: False
) -> Summary:
    """Import the file. The same again changes nothing, so that an interrupted import is simply begun anew.

    Raises `CannotImportError` when the file as a whole is not one of permissions: then nothing was imported.
    """
    table, reader = opened(path, wishes)
    summary = Summary(path.name, wishes.source, {name: reader.heading(name) for name in reader.columns})
    rejects_to, written = reject_file(home, path.name, at), 0
    for rows in _chunks(table):
        acts, rejects = _read(rows, reader)
        found = [*rejects, *_import(wishes.source, acts, reader, dict(rows), at, summary)]
        written = append(rejects_to, sorted(found, key=lambda one: one.row), _separator(table), written)
        _count(summary, len(rows), found)
        if stop():
            break
    summary.reject_file = str(rejects_to) if written else ""
    return summary


def opened(path: Path, wishes: Wishes) -> tuple[Table, ActReader]:
    """The table and how its rows are read. Raises `CannotImportError` when it says not whom or what it is about."""
    table = find_table(path, None, None, [*known_headings(), *wishes.maps])
    columns = columns_of(table.headings, FIELDS, wishes.maps)
    if not columns.keys() & {"customer_id", "email", "phone"}:
        seen = ", ".join(map(repr, table.headings[:12]))
        raise CannotImportError(
            f"{path.name} does not say whom it is about: its columns are {seen}.",
            'Name one: --map "Column=customer_id", or email.',
        )
    if "channel" not in columns and wishes.channel is None and wishes.act in (None, Act.GIVEN) and "act" not in columns:
        raise CannotImportError(
            f"{path.name} does not say for which channel.", "Add a column, or name it with --channel email."
        )
    return table, ActReader(columns, table.headings, _defaults(path, table, columns, wishes))


def _defaults(path: Path, table: Table, columns: Mapping[str, int], wishes: Wishes) -> Defaults:
    settings = policy()
    day_first = wishes.day_first if wishes.day_first is not None else _day_first(table, columns.get("at"))
    return Defaults(
        zone=ZoneInfo(settings.time_zone),
        by=f"import {path.name}"[:100],
        file=path.name,
        act=wishes.act,
        channel=wishes.channel,
        purpose=wishes.purpose,
        country=wishes.country,
        language=settings.language,
        day_first=day_first,
    )


def _day_first(table: Table, place: int | None) -> bool:
    """What the dates prove; where none does, the day comes first, as in all of Europe."""
    if place is None:
        return True
    sample = islice(table.rows(), SAMPLED)
    votes = Counter(dates.order(record[place]) for _, record in sample if place < len(record))
    return votes["day"] >= votes["month"]


def _chunks(table: Table) -> Iterator[list[Row]]:
    rows = (row for row in table.rows() if any(map(str.strip, row[1])))
    while part := list(islice(rows, SIZE)):
        yield part


def _read(rows: Sequence[Row], reader: ActReader) -> tuple[list[ImportedAct], list[Reject]]:
    read = [reader.read(number, record) for number, record in rows]
    return (
        [one for one in read if isinstance(one, ImportedAct)],
        [one for one in read if isinstance(one, Reject)],
    )


def _import(
    source: str,
    acts: Sequence[ImportedAct],
    reader: ActReader,
    rows: Mapping[int, Sequence[str]],
    at: datetime,
    summary: Summary,
) -> list[Reject]:
    """Hand a chunk over; gives the rows that were not taken."""
    try:
        fates = import_permissions(source, acts, at)
    except ConsentError as error:
        raise CannotImportError(f"{error}.", "Nothing more was imported.") from error
    counts = Counter(one.fate for one in fates)
    summary.new += counts[Fate.NEW]
    summary.same += counts[Fate.SAME]
    summary.suppressed += counts[Fate.SUPPRESSED]
    return [_rejected(one, reader, rows[one.row]) for one in fates if one.fate is Fate.REJECTED]


def _rejected(fate: ImportedFate, reader: ActReader, record: Sequence[str]) -> Reject:
    place = reader.columns.get(fate.field, -1)
    value = record[place] if 0 <= place < len(record) else ""
    return Reject(fate.row, reader.heading(fate.field), value[:200], Problem(fate.reason, fate.mend))


def _count(summary: Summary, rows: int, rejects: Sequence[Reject]) -> None:
    summary.rows += rows
    summary.rejected += len(rejects)
    summary.reasons.update(one.problem.reason for one in rejects)
    summary.mends.update({one.problem.reason: one.problem.mend for one in rejects})


def _separator(table: Table) -> str:
    return table.separator if table.separator in SEPARATORS else ","
