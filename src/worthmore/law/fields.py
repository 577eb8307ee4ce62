"""Reading the fields of one row: each of its kind, and each fault noted with the row, the field and the remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

Word = TypeVar("Word", bound=StrEnum)
Other = TypeVar("Other")
Thing = TypeVar("Thing")


class Row:
    """One table of the file while it is read. A faulty field gives a harmless value; the fault stops the load."""

    def __init__(self, name: str, given: Mapping[str, Any], faults: list[str]) -> None:
        self.name = name
        self.given = given
        self.faults = faults
        self.asked: set[str] = set()

    @classmethod
    def named(cls, kind: str, place: int, given: Mapping[str, Any], faults: list[str]) -> Row:
        """A row called by its id, and by its place while it has none."""
        called = given.get("id")
        return cls(f"{kind} {called!r}" if called else f"{kind} no. {place}", given, faults)

    def wrong(self, field: str, fault: str) -> None:
        """Note a fault of a field."""
        self.faults.append(f"{self.name}, field {field!r}: {fault}")

    def nothing_else(self) -> None:
        """Every field must have been asked for."""
        for field in sorted(self.given.keys() - self.asked):
            self.wrong(field, "is not known; is it misspelt? Figures of a row go under values = { … }")

    def text(self, field: str, absent: str | None = None) -> str:
        """A text; `absent` is what it is when left out, None where it must be given."""
        found = self._of(field, absent, str, "a text")
        if absent is None and found is not None and not found.strip():
            self.wrong(field, "is empty; write it out")
        return found or ""

    def flag(self, field: str, *, needed: bool = False) -> bool:
        """True or false; false when left out, unless it is needed."""
        return bool(self._of(field, None if needed else False, bool, "true or false"))

    def count(self, field: str) -> int | None:
        """A whole number above zero, or None when left out."""
        if field not in self.given:
            self.asked.add(field)
            return None
        found = int(self._of(field, 1, int, "a whole number"))
        if found < 1:
            self.wrong(field, f"is {found}; give a number above zero")
        return found

    def day(self, field: str, *, needed: bool = True) -> date | None:
        """A date without a time; None when left out."""
        self.asked.add(field)
        found = self.given.get(field)
        if found is None and needed:
            self.wrong(field, "is missing; give a date such as 2026-11-21")
        elif found is not None and (not isinstance(found, date) or isinstance(found, datetime)):
            self.wrong(field, f"is {found!r}; write a bare date such as 2026-11-21, without quotes or time")
        elif found is not None and not 1990 <= found.year <= 2100:
            self.wrong(field, f"is {found}; that is no sane year for a law")
        else:
            return found
        return None

    def needed_day(self, field: str) -> date:
        """A date that must be given."""
        return self.day(field) or date.min

    def word(self, field: str, kind: type[Word], absent: Other, *, needed: bool = True) -> Word | Other:
        """One of the words of an enumeration; `absent` when left out or wrong."""
        given = self._of(field, None if needed else "", str, "a word")
        if not given:
            return absent
        try:
            return kind(given)
        except ValueError:
            self.wrong(field, f"is {given!r}; it must be one of {', '.join(filter(None, kind))}")
            return absent

    def set_of(self, field: str, kind: type[Word]) -> frozenset[Word]:
        """Some words of an enumeration; all of them when left out."""
        known = {word.value: word for word in kind}
        if field not in self.given:
            self.asked.add(field)
            return frozenset(kind)
        return frozenset(self.among(field, known))

    def among(self, field: str, known: Mapping[str, Thing]) -> tuple[Thing, ...]:
        """The things a list of names stands for."""
        names = self.words(field)
        for name in names:
            if name not in known:
                some = ", ".join(known) if len(known) < 20 else f"those of the file, e.g. {', '.join(list(known)[:5])}"
                self.wrong(field, f"names {name!r}, which is not known; known are {some}")
        return tuple(known[name] for name in names if name in known)

    def words(self, field: str, absent: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of texts, none of them twice."""
        found = self._of(field, list(absent) if absent is not None else None, list, 'a list such as ["a", "b"]') or []
        texts = tuple(one for one in found if isinstance(one, str) and one.strip())
        if len(texts) < len(found):
            self.wrong(field, "holds something that is no text, or an empty one; write texts in quotes")
        if len(set(texts)) < len(texts):
            self.wrong(field, "names something twice; once is enough")
        return texts

    def table(self, field: str) -> Mapping[str, Any]:
        """A table of further values; empty when left out."""
        found: Mapping[str, Any] = self._of(field, {}, dict, "a table such as { days = 30 }")
        return found or {}

    def tables(self, field: str) -> list[Mapping[str, Any]]:
        """A list of tables, as [[rule]] makes it."""
        found = self._of(field, [], list, f"written as [[{field}]]") or []
        if not all(isinstance(one, Mapping) for one in found):
            self.wrong(field, f"holds something that is no table; write each one under [[{field}]]")
        return [one for one in found if isinstance(one, Mapping)]

    def _of(self, field: str, absent: Any, kind: type, called: str) -> Any:
        self.asked.add(field)
        if field not in self.given:
            if absent is None:
                self.wrong(field, f"is missing; give {called}")
            return absent
        found = self.given[field]
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            self.wrong(field, f"is {found!r}; it must be {called}")
            return absent
        return found
