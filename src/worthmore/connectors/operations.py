"""Writes how far imports are and what was said of columns. Nothing else writes these tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from worthmore.connectors.models import ImportRun
from worthmore.connectors.models import Mapping as MappingRow
from worthmore.shop.operations import Forgotten, forget_source


class RunTakenError(Exception):
    """Another process is importing the same file into the same place."""


@dataclass(frozen=True, slots=True)
class Start:
    """What an import is of."""

    connector: str
    source: str
    content: str
    file_name: str
    fingerprint: str
    reject_file: str


@dataclass(slots=True)
class Run:
    """An import under way, as it was last committed."""

    id: int
    rows_done: int
    resume_from: int | None
    reject_file: str
    reject_bytes: int
    counts: dict[str, Any]
    resumed_after: int


def begin(start: Start, at: datetime) -> Run:
    """A new import, or the interrupted one of the same file to go on with."""
    row = ImportRun.objects.filter(fingerprint=start.fingerprint, finished_at=None).order_by("-id").first()
    if row is None:
        row = ImportRun.objects.create(
            connector=start.connector,
            source=start.source,
            content=start.content,
            file_name=start.file_name,
            fingerprint=start.fingerprint,
            reject_file=start.reject_file,
            started_at=at,
        )
    kept = row.counts
    return Run(
        row.pk,
        row.rows_done,
        kept.get("resume_from"),
        row.reject_file,
        kept.get("reject_bytes", 0),
        kept,
        row.rows_done,
    )


def advance(run: Run, rows_done: int, resume_from: int | None, reject_bytes: int, counts: Mapping[str, Any]) -> None:
    """Note how far the import is, within the transaction that saves its rows.

    Raises `RunTakenError` when another process has advanced the same import meanwhile; the rows then roll back.
    """
    kept = {**counts, "resume_from": resume_from, "reject_bytes": reject_bytes}
    mine = ImportRun.objects.filter(pk=run.id, rows_done=run.rows_done, finished_at=None)
    if not mine.update(rows_done=rows_done, counts=kept):
        raise RunTakenError(f"import {run.id} is no longer at row {run.rows_done}")
    run.rows_done, run.resume_from, run.reject_bytes, run.counts = rows_done, resume_from, reject_bytes, kept


def finish(run: Run, at: datetime, counts: Mapping[str, Any]) -> None:
    """Note that the end of the file was reached."""
    kept = {**counts, "reject_bytes": run.reject_bytes}
    ImportRun.objects.filter(pk=run.id).update(finished_at=at, counts=kept)


def remember_mapping(
    connector: str, source: str, content: str, headings: str, fields: Mapping[str, str], at: datetime
) -> None:
    """Keep what the user said of the columns of files with these headings."""
    MappingRow.objects.update_or_create(
        connector=connector,
        source=source,
        content=content,
        headings=headings,
        defaults={"fields": dict(fields), "changed_at": at},
    )


def forget(source: str) -> Forgotten:
    """Remove everything a source brought, how it was imported, and its reject files.

    Raises `SourceError` when there is no such source. An import under way stops, and its rows roll back.
    """
    with transaction.atomic():
        forgotten = forget_source(source)
        runs = ImportRun.objects.filter(source=source)
        rejects = [path for path in runs.values_list("reject_file", flat=True) if path]
        runs.delete()
        MappingRow.objects.filter(source=source).delete()
    for path in rejects:
        Path(path).unlink(missing_ok=True)
    return forgotten
