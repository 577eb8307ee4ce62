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
    lifts = [row for row in rows if row.act == LIFTED]
    channels: set[Channel] = set()
    cells: dict[Cell, datetime] = {}
    for row in rows:
        if row.act == SUPPRESSED and row.purpose in WIDE and not any(lift.digest == row.digest for lift in lifts):
            channels |= _channels(row)
        elif row.act == SUPPRESSED:
            for cell in _cells(row):
                if not any(_lifts(lift, row, cell) for lift in lifts):
                    cells[cell] = max(row.at, cells.get(cell, row.at))
    channels |= {channel for channel, purpose in cells if purpose is Purpose.MARKETING}
    return Standing(
        suppressed=EVERYTHING if channels == ALL else frozenset(channels),
        refusals=tuple(
            Statement(Act.OBJECTED, channel, purpose, at)
            for (channel, purpose), at in cells.items()
            if channel not in channels
        ),
        erased_at=max((row.at for row in rows if row.act == ERASED), default=None),
    )


def _channels(row: SuppressionRow) -> frozenset[Channel]:
    """The channels a row is about, as far as its kind of address can stand for them."""
    reached = REACHES.get(row.kind, ALL)
    return reached & {Channel(row.channel)} if row.channel else reached


def _cells(row: SuppressionRow) -> Iterator[Cell]:
    """A no to marketing is one to everything that serves it."""
    for channel in _channels(row):
        for purpose in Purpose if row.purpose in WIDE else (Purpose(row.purpose),):
            yield channel, purpose


def _lifts(lift: SuppressionRow, held: SuppressionRow, cell: Cell) -> bool:
    """Whether a row of the very same address, later than the no, lifts this cell of it."""
    return (
        lift.digest == held.digest
        and lift.at > held.at
        and lift.channel in ("", cell[0].value)
        and lift.purpose in ("", cell[1].value)
    )


WIDE = ("", Purpose.MARKETING.value)
