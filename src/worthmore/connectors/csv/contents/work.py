"""What each content does with a chunk of rows: prepare them for the checks, then save the good ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import polars as pl

from worthmore.connectors.csv.fields import Check, Choices, Field, Wanted
from worthmore.shop.operations.saved import Saved

Save = Callable[[str, datetime], Saved]


@dataclass(frozen=True, slots=True)
class Batch:
    """Good rows ready to be saved: `save(source, at)`; `rows` counts them, and of those how many were special."""

    save: Save
    rows: int
    cancelled: int = 0
    duplicates: int = 0


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
