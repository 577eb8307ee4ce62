"""Reads a small file the way an import does, without a database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from worthmore.connectors.csv.chunks import Chunk, chunks
from worthmore.connectors.csv.contents import all as contents
from worthmore.connectors.csv.recognising.recognise import Plan, Wishes, locate, recognise
from worthmore.connectors.csv.trouble import Reject
from worthmore.shop.operations import Saved
from worthmore.vocabulary.policy import Policy

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)


def plan_of(path: Path, policy: Policy | None = None, **wishes: object) -> Plan:
    """The plan for a file."""
    wished = Wishes(**wishes)  # type: ignore[arg-type]
    table, layout = locate(path, wished)
    return recognise(table, layout, wished, policy or Policy(), AT)


@dataclass
class Read:
    """A file as read: the frames that would be saved, and what was not good."""

    plan: Plan
    chunks: list[Chunk]
    saved: dict[str, list[pl.DataFrame]]

    @property
    def rejects(self) -> list[Reject]:
        return [reject for chunk in self.chunks for reject in chunk.rejects]

    @property
    def reasons(self) -> list[str]:
        return [reject.problem.reason for reject in self.rejects]

    def rows(self, kind: str = "order_lines") -> list[dict[str, object]]:
        return [row for frame in self.saved.get(kind, []) for row in frame.iter_rows(named=True)]

    def column(self, name: str, kind: str = "order_lines") -> list[object]:
        return [row.get(name) for row in self.rows(kind)]


ReadFile = Callable[..., Read]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReadFile:
    """Reads text or bytes as a file of a given name; what would be saved is caught."""
    saved: dict[str, list[pl.DataFrame]] = {}
    for kind in ("order_lines", "products", "customers", "attributes"):

        def catch(source: str, frame: pl.DataFrame, at: datetime, kind: str = kind) -> Saved:
            saved.setdefault(kind, []).append(frame)
            return Saved(new=frame.height)

        monkeypatch.setattr(contents, f"save_{kind}", catch)

    def run(content: str | bytes, name: str = "file.csv", size: int = 20_000, **wishes: object) -> Read:
        saved.clear()
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        plan = plan_of(path, **wishes)
        found = list(chunks(plan, lambda done, whole: None, size=size))
        for chunk in found:
            if chunk.batch.rows:
                chunk.batch.save("shop", AT)
        return Read(plan, found, {kind: list(frames) for kind, frames in saved.items()})

    return run
