"""What an import did, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from worthmore.connectors.csv.chunks import Chunk
from worthmore.connectors.csv.trouble import Reject
from worthmore.shop.operations import Saved

EXAMPLES = 3
REASONS = ("reasons", "cell_reasons", "remark_reasons")


@dataclass(slots=True)
class Counts:
    """Rows by what became of them. `reasons` counts rejected rows, `cells` cells left out of good ones and
    `remarks` what the shop should look at although it was kept.

    `collapsed` rows were taken as the same line further up; `known` ones are of orders the API brought.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    cancelled: int = 0
    duplicates: int = 0
    collapsed: int = 0
    known: int = 0
    totals: int = 0
    cells: int = 0
    remarks: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    cell_reasons: Counter[str] = field(default_factory=Counter)
    remark_reasons: Counter[str] = field(default_factory=Counter)
    mends: dict[str, str] = field(default_factory=dict)
    examples: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)

    @property
    def imported(self) -> int:
        """Rows that are in the shop now."""
        return self.rows - self.rejected - self.totals

    def add(self, chunk: Chunk, saved: Saved, known: int = 0) -> None:
        """Count one chunk."""
        self.known += known
        self.collapsed += chunk.batch.collapsed
        self.rows += chunk.rows
        self.new += saved.new
        self.changed += saved.changed
        self.unchanged += saved.unchanged
        self.cancelled += chunk.batch.cancelled
        self.duplicates += chunk.batch.duplicates
        self.totals += len(chunk.totals)
        self.add_rejects(chunk.rejects)

    def add_rejects(self, rejects: Sequence[Reject]) -> None:
        """Count what was told of rows that are counted elsewhere."""
        counted: set[int] = set()
        for reject in rejects:
            if reject.kept:
                self.remarks += 1
                self._note(reject, self.remark_reasons)
            elif reject.whole_row and reject.row not in counted:
                counted.add(reject.row)
                self._note(reject, self.reasons)
            elif not reject.whole_row:
                self.cells += 1
                self._note(reject, self.cell_reasons)
        self.rejected += len(counted)

    def _note(self, reject: Reject, reasons: Counter[str]) -> None:
        reason = reject.problem.reason
        reasons[reason] += 1
        self.mends[reason] = reject.problem.mend
        shown = self.examples.setdefault(reason, [])
        if len(shown) < EXAMPLES:
            shown.append((reject.row, reject.column, reject.value[:60]))

    def as_json(self) -> dict[str, Any]:
        """Ready to be kept."""
        kept = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**kept, **{name: dict(getattr(self, name)) for name in REASONS}}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Counts:
        """What was kept."""
        known = {name: kept[name] for name in cls.__dataclass_fields__ if name in kept}
        for name in REASONS:
            known[name] = Counter(known.get(name, {}))
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Summary:
    """One file's import. `already` tells when the same file was imported before, if nothing has been since.

    `finished` is False when it was stopped; the same command goes on where it stopped.
    """

    file: str
    source: str
    content: str
    layout: str
    counts: Counts
    finished: bool
    seconds: float
    reject_file: str = ""
    resumed_after: int = 0
    already: str = ""

    def as_json(self) -> dict[str, Any]:
        """For people who script it."""
        counts = self.counts
        plain = {
            name: getattr(counts, name)
            for name in (
                "rows",
                "new",
                "changed",
                "unchanged",
                "rejected",
                "cancelled",
                "duplicates",
                "collapsed",
                "known",
                "totals",
                "cells",
                "remarks",
            )
        }
        about = {name: getattr(self, name) for name in ("file", "source", "content", "layout", "finished")}
        return {
            **about,
            **plain,
            **{name: dict(getattr(counts, name).most_common()) for name in REASONS},
            "reject_file": self.reject_file or None,
            "resumed_after": self.resumed_after,
            "already_imported_at": self.already or None,
            "seconds": round(self.seconds, 2),
        }
