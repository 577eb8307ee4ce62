"""How a file writes its dates and amounts, decided from the columns' own values.

The rows are read only until every such column has shown its hand: one 31/12/2025 proves that the day comes first, one
12,50 that the comma is decimal. A column whose first two thousand values could not be misread is not searched further.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from worthmore.connectors.csv.cells import amounts, dates
from worthmore.connectors.csv.columns import Column
from worthmore.connectors.csv.fields import MONEY, Field
from worthmore.connectors.csv.reading.table import Row
from worthmore.connectors.csv.reading_cells import field_of

ENOUGH = 2_000
EVERY = 500
Votes = Counter[str]


@dataclass(slots=True)
class Survey:
    """What was seen: per column how many values prove what, the currency signs, and some sample values."""

    dates: dict[int, Votes] = field(default_factory=dict)
    amounts: dict[int, Votes] = field(default_factory=dict)
    signs: Counter[tuple[str, ...]] = field(default_factory=Counter)
    rows: int = 0

    @property
    def decided(self) -> bool:
        """Whether reading on could change nothing that matters."""
        return all(_decided(votes) for votes in (*self.dates.values(), *self.amounts.values()))


def survey(rows: Iterable[Row], columns: Sequence[Column], fields: Mapping[str, Field]) -> Survey:
    """Reads as many rows as it takes."""
    found = Survey()
    readers = [_reader(column, fields, found) for column in columns]
    needed = [(column.index, read) for column, read in zip(columns, readers, strict=True) if read]
    seen: dict[int, dict[str, object]] = {index: {} for index, _ in needed}
    for _, record in rows:
        if not record:
            continue
        found.rows += 1
        for index, read in needed:
            cell = record[index] if index < len(record) else ""
            if cell not in seen[index]:
                read(cell)
                _remember(seen[index], cell)
        if found.rows % EVERY == 0 and found.rows >= ENOUGH and found.decided:
            break
    return found


def _remember(seen: dict[str, object], cell: str) -> None:
    if len(seen) > 50_000:
        seen.clear()
    seen[cell] = None


def _reader(column: Column, fields: Mapping[str, Field], found: Survey) -> Callable[[str], None] | None:
    kind = field_of(column, fields).kind
    if kind.dates:
        votes = found.dates.setdefault(column.index, Counter())
        return lambda cell: _vote(votes, dates.order(cell))
    if kind.amounts:
        votes = found.amounts.setdefault(column.index, Counter())
        signs = found.signs if kind is MONEY else Counter[tuple[str, ...]]()
        return lambda cell: _vote_amount(votes, signs, cell)
    return None


def _vote(votes: Votes, said: str | None) -> None:
    votes[said or "plain"] += 1


def _vote_amount(votes: Votes, signs: Counter[tuple[str, ...]], cell: str) -> None:
    _vote(votes, amounts.evidence(cell))
    read = amounts.amount(cell, comma=True)
    if isinstance(read, amounts.Amount) and read.signs:
        signs[read.signs] += 1


def _decided(votes: Votes) -> bool:
    proofs = votes["day"] + votes["month"] + votes[","] + votes["."]
    return bool(proofs) or not votes["?"]


@dataclass(frozen=True, slots=True)
class Decided:
    """The columns with how they are read, and in words what was decided and what had to be assumed."""

    columns: tuple[Column, ...]
    decisions: tuple[str, ...]
    assumptions: tuple[str, ...]


def decide(
    columns: Sequence[Column], found: Survey, separator: str, comma: bool | None, day_first: bool | None
) -> Decided:
    """What the survey says of each column; `comma` and `day_first`, where given, are the user's word."""
    usual = _usual_comma(found, separator)
    decided: list[Column] = []
    decisions: list[str] = []
    assumptions: list[str] = []
    for column in columns:
        if column.index in found.dates:
            first, said, sure = _day_first(column, found.dates[column.index], day_first)
            decided.append(replace(column, day_first=first))
        elif column.index in found.amounts:
            decimal, said, sure = _comma(column, found.amounts[column.index], comma, usual)
            decided.append(replace(column, comma=decimal))
        else:
            decided.append(column)
            continue
        (decisions if sure else assumptions).extend(said)
    return Decided(tuple(decided), tuple(decisions), tuple(assumptions))


def _day_first(column: Column, votes: Votes, wish: bool | None) -> tuple[bool, list[str], bool]:
    named = f"Dates in {column.heading!r}"
    if wish is not None:
        return wish, [f"{named} are read {_order(wish)}, as you asked."], True
    if votes["day"] or votes["month"]:
        first = votes["day"] >= votes["month"]
        against = min(votes["day"], votes["month"])
        doubt = f"; {against} different values say otherwise and are reported" if against else ""
        return first, [f"{named} are read {_order(first)}: its values prove it{doubt}."], not against
    if votes["?"]:
        says = f"{named} are read day first; no value proves it. Say --month-first if 1/2 is the second of January."
        return True, [says], False
    return True, [], True


def _order(day_first: bool) -> str:
    return "day first" if day_first else "month first"


def _comma(column: Column, votes: Votes, wish: bool | None, usual: bool) -> tuple[bool, list[str], bool]:
    named = f"Amounts in {column.heading!r}"
    if wish is not None:
        return wish, [f"{named}: {_mark(wish)}, as you asked."], True
    if votes[","] or votes["."]:
        comma = votes[","] >= votes["."]
        return comma, [f"{named}: {_mark(comma)}; its values prove it."], True
    if votes["?"]:
        other = "--decimal-point" if usual else "--decimal-comma"
        example = "one thousand" if usual else "one and a bit"
        says = f"{named}: {_mark(usual)}, so 1.234 is {example}; no value proves it. Say {other} if it is otherwise."
        return usual, [says], False
    return usual, [], True


def _mark(comma: bool) -> str:
    return "decimal comma" if comma else "decimal point"


def _usual_comma(found: Survey, separator: str) -> bool:
    """What the file's other amounts say; failing that, a file parted by semicolons has decimal commas."""
    total: Votes = Counter()
    for votes in found.amounts.values():
        total.update(votes)
    if total[","] or total["."]:
        return total[","] > total["."]
    return separator == ";"
