"""Finds the table in a file: its separator or sheet, and the row its headings stand in, under whatever titles."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from worthmore.connectors.csv.cells.text import plain
from worthmore.connectors.csv.reading.opening import SAMPLE, is_workbook, opened, text_of
from worthmore.connectors.csv.reading.records import Record, records
from worthmore.connectors.csv.reading.table import Table
from worthmore.connectors.csv.reading.workbook import sheet_names, workbook_records
from worthmore.connectors.csv.recognising.words import forms, heading_form, known_forms
from worthmore.connectors.csv.trouble import CannotImportError

SEPARATORS = (";", ",", "\t", "|")
LOOKED_AT = 60
_BLANKS = str.maketrans("", "", "".join(SEPARATORS) + '"')


@dataclass(frozen=True, slots=True)
class _Find:
    """A possible heading row: how many of its cells are known, how regular the rows below it are, and where it is."""

    known: int
    regular: float
    row: int
    headings: tuple[str, ...]

    @property
    def worth(self) -> tuple[int, float]:
        return self.known, self.regular


def find_table(path: Path, sheet: str | None, encoding: str | None, expected: Iterable[str] = ()) -> Table:
    """The table of a file. `expected` are headings the user has named; they count as known."""
    known = known_forms() | {heading_form(heading) for heading in expected}
    if is_workbook(path):
        return _in_workbook(path, sheet, known)
    return _in_text(path, encoding, known)


def _in_workbook(path: Path, sheet: str | None, known: frozenset[str]) -> Table:
    names = sheet_names(path)
    if sheet is not None and sheet not in names:
        raise CannotImportError(
            f"{path.name} has no sheet {sheet!r}.", f"Its sheets are {', '.join(map(repr, names))}."
        )
    looked = [(name, _look_at_sheet(path, name, known)) for name in ([sheet] if sheet else names)]
    found = [(name, find) for name, find in looked if find]
    if not found:
        raise _empty(path)
    name, find = max(found, key=lambda pair: pair[1].worth)
    return Table(path, "", "", name, find.row, find.headings)


def _look_at_sheet(path: Path, name: str, known: frozenset[str]) -> _Find | None:
    return _heading_row(list(islice(workbook_records(path, name), LOOKED_AT)), known)


def _in_text(path: Path, encoding: str | None, known: frozenset[str]) -> Table:
    with opened(path) as file:
        text, encoding = text_of(file, encoding)
        sample = text.read(SAMPLE)
        text.detach()
    named = sample[:6].lower()
    separators = (sample[4],) if named.startswith("sep=") and sample[4:5] else SEPARATORS
    looked = [(separator, _heading_row(_first_records(sample, separator), known)) for separator in separators]
    found = [(separator, find) for separator, find in looked if find]
    if not found or not sample.translate(_BLANKS).strip():
        raise _empty(path)
    separator, find = max(found, key=lambda pair: pair[1].worth)
    return Table(path, encoding, separator, "", find.row, find.headings)


def _first_records(sample: str, separator: str) -> list[Record]:
    return list(islice(records(io.StringIO(sample, newline=""), separator), LOOKED_AT))


def _heading_row(rows: Sequence[Record], known: frozenset[str]) -> _Find | None:
    """The row with most known words; where no word is known, the first of the usual width."""
    cells = [[plain(cell) for cell in row] for row in rows]
    filled = [sum(map(bool, row)) for row in cells]
    if not any(filled):
        return None
    scores = [len({form for cell in row for form in forms(cell)[:1] if form in known}) for row in cells]
    scores = [score if count else 0 for score, count in zip(scores, filled, strict=True)]
    usual = _usual(filled)
    best = max(scores)
    row = scores.index(best) if best else next(at for at, count in enumerate(filled) if count >= usual)
    below = [count for count in filled[row:] if count]
    regular = sum(1 for count in below if count > 1) / len(below) * min(len(cells[row]), 10)
    return _Find(best, regular, row + 1, _named(cells[row]))


def _usual(filled: Sequence[int]) -> int:
    """How many cells most rows fill."""
    counts = Counter(count for count in filled if count)
    return counts.most_common(1)[0][0]


def _named(row: Record) -> tuple[str, ...]:
    """The headings; one that returns is told apart by a number, trailing empty ones are left out."""
    while row and not row[-1]:
        row = row[:-1]
    seen: Counter[str] = Counter()
    named = []
    for heading in row:
        seen[heading] += 1
        named.append(f"{heading} ({seen[heading]})" if heading and seen[heading] > 1 else heading)
    return tuple(named)


def _empty(path: Path) -> CannotImportError:
    return CannotImportError(f"{path.name} holds no rows.", "Check that it is the right file and sheet.")
