"""One row of a file of permissions: what it says, or what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from hashlib import sha256
from typing import TypeVar

from worthmore.connectors.csv.cells import dates, words
from worthmore.connectors.csv.cells.text import code, email, phone, plain, text_of
from worthmore.connectors.csv.permissions.meanings import EVERY, act_of, channel_of, purpose_of
from worthmore.connectors.csv.trouble import Problem, Reject
from worthmore.consent.values import ImportedAct, Proof, Wording
from worthmore.vocabulary.permission import Act, Channel, Purpose

Read = TypeVar("Read")

FIELDS = frozenset(
    [
        "customer_id",
        "email",
        "phone",
        "country",
        "act",
        "channel",
        "purpose",
        "at",
        "words",
        "text_name",
        "text_version",
        "language",
        "place",
        "how",
        "evidence",
        "double_opt_in",
        "written",
        "reference",
    ]
)
NO = (Act.OBJECTED, Act.WITHDRAWN)
LONGEST_WORDS = 20_000
END_OF_DAY = timedelta(days=1) - timedelta(microseconds=1)

NO_COUNTRY = Problem("not a known country", "Write its two letters, such as BE, or its name.")
EMPTY_CHANNEL = Problem("no channel", "Add a column with the channel, or name it for the whole file with --channel.")
EMPTY_ACT = Problem(
    "neither a yes nor a no", "Write given, withdrawn or objected; or say it for the whole file with --act."
)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the user said of the whole file, and how its dates are read."""

    zone: tzinfo
    by: str
    file: str = ""
    act: Act | None = None
    channel: Channel | None = None
    purpose: Purpose | None = Purpose.MARKETING
    country: str = ""
    language: str = "en"
    day_first: bool = True


class BadCellError(Exception):
    """A cell that spoils its row."""

    def __init__(self, column: str, problem: Problem) -> None:
        super().__init__(problem.reason)
        self.column, self.problem = column, problem


@dataclass(frozen=True, slots=True)
class ActReader:
    """Reads rows of one file by its columns (field to place)."""

    columns: Mapping[str, int]
    headings: Sequence[str]
    defaults: Defaults

    def read(self, number: int, record: Sequence[str]) -> ImportedAct | Reject:
        """What a row says, or the first thing that is wrong with it."""
        row = _Row(record, self.columns)
        try:
            return self._act(number, row)
        except BadCellError as error:
            return Reject(number, self.heading(error.column), row.cell(error.column)[:200], error.problem)

    def heading(self, name: str) -> str:
        """What the file calls a field; "" when it has no such column."""
        return self.headings[self.columns[name]] if name in self.columns else ""

    def _act(self, number: int, row: _Row) -> ImportedAct:
        defaults = self.defaults
        act = row.read("act", act_of) or defaults.act or (Act.GIVEN if "act" not in self.columns else None)
        if act is None:
            raise BadCellError("act", EMPTY_ACT)
        at = self._at(row, act)
        return ImportedAct(
            row=number,
            act=act,
            channel=self._channel(row, act),
            purpose=self._purpose(row, act),
            at=at,
            proof=self._proof(row),
            customer_id=row.read("customer_id", code) or "",
            email=row.read("email", email) or "",
            phone=row.read("phone", phone) or "",
            country=self._country(row),
        )

    def _channel(self, row: _Row, act: Act) -> Channel | None:
        """Of a no without a channel: every one."""
        found = row.read("channel", channel_of) or self.defaults.channel or (EVERY if act in NO else None)
        if found is None:
            raise BadCellError("channel", EMPTY_CHANNEL)
        return None if found == EVERY else Channel(found)

    def _purpose(self, row: _Row, act: Act) -> Purpose | None:
        found = row.read("purpose", purpose_of)
        if found is None:
            return None if act in NO and "purpose" not in self.columns else self.defaults.purpose
        return None if found == EVERY else Purpose(found)

    def _at(self, row: _Row, act: Act) -> datetime | None:
        """Of a day without a time a yes is of its beginning and a no of its end: then the no is never the older one."""
        found = row.read("at", lambda cell: dates.moment(cell, self.defaults.day_first, self.defaults.zone))
        if found is None or act not in NO:
            return found
        local = found.astimezone(self.defaults.zone)
        whole_day = (local.hour, local.minute, local.second) == (0, 0, 0)
        return found + END_OF_DAY if whole_day else found

    def _country(self, row: _Row) -> str:
        found = row.read("country", words.country) or self.defaults.country
        if found and not (len(found) == 2 and found.isalpha()):
            raise BadCellError("country", NO_COUNTRY)
        return found

    def _proof(self, row: _Row) -> Proof:
        return Proof(
            recorded_by=self.defaults.by,
            place=row.text("place", 200),
            how=row.text("how", 64),
            wording=self._wording(row),
            evidence=_evidence(row.cell("evidence")),
            double_opt_in=row.read("double_opt_in", words.flag) or False,
            written=row.read("written", words.flag) or False,
            source="import",
            reference=row.text("reference", 100),
        )

    def _wording(self, row: _Row) -> Wording | None:
        """Words without a version are a version of their own: other words are never taken for them."""
        said = " ".join(row.cell("words").split())[:LONGEST_WORDS]
        version = row.text("text_version", 32)
        if not said and not version:
            return None
        language = row.text("language", 8).lower() or self.defaults.language
        version = version or sha256(said.encode("utf-8", "replace")).hexdigest()[:12]
        return Wording(row.text("text_name", 64) or "imported", version, language, said)


class _Row:
    """The cells of one row, by field."""

    def __init__(self, record: Sequence[str], columns: Mapping[str, int]) -> None:
        self._record, self._columns = record, columns

    def cell(self, name: str) -> str:
        """What stands there, without what a spreadsheet puts around it."""
        place = self._columns.get(name, -1)
        return plain(self._record[place]) if 0 <= place < len(self._record) else ""

    def text(self, name: str, longest: int) -> str:
        """One line of text."""
        return text_of(self.cell(name), longest) or ""

    def read(self, name: str, parse: Callable[[str], Read | Problem | None]) -> Read | None:
        """What the cell says; a problem spoils the row."""
        found = parse(self.cell(name))
        if isinstance(found, Problem):
            raise BadCellError(name, found)
        return found


def _evidence(cell: str) -> dict[str, object]:
    """A JSON object as such, anything else as a note."""
    if not cell:
        return {}
    try:
        read = json.loads(cell)
    except ValueError:
        read = None
    return read if isinstance(read, dict) else {"note": cell}
