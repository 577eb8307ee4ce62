"""What the suppression rows of one person's addresses come to. No database: rows in, what stands out.

A no stands until the person's own later act lifted it, cell by cell: one cell is a channel and a purpose. At equal
times the no stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from worthmore.consent.addresses.persons import ALL, REACHES
from worthmore.consent.values import AddressKind
from worthmore.vocabulary.permission import Act, Channel, Purpose, Statement

SUPPRESSED, LIFTED, ERASED = "suppressed", "lifted", "erased"
EVERYTHING: frozenset[Channel | None] = frozenset({None})
Cell = tuple[Channel, Purpose]


class SuppressionRow(NamedTuple):
    """One row as it is stored; `channel` and `purpose` "" are every one."""

    digest: str
    kind: str
    act: str
    channel: str
    purpose: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for a person because of their addresses.

    `suppressed`: channels that must not be used for marketing. `refusals`: what else was refused, as statements.
    `erased_at`: whatever was given up to then is gone, also when somebody imports it once more.
    """

    suppressed: frozenset[Channel | None] = frozenset()
    refusals: tuple[Statement, ...] = ()
    erased_at: datetime | None = None


NOTHING = Standing()


def standing(rows: Iterable[SuppressionRow]) -> Standing:
    """The rows of all addresses of one person, put together."""
    rows = list(rows)
    if not rows:
        return NOTHING
    held: dict[Cell, datetime] = {}
    for row in rows:
        if row.act == SUPPRESSED:
            for cell in _cells(row):
                if not _lifted(row, cell, rows):
                    held[cell] = max(row.at, held.get(cell, row.at))
    channels = frozenset(channel for channel, purpose in held if purpose is Purpose.MARKETING)
    rest = {cell: at for cell, at in held.items() if cell[0] not in channels}
    return Standing(
        suppressed=EVERYTHING if channels == ALL else channels,
        refusals=tuple(Statement(Act.OBJECTED, channel, purpose, at) for (channel, purpose), at in rest.items()),
        erased_at=max((row.at for row in rows if row.act == ERASED), default=None),
    )


def _cells(row: SuppressionRow) -> Iterator[Cell]:
    channels = REACHES.get(AddressKind(row.kind), ALL)
    for channel in channels if not row.channel else channels & {Channel(row.channel)}:
        for purpose in Purpose if row.purpose in ("", Purpose.MARKETING) else (Purpose(row.purpose),):
            yield channel, purpose


def _lifted(held: SuppressionRow, cell: Cell, rows: Iterable[SuppressionRow]) -> bool:
    """Whether a later row of the very same address lifts this cell."""
    return any(
        row.act == LIFTED
        and row.digest == held.digest
        and row.at > held.at
        and row.channel in ("", cell[0].value)
        and row.purpose in ("", cell[1].value)
        for row in rows
    )
