"""Loads a do-not-contact list: numbers, or names and doors, plain or already hashed, with or without headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from worthmore.connectors.csv.cells.text import plain
from worthmore.connectors.csv.cells.words import country
from worthmore.connectors.csv.permissions.headings import columns_of, known_headings
from worthmore.connectors.csv.reading.opening import digest_of
from worthmore.connectors.csv.reading.table import Row, Table
from worthmore.connectors.csv.recognising.finding import find_table
from worthmore.connectors.csv.rejects import append, reject_file
from worthmore.connectors.csv.trouble import CannotImportError, Problem, Reject
from worthmore.consent.lists import DOORS, SCHEMES, DoNotContactList
from worthmore.consent.operations import ConsentError, ListChunk, ListFile, ListSummary, import_list
from worthmore.consent.operations.lists import door_digests, hashed_digest, known_list, number_digest
from worthmore.consent.values import AddressKind, PostalAddress

SIZE = 10_000
SAMPLED = 200
FIELDS = frozenset(
    ["phone", "hash", "name", "first_name", "last_name", "street", "house_number", "postcode", "country"]
)
HASH = re.compile(r"[0-9a-f]+", re.IGNORECASE)
NUMBER = re.compile(r"[+\d][\d\s().\-/]{5,24}")

NO_NUMBER = Problem("not a telephone number of the list's country", "Write it with its prefix, such as +32470123456.")
NO_HASH = Problem("not a hash of the kind the list has", "Check that the whole list is hashed in one way.")
NO_DOOR = Problem(
    "no postcode, or neither a name nor a street beside it", "Give postcode and name, or postcode and street."
)


@dataclass(slots=True)
class Loaded:
    """What became of a list, and what of it was rejected."""

    summary: ListSummary
    reject_file: str = ""
    reasons: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one file is read: which list, its table, its columns, whether it has headings, and how it is hashed."""

    known: DoNotContactList
    table: Table
    columns: Mapping[str, int]
    headed: bool
    scheme: str


@dataclass(frozen=True, slots=True)
class ListWish:
    """Which list a file is of, and of which day; `shorter`: it may be much shorter than the one before."""

    name: str
    list_date: date
    shorter: bool = False


def load_list(path: Path, wish: ListWish, home: Path, at: datetime, stop: Callable[[], bool] = lambda: False) -> Loaded:
    """Load a list from a file; it counts from the moment all of it is there, and until then the one before does.

    Raises `CannotImportError` when the file is not such a list: then nothing was replaced. Interrupted, the same call
    goes on where it was.
    """
    try:
        reading = read_as(wish.name, path)
        loaded = Loaded(ListSummary(wish.name, wish.list_date, 0, 0))
        rejects_to = reject_file(home, path.name, at)
        file = ListFile(reading.known.name, wish.list_date, digest_of(path), reading.scheme)
        chunks = _Chunks(reading, rejects_to, loaded, stop)
        loaded.summary = import_list(file, chunks.after, at, wish.shorter)
    except ConsentError as error:
        raise CannotImportError(f"{path.name}: {error}.", "Check that it is the right list, file and date.") from error
    loaded.reject_file = str(rejects_to) if chunks.written else ""
    if reading.scheme == DOORS:
        loaded.warnings.append(
            "the list has doors without names: customers can be compared with it only where the shop knows their street"
        )
    return loaded


def read_as(name: str, path: Path) -> Reading:
    """How the file is to be read. Raises `CannotImportError` when no column of it is what the list is of."""
    known = known_list(name)
    table = find_table(path, None, None, known_headings())
    columns = columns_of(table.headings, FIELDS, {})
    headed = bool(columns)
    sample = [record for _, record in islice(_rows(table, headed), SAMPLED)]
    if "hash" not in columns and (found := _column(sample, _is_hash)) is not None:
        columns = {**columns, "hash": found}
    if "hash" in columns:
        return Reading(known, table, {"hash": columns["hash"]}, headed, _scheme(path, sample, columns["hash"]))
    if known.kind is AddressKind.PHONE:
        return Reading(known, table, {"phone": _numbers(path, known, columns, sample)}, headed, "")
    if "postcode" not in columns or not columns.keys() & {"name", "last_name", "street"}:
        raise CannotImportError(
            f"{path.name} is no list of people or doors: it needs headings, a postcode, and a name or a street.",
            f"{known.title} is a list of {known.kind}; check that it is the right file.",
        )
    named = columns.keys() & {"name", "last_name"}
    return Reading(known, table, columns, True, "" if named else DOORS)


def _numbers(path: Path, known: DoNotContactList, columns: Mapping[str, int], sample: Sequence[Sequence[str]]) -> int:
    found = columns.get("phone", _column(sample, _is_number))
    if found is None:
        raise CannotImportError(
            f"{path.name} is no list of telephone numbers: no column of it holds any.",
            f"{known.title} is a list of numbers; check that it is the right file.",
        )
    return found


def _scheme(path: Path, sample: Sequence[Sequence[str]], place: int) -> str:
    lengths = [len(plain(record[place])) for record in sample if place < len(record)]
    usual = max(set(lengths), key=lengths.count, default=0)
    if usual not in SCHEMES:
        raise CannotImportError(
            f"{path.name}: what stands in the hashed column is no MD5, SHA-1, SHA-256 or SHA-512 in hexadecimal.",
            "Ask for the list in plain numbers, or hashed in one of these ways.",
        )
    return SCHEMES[usual]


def _column(sample: Sequence[Sequence[str]], fits: Callable[[str], bool]) -> int | None:
    """The column of which most cells fit."""
    width = max(map(len, sample), default=0)
    for place in range(width):
        cells = [plain(record[place]) for record in sample if place < len(record) and record[place].strip()]
        if cells and sum(map(fits, cells)) > len(cells) / 2:
            return place
    return None


def _is_hash(cell: str) -> bool:
    return len(cell) in SCHEMES and HASH.fullmatch(cell) is not None


def _is_number(cell: str) -> bool:
    return NUMBER.fullmatch(cell) is not None


def _rows(table: Table, headed: bool) -> Iterator[Row]:
    """All rows with something in them; without headings also the one that was taken for them, and those above."""
    every = table.rows() if headed else Table(table.path, table.encoding, table.separator, table.sheet, 0, ()).rows()
    return (row for row in every if any(map(str.strip, row[1])))


class _Chunks:
    """The file in parts, with what is rejected of each."""

    def __init__(self, reading: Reading, rejects_to: Path, loaded: Loaded, stop: Callable[[], bool]) -> None:
        self._reading, self._rejects_to, self._loaded, self._stop = reading, rejects_to, loaded, stop
        self.written = 0

    def after(self, row: int) -> Iterable[ListChunk]:
        """What comes after a row."""
        rows = (one for one in _rows(self._reading.table, self._reading.headed) if one[0] > row)
        while part := list(islice(rows, SIZE)):
            if self._stop():
                raise KeyboardInterrupt
            yield self._chunk(part)

    def _chunk(self, rows: list[Row]) -> ListChunk:
        digests: list[str] = []
        rejects: list[Reject] = []
        for number, record in rows:
            found = self._digests(record)
            if isinstance(found, Reject):
                rejects.append(Reject(number, found.column, found.value, found.problem))
            else:
                digests += found
        separator = self._reading.table.separator if self._reading.table.separator in (";", ",", "\t") else ","
        self.written = append(self._rejects_to, rejects, separator, self.written)
        for one in rejects:
            self._loaded.reasons[one.problem.reason] = self._loaded.reasons.get(one.problem.reason, 0) + 1
        return ListChunk(rows[-1][0], digests, len(rejects))

    def _digests(self, record: Sequence[str]) -> list[str] | Reject:
        reading = self._reading
        if "hash" in reading.columns:
            cell = self._cell(record, "hash")
            good = HASH.fullmatch(cell) and SCHEMES.get(len(cell)) == reading.scheme
            return [hashed_digest(reading.scheme, cell)] if good else self._reject("hash", cell, NO_HASH)
        if "phone" in reading.columns:
            cell = self._cell(record, "phone")
            found = number_digest(reading.known, cell)
            return [found] if found else self._reject("phone", cell, NO_NUMBER)
        doors = door_digests(reading.known, self._address(record))
        return doors or self._reject("postcode", self._cell(record, "postcode"), NO_DOOR)

    def _address(self, record: Sequence[str]) -> PostalAddress:
        names = [self._cell(record, name) for name in ("name", "first_name", "last_name")]
        streets = [self._cell(record, name) for name in ("street", "house_number")]
        where = country(self._cell(record, "country")) or ""
        return PostalAddress(
            " ".join(filter(None, names)),
            " ".join(filter(None, streets)),
            self._cell(record, "postcode"),
            where if len(where) == 2 else "",
        )

    def _cell(self, record: Sequence[str], name: str) -> str:
        place = self._reading.columns.get(name, -1)
        return plain(record[place])[:400] if 0 <= place < len(record) else ""

    def _reject(self, name: str, value: str, problem: Problem) -> Reject:
        headings, place = self._reading.table.headings, self._reading.columns.get(name, -1)
        heading = headings[place] if self._reading.headed and 0 <= place < len(headings) else name
        return Reject(0, heading, value[:200], problem)
