"""Imports a file of reviews: what can be taken is taken, the other rows go to a reject file with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from worthmore.connectors.csv.cells import dates
from worthmore.connectors.csv.reading.table import Row
from worthmore.connectors.csv.recognising.finding import find_table
from worthmore.connectors.csv.rejects import append, reject_file
from worthmore.connectors.csv.trouble import CannotImportError, Problem, Reject
from worthmore.shop.operations.reviews import Written, save_reviews
from worthmore.shop.operations.saved import Saved
from worthmore.vocabulary.policy import LANGUAGES

NEEDED = ("review_id", "product_id", "rating", "text", "language", "date")
FIELDS = (*NEEDED, "name", "may_quote", "verified", "customer_id", "deleted")
LONGEST = {"review_id": 64, "product_id": 128, "text": 4000, "name": 80, "customer_id": 128}
YES = frozenset({"yes", "y", "ja", "j", "oui", "kyllä", "true", "1"})
NO = frozenset({"", "no", "n", "nee", "nein", "non", "ei", "false", "0"})
SIZE = 500
EMPTY = Problem("an empty cell that is needed", "Fill it in.")
TOO_LONG = Problem("a text that is too long", "Shorten it at the source; a review is never shortened by the import.")
NO_RATING = Problem("a rating that is no whole number from 1 to 5", "Count it on a scale of 1 to 5.")
NO_LANGUAGE = Problem("a language that is not spoken here", f"Write one of {', '.join(LANGUAGES)}.")
NO_DAY = Problem("not a day", "Write it as 2026-05-03.")
NO_FLAG = Problem("neither yes nor no", "Write yes or no.")
NOBODY = Problem("a customer that is not known", "Import the customers first, or leave the cell empty.")


class _WrongCellError(ValueError):
    def __init__(self, column: str, value: str, problem: Problem) -> None:
        super().__init__(problem.reason)
        self.column, self.value, self.problem = column, value, problem


@dataclass(slots=True)
class Summary:
    """What became of the rows; `reasons` counts why rows were rejected."""

    file: str
    source: str
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    reject_file: str = ""

    def as_json(self) -> dict[str, object]:
        """For a program."""
        return asdict(self)


def import_file(path: Path, source: str, home: Path, at: datetime) -> Summary:
    """Import the file; the same again changes nothing. `CannotImportError` when it is not one of reviews."""
    table = find_table(path, None, None, FIELDS)
    columns = {heading.strip().lower(): place for place, heading in enumerate(table.headings)}
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise CannotImportError(f"{path.name} has no column {missing[0]!r}.", f"It needs {', '.join(NEEDED)}.")
    summary, reasons = Summary(path.name, source), Counter[str]()
    rejects_to, written, rows = reject_file(home, path.name, at), 0, table.rows()
    while chunk := list(islice(rows, SIZE)):
        good, rejects = _read(chunk, columns)
        saved = save_reviews(source, [one for _, one in good], at)
        rejects += _strangers(good, saved)
        written = append(rejects_to, sorted(rejects, key=lambda one: one.row), table.separator or ",", written)
        reasons.update(one.problem.reason for one in rejects)
        summary.rows += len(chunk)
        summary.new, summary.changed = summary.new + saved.new, summary.changed + saved.changed
        summary.unchanged, summary.rejected = summary.unchanged + saved.unchanged, summary.rejected + len(rejects)
    summary.reasons, summary.reject_file = dict(reasons.most_common()), str(rejects_to) if written else ""
    return summary


def _read(chunk: Iterable[Row], columns: Mapping[str, int]) -> tuple[list[tuple[int, Written]], list[Reject]]:
    good: list[tuple[int, Written]] = []
    rejects: list[Reject] = []
    for number, record in chunk:
        cells = {
            name: " ".join(str(record[place] or "").replace("\x00", "").split()) if place < len(record) else ""
            for name, place in columns.items()
        }
        try:
            good.append((number, _review(cells)))
        except _WrongCellError as wrong:
            rejects.append(Reject(number, wrong.column, wrong.value, wrong.problem))
    return good, rejects


def _review(cells: Mapping[str, str]) -> Written:
    """The review of a row. One that is deleted needs no more than its id."""
    deleted = _flag(cells, "deleted")
    for name, longest in LONGEST.items():
        if len(cells.get(name, "")) > longest:
            raise _WrongCellError(name, cells[name], TOO_LONG)
    for name in ("review_id",) if deleted else NEEDED:
        if not cells[name]:
            raise _WrongCellError(name, "", EMPTY)
    if deleted:
        return Written(cells["review_id"], "", 0, "", "", "", date.min, False, False, deleted=True)
    language = cells["language"].lower().replace("_", "-").partition("-")[0]
    if language not in LANGUAGES:
        raise _WrongCellError("language", cells["language"], NO_LANGUAGE)
    if cells["rating"] not in ("1", "2", "3", "4", "5"):
        raise _WrongCellError("rating", cells["rating"], NO_RATING)
    return Written(
        cells["review_id"],
        cells["product_id"],
        int(cells["rating"]),
        cells["text"],
        language,
        cells.get("name", ""),
        _day(cells["date"]),
        _flag(cells, "may_quote"),
        _flag(cells, "verified"),
        cells.get("customer_id", ""),
    )


def _day(cell: str) -> date:
    found = dates.day(cell, True)
    if not isinstance(found, date):
        raise _WrongCellError("date", cell, NO_DAY)
    return found


def _flag(cells: Mapping[str, str], name: str) -> bool:
    cell = cells.get(name, "").lower()
    if cell not in YES | NO:
        raise _WrongCellError(name, cells[name], NO_FLAG)
    return cell in YES


def _strangers(good: Iterable[tuple[int, Written]], saved: Saved) -> Iterator[Reject]:
    unknown = frozenset(saved.unknown)
    return (Reject(row, "customer_id", one.customer, NOBODY) for row, one in good if one.customer in unknown)
