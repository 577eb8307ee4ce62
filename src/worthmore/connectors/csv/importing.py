"""Imports one file: chunk after chunk, each saved in one transaction together with how far the import has come."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from time import perf_counter

from django.db import transaction

from worthmore import __version__
from worthmore.connectors import operations, queries
from worthmore.connectors.csv.chunks import Chunk, chunks
from worthmore.connectors.csv.contents.all import has_relations
from worthmore.connectors.csv.laddering import ladder_rejects
from worthmore.connectors.csv.reading.opening import digest_of
from worthmore.connectors.csv.recognising.recognise import Plan, Wishes, headings_digest, locate, recognise, with_maps
from worthmore.connectors.csv.rejects import append, reject_file
from worthmore.connectors.csv.relating import relate
from worthmore.connectors.csv.summary import Counts, Summary
from worthmore.connectors.csv.trouble import CannotImportError, Reject
from worthmore.shop.operations import Saved, SourceError, ensure_source
from worthmore.shop.queries import orders_from_api, policy

CONNECTOR = "csv"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: rows done, and bytes read of the file's size (0: not known)."""

    rows: int
    read: int
    size: int


Watch = Callable[[Progress], None]
Stop = Callable[[], bool]


def plan_for(path: Path, wishes: Wishes, at: datetime) -> Plan:
    """How a file will be read, with what was remembered of its columns for this source."""
    table, layout = locate(path, wishes)
    remembered = queries.remembered_mapping(CONNECTOR, wishes.source, wishes.content, headings_digest(table))
    return recognise(table, layout, with_maps(wishes, remembered), policy(), at)


def dry_run(plan: Plan, watch: Watch, stop: Stop = lambda: False) -> Summary:
    """What importing the file would do to its rows, without saving anything."""
    began, counts = perf_counter(), Counts()
    finished = True
    for chunk in chunks(plan, _watch_bytes(watch, counts)):
        counts.add(chunk, Saved(), _of_orders(chunk, _from_api(chunk, plan.source)))
        if stop():
            finished = False
            break
    return _summary(plan, counts, finished, perf_counter() - began)


def import_file(plan: Plan, home: Path, again: bool, watch: Watch, stop: Stop = lambda: False) -> Summary:
    """Import the file, or go on with an import of it that was interrupted. Rejected rows go to a file under `home`."""
    began, at = perf_counter(), plan.file.choices.at
    fingerprint = fingerprint_of(plan)
    before = None if again else queries.finished_since(fingerprint, plan.source, plan.file.content)
    if before:
        return _nothing_new(plan, before, perf_counter() - began)
    _open_source(plan, at)
    run = operations.begin(_start(plan, fingerprint, home), at)
    counts, finished = _save_all(plan, run, watch, stop)
    if finished:
        _finish(plan, run, counts)
    path = run.reject_file if run.reject_bytes else ""
    return _summary(plan, counts, finished, perf_counter() - began, path, run.resumed_after)


def fingerprint_of(plan: Plan) -> str:
    """What makes two imports the same: the file's bytes, what its columns mean and how they are read."""
    choices = plan.file.choices
    means = [(column.index, column.means, column.comma, column.day_first) for column in plan.file.columns]
    read = [plan.source, plan.file.content, plan.layout.name, plan.table.encoding, plan.table.sheet, means]
    chosen = [choices.currency, str(choices.zone), choices.vat_rate, __version__]
    told = json.dumps([digest_of(plan.table.path), read, chosen])
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def _open_source(plan: Plan, at: datetime) -> None:
    try:
        ensure_source(plan.source, at)
    except SourceError as error:
        raise CannotImportError(str(error), "Choose another name with --source.") from error
    if plan.maps:
        digest = plan.headings_digest
        operations.remember_mapping(CONNECTOR, plan.source, plan.file.content, digest, dict(plan.maps), at)


def _start(plan: Plan, fingerprint: str, home: Path) -> operations.Start:
    path = reject_file(home, plan.table.path.name, plan.file.choices.at)
    return operations.Start(
        CONNECTOR, plan.source, plan.file.content, plan.table.path.name[:400], fingerprint, str(path)
    )


def _save_all(plan: Plan, run: operations.Run, watch: Watch, stop: Stop) -> tuple[Counts, bool]:
    """Every chunk that is not saved yet; whether the end was reached."""
    counts = Counts.from_json(run.counts)
    for chunk in chunks(plan, _watch_bytes(watch, counts), run.rows_done, run.resume_from):
        _save(plan, run, chunk, counts)
        if stop():
            return counts, False
    return counts, True


def _save(plan: Plan, run: operations.Run, chunk: Chunk, counts: Counts) -> None:
    """One chunk and the mark of how far the import is, together or not at all."""
    separator = plan.table.separator if plan.table.separator in (";", ",", "\t") else ","
    with transaction.atomic():
        known = _from_api(chunk, plan.source)
        saved = chunk.batch.save(plan.source, plan.file.choices.at, known) if chunk.batch.rows else Saved()
        strangers = chunk.batch.strangers(saved.unknown)
        if strangers:
            chunk = replace(chunk, rejects=sorted([*chunk.rejects, *strangers], key=_by_row))
        counts.add(chunk, saved, _of_orders(chunk, known))
        written = append(Path(run.reject_file), chunk.rejects, separator, run.reject_bytes)
        operations.advance(run, chunk.last_row, chunk.resume_from, written, counts.as_json())


def _by_row(reject: Reject) -> int:
    return reject.row


def _from_api(chunk: Chunk, source: str) -> set[str]:
    """The chunk's orders that the shop itself sent: their lines have keys of their own and would be stored twice."""
    return orders_from_api(source, chunk.batch.orders.unique())


def _of_orders(chunk: Chunk, orders: set[str]) -> int:
    return int(chunk.batch.orders.is_in(list(orders)).sum()) if orders else 0


def _finish(plan: Plan, run: operations.Run, counts: Counts) -> None:
    """Relations and ladders come last, when every product and plan of the file is known."""
    at = plan.file.choices.at
    if has_relations(plan.file) or plan.file.content == "plans":
        rejects = ladder_rejects(plan) if plan.file.content == "plans" else relate(plan, at)
        separator = plan.table.separator or ","
        run.reject_bytes = append(Path(run.reject_file), rejects, separator, run.reject_bytes)
        counts.add_rejects(rejects)
    operations.finish(run, at, counts.as_json())


def _watch_bytes(watch: Watch, counts: Counts) -> Callable[[int, int], None]:
    return lambda read, size: watch(Progress(counts.rows, read, size))


def _nothing_new(plan: Plan, before: queries.Finished, seconds: float) -> Summary:
    counts = Counts.from_json(before.counts)
    counts.unchanged, counts.new, counts.changed = counts.unchanged + counts.new + counts.changed, 0, 0
    told = _summary(plan, counts, True, seconds, before.reject_file if counts.rejected or counts.cells else "")
    return Summary(
        **{**{name: getattr(told, name) for name in told.__dataclass_fields__}, "already": before.at.isoformat()}
    )


def _summary(
    plan: Plan, counts: Counts, finished: bool, seconds: float, rejects: str = "", resumed_after: int = 0
) -> Summary:
    name = plan.table.path.name
    about = (name, plan.source, plan.file.content, plan.layout.title)
    return Summary(*about, counts, finished, seconds, rejects, resumed_after)
