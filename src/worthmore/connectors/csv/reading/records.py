"""Rows out of lines of text: quoted cells may hold separators and line ends, and a stray quote costs one row at most.

The standard reader lets an unclosed quote swallow everything up to the next one. Here a row that spans several lines is
believed only when its quoting is sound and it is no longer than a note in an order can be; otherwise its first line is
read alone, quotes as they stand, and the reader starts anew on the second.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import IO

LONGEST_LINE = 1 << 20
MOST_LINES = 200
BLOCK = 500
Record = list[str]


class _TooLongError(Exception):
    """A row has swallowed more lines than any real one."""


class _Lines:
    """Lines of a text, remembering those of the row being read so that they can be given back."""

    def __init__(self, read_line: Callable[[], str]) -> None:
        self._read_line = read_line
        self.returned: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.returned.popleft() if self.returned else self._read_line()
        if not line:
            raise StopIteration
        self.taken.append(line)
        if len(self.taken) > MOST_LINES:
            raise _TooLongError
        return line

    def take(self, most: int) -> list[str]:
        """The next lines, without remembering them."""
        return list(islice(iter(self._read_line, ""), most))

    def give_back(self, lines: list[str]) -> None:
        """Let these lines be read again, before all others."""
        self.returned.extendleft(reversed(lines))

    def give_back_all_but_first(self) -> str:
        """Of the row being read, keep only its first line."""
        first, *others = self.taken
        self.give_back(others)
        self.taken.clear()
        return first


def records(text: IO[str], separator: str, width: int = 0) -> Iterator[Record]:
    """Every row as its cells; an empty line is an empty list.

    With `width` (the number of headings), a row of several lines must have so many cells to be believed; empty ones
    may follow.
    """
    csv.field_size_limit(LONGEST_LINE * MOST_LINES)
    lines = _Lines(partial(text.readline, LONGEST_LINE))
    while block := lines.take(BLOCK):
        found = _one_a_line(block, separator)
        if found is None:
            lines.give_back(block)
            yield from _one_by_one(lines, separator, width)
        else:
            yield from found


def _one_a_line(block: list[str], separator: str) -> list[Record] | None:
    """All rows of a block at once, where each line is one sound row, as in most files most are."""
    try:
        found = list(csv.reader(block, delimiter=separator, strict=True))
    except csv.Error:
        return None
    return found if len(found) == len(block) else None


def _one_by_one(lines: _Lines, separator: str, width: int) -> Iterator[Record]:
    """Rows until all lines that were given back are used."""
    while lines.returned:
        yield from _sound(lines, separator, width)
        if lines.taken:
            yield _as_it_stands(lines.give_back_all_but_first(), separator)


def _sound(lines: _Lines, separator: str, width: int) -> Iterator[Record]:
    """Rows until one is not sound; its lines are then in `lines.taken`."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    taken = lines.taken
    try:
        for record in reader:
            if len(taken) > 1 and width and (not _fits(record, width) or _holds_rows(taken, separator, width)):
                return
            taken.clear()
            yield record
            if not lines.returned:
                return
    except (csv.Error, _TooLongError):
        return


def _fits(record: Record, width: int) -> bool:
    return 1 < width <= len(record) and not any(record[width:])


def _holds_rows(lines: list[str], separator: str, width: int) -> bool:
    """Whether a line within a quoted cell is itself a row: then the quotes around it are two strays, not a pair."""
    return width > 3 and any(line.count(separator) == width - 1 for line in lines[1:-1])


def _as_it_stands(line: str, separator: str) -> Record:
    """One line read for itself: properly if possible, leniently if not, else split at every separator."""
    for options in ({"strict": True}, {"strict": False}):
        record = _alone(line, separator, **options)
        if record is not None:
            return record
    return line.rstrip("\r\n").split(separator)


def _alone(line: str, separator: str, strict: bool) -> Record | None:
    try:
        found = list(csv.reader([line], delimiter=separator, strict=strict))
    except csv.Error:
        return None
    ends_open = not strict and line.count('"') % 2 == 1
    return found[0] if len(found) == 1 and not ends_open else None
