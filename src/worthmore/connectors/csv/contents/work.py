"""What each content does with a chunk of rows: prepare them for the checks, then save the good ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Protocol

import polars as pl

from worthmore.connectors.csv.fields import Check, Choices, Field, Wanted
from worthmore.connectors.csv.trouble import Reject
from worthmore.shop.operations.saved import Saved


class Save(Protocol):
    """Saves a batch under a source; the lines of orders in `without` are left out."""

    def __call__(self, source: str, at: datetime, without: Collection[str] = ()) -> Saved:
        """Save it."""


def no_strangers(unknown: Sequence[str]) -> list[Reject]:
    """Of what makes its own products known, nothing is unknown."""
    return []


@dataclass(frozen=True, slots=True)
class Batch:
    """Good rows ready to be saved; `rows` counts them, and of those how many were special.

    `collapsed` are taken as a line further up. `orders` names each row's order, where rows are of orders.
    `strangers` gives the rows that name what a save turned out not to know, and the cells that it left out.
    """

    save: Save
    rows: int
    cancelled: int = 0
    duplicates: int = 0
    collapsed: int = 0
    orders: pl.Series = field(default_factory=partial(pl.Series, dtype=pl.String()))
    strangers: Callable[[Sequence[str]], list[Reject]] = no_strangers


class Work(Protocol):
    """One content at work on one file, chunk after chunk."""

    checks: tuple[Check, ...]
    resume_from: int | None
    """The row an interrupted import must read again to know how the order went on; None: the next one."""

    def prepare(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Every column the checks look at."""

    def batch(self, good: pl.DataFrame) -> Batch:
        """The rows that passed, ready to be saved."""


@dataclass(frozen=True, slots=True)
class Content:
    """A content a file may hold: its fields, what it cannot do without, and what it is told from others by."""

    name: str
    fields: Mapping[str, Field]
    wanted: tuple[Wanted, ...]
    checks: Callable[[Choices], tuple[Check, ...]]
