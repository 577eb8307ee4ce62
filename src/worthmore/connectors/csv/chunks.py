"""Rows in chunks small enough to hold, cut between orders, each read, checked and ready to be saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from worthmore.connectors.csv.cells.text import plain
from worthmore.connectors.csv.columns import Column
from worthmore.connectors.csv.contents.all import CONTENTS, work_on
from worthmore.connectors.csv.contents.work import Batch, Work
from worthmore.connectors.csv.fields import Check, Field, Recognised
from worthmore.connectors.csv.reading.table import Row, Table
from worthmore.connectors.csv.reading_cells import RowReader
from worthmore.connectors.csv.recognising.recognise import Plan
from worthmore.connectors.csv.recognising.words import heading_form, total_words
from worthmore.connectors.csv.trouble import Reject

SIZE = 20_000
Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows of the file that belong together: how many, up to which row, what of them is good and what is not.

    `totals` are the numbers of rows that only sum up others. `resume_from` is the row to read again from, should the
    import be interrupted after this chunk.
    """

    last_row: int
    rows: int
    batch: Batch
    rejects: Sequence[Reject]
    totals: Sequence[int]
    resume_from: int | None


def chunks(
    plan: Plan, watch: Watch, done: int = 0, resume_from: int | None = None, size: int = SIZE
) -> Iterator[Chunk]:
    """Every chunk after row `done`. What lies between `resume_from` and there is read again, for its order only."""
    reader = _reader(plan)
    work = work_on(plan.file, plan.layout)
    again = done if resume_from is None else min(resume_from - 1, done)
    rows = (row for row in _data_rows(plan.table, watch) if row[0] > again)
    index = next((column.index for column in plan.file.columns if column.field == "order_id"), None)
    for part in _cut(rows, index, size, done):
        chunk = _chunk(part, reader, work, plan.file)
        if chunk.last_row > done:
            yield chunk


def good_rows(plan: Plan, size: int = SIZE) -> Iterator[pl.DataFrame]:
    """The rows that pass every check, chunk by chunk, as typed columns."""
    reader = _reader(plan)
    work = work_on(plan.file, plan.layout)
    for part in _cut(_data_rows(plan.table, lambda read, whole: None), None, size, 0):
        prepared = work.prepare(reader.read(part).frame)
        yield _checked(prepared, work.checks, plan.file.columns, dict(part))[0]


def _reader(plan: Plan) -> RowReader:
    file, content = plan.file, CONTENTS[plan.file.content]
    return RowReader(file.columns, _needed(content.fields, file), file.choices, len(plan.table.headings))


def _needed(fields: Mapping[str, Field], file: Recognised) -> dict[str, Field]:
    """A bad cell rejects its row only where no other column can stand in for it."""
    have, spare = file.fields, set()
    for wanted in CONTENTS[file.content].wanted:
        spare |= set([field for field in wanted.fields if field in have][1:])
    return {name: replace(field, needed=field.needed and name not in spare) for name, field in fields.items()}


def _data_rows(table: Table, watch: Watch) -> Iterator[Row]:
    """Rows with something in them; headings that return (files put one under another) are passed over."""
    headings = list(table.headings)
    first = headings[0]
    for row in table.rows(watch):
        record = row[1]
        if not record or not (record[0].strip() or any(map(str.strip, record))):
            continue
        if record[0].strip() == first and [cell.strip() for cell in record[: len(headings)]] == headings:
            continue
        yield row


def _cut(rows: Iterable[Row], order: int | None, size: int, done: int) -> Iterator[list[Row]]:
    """Chunks of about `size` rows, cut where another order begins; one always ends at row `done`."""
    part: list[Row] = []
    last = ""
    for row in rows:
        code = row[1][order] if order is not None and order < len(row[1]) else ""
        between = order is None or (code != last and bool(code.strip()))
        ended = bool(part) and part[-1][0] <= done < row[0]
        if ended or (len(part) >= size and (between or len(part) >= 2 * size)):
            yield part
            part = []
        part.append(row)
        last = code if code.strip() else last
    if part:
        yield part


def _chunk(rows: list[Row], reader: RowReader, work: Work, file: Recognised) -> Chunk:
    sums = _sums(rows, file.columns)
    read = reader.read([row for row in rows if row[0] not in sums] if sums else rows)
    checked, rejects = _checked(work.prepare(read.frame), work.checks, file.columns, dict(rows))
    found = [*read.rejects, *rejects]
    totals = sums | (_totals(found, dict(rows)) if found else set())
    kept = [reject for reject in found if reject.row not in totals]
    batch = work.batch(checked)
    return Chunk(rows[-1][0], len(rows), batch, sorted(kept, key=_by_row), sorted(totals), work.resume_from)


def _by_row(reject: Reject) -> int:
    return reject.row


def _checked(
    rows: pl.DataFrame, checks: Sequence[Check], columns: Sequence[Column], records: Mapping[int, Sequence[str]]
) -> tuple[pl.DataFrame, list[Reject]]:
    """The good rows, and of the others the first check each fails."""
    rejecting = [check for check in checks if check.rejects]
    failed = pl.coalesce(pl.when(check.fails).then(pl.lit(place, pl.Int32)) for place, check in enumerate(rejecting))
    marked = rows.filter(~pl.col("bad")).with_columns(failed=failed)
    wrong = marked.filter(pl.col("failed").is_not_null()).select("row", "failed").rows()
    good = marked.filter(pl.col("failed").is_null()).drop("failed")
    found = [(number, rejecting[place]) for number, place in wrong]
    for check in checks:
        if not check.rejects:
            found += [(number, check) for number in good.filter(check.fails)["row"]]
    by_field = {column.field: column for column in columns}
    return good, [_reject(number, check, by_field, records[number]) for number, check in found]


def _reject(number: int, check: Check, by_field: Mapping[str, Column], record: Sequence[str]) -> Reject:
    column = by_field.get(check.column) or next(
        (by_field[name] for name in _KIN.get(check.column, ()) if name in by_field), None
    )
    if column is None:
        return Reject(number, "", "", check.problem, check.rejects, not check.rejects)
    cell = record[column.index] if column.index < len(record) else ""
    return Reject(number, column.heading, cell[:200], check.problem, check.rejects, not check.rejects)


# Where a rule names a field the file does not have, the column that stands in for it.
_KIN = {
    "unit_price": ("unit_price_net", "line_total", "line_total_net"),
    "price": ("price_net",),
    "product_id": ("product_name", "name"),
    "customer_id": ("email",),
}


def _sums(rows: Sequence[Row], columns: Sequence[Column]) -> set[int]:
    """Rows of no order and no date that say they are a sum; read as lines, they would carry on the order above."""
    order, at = (next((one.index for one in columns if one.field == field), None) for field in ("order_id", "at"))
    if order is None or at is None:
        return set()
    return {row for row, record in rows if _is_empty(record, order) and _is_empty(record, at) and _is_total(record)}


def _is_empty(record: Sequence[str], index: int) -> bool:
    return index >= len(record) or not record[index].strip()


def _totals(rejects: Sequence[Reject], records: Mapping[int, Sequence[str]]) -> set[int]:
    """Rejected rows whose first filled cell says that they are a sum."""
    rows = {reject.row for reject in rejects if reject.whole_row}
    return {row for row in rows if _is_total(records[row])}


def _is_total(record: Sequence[str]) -> bool:
    first = next(filter(None, map(plain, record)), "")
    form = heading_form(first).rstrip("0123456789")
    return form in total_words()
