"""What stops an import, and what is wrong with one cell or row."""

from __future__ import annotations

from dataclasses import dataclass


class CannotImportError(Exception):
    """The file as a whole cannot be imported: what is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what} {mend}")
        self.what = what
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a value cannot be used and how to mend it. The reason never holds the value: reasons are counted."""

    reason: str
    mend: str


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not imported, or (`whole_row` False) one cell left out of a row that was.

    `kept`: nothing was left out, and the shop should look at it all the same.
    """

    row: int
    column: str
    value: str
    problem: Problem
    whole_row: bool = True
    kept: bool = False
