"""What is known of imports: how far each is, which are done, and what was remembered of a file's columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from worthmore.connectors.models import ImportRun
from worthmore.connectors.models import Mapping as MappingRow


@dataclass(frozen=True, slots=True)
class Finished:
    """An import that reached the end of its file."""

    at: datetime
    counts: dict[str, Any]
    reject_file: str


@dataclass(frozen=True, slots=True)
class Import:
    """One import, as the back office lists it; `finished_at` None: it was interrupted, or is running."""

    connector: str
    source: str
    content: str
    file_name: str
    started_at: datetime
    finished_at: datetime | None
    rows_done: int
    counts: dict[str, Any]
    reject_file: str


def finished_since(fingerprint: str, source: str, content: str) -> Finished | None:
    """The finished import of this very file, if nothing else was imported into the same place since."""
    latest = ImportRun.objects.filter(source=source, content=content).order_by("-id").first()
    if latest is None or latest.fingerprint != fingerprint or latest.finished_at is None:
        return None
    return Finished(latest.finished_at, latest.counts, latest.reject_file)


def remembered_mapping(connector: str, source: str, content: str | None, headings: str) -> Mapping[str, str]:
    """Heading to field, as the user last said for files with these headings; empty when nothing was said."""
    rows = MappingRow.objects.filter(connector=connector, source=source, headings=headings)
    row = (rows.filter(content=content) if content else rows).order_by("-changed_at").first()
    return dict(row.fields) if row else {}


def imports(limit: int = 20) -> list[Import]:
    """The latest imports, the newest first."""
    return [
        Import(
            run.connector,
            run.source,
            run.content,
            run.file_name,
            run.started_at,
            run.finished_at,
            run.rows_done,
            run.counts,
            run.reject_file,
        )
        for run in ImportRun.objects.order_by("-id")[:limit]
    ]
