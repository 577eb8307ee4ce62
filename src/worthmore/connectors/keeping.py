"""What imports keep of a person: rows that were rejected, in files and as examples; their name in the name of a file.

A row of a reject file that mentions the person goes; the other rows stay as they are. The file is written anew beside
the old one and put in its place in one step.
"""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings

from worthmore.connectors.models import ImportRun
from worthmore.rights.ports import Identity, Record
from worthmore.vocabulary.policy import Policy

FOLDER = "rejects"
GONE = "erased"
TO_GO = ".partial-"
UNSAFE = re.compile(r"[^\w.-]+")
SHORTEST_PHONE = 8
DIGITS = re.compile(r"\D+")
TELEPHONE = re.compile(r"[+(]?[\d ()./-]+")
AT_ONCE = 100


def held(identity: Identity) -> Mapping[str, Sequence[Record]]:
    """Rejected rows and names of imported files that mention the person."""
    mentions = _mentioning(identity)
    rows = [
        {"source": path.name, "id": row[0], "field": row[1], "value": row[2], "reason": row[3]}
        for path in _files(identity.home)
        for row in _rows(path)
        if len(row) > 3 and mentions(row)
    ]
    runs = list(ImportRun.objects.order_by("pk"))
    rows += [
        {"source": run.file_name, "id": str(row[0]), "field": row[1], "value": row[2], "reason": reason}
        for run in runs
        for reason, row in _examples(run)
        if mentions(row)
    ]
    files = [{"name": run.file_name} for run in runs if _contains(run.file_name, identity.words)]
    return {"rejected_rows": rows, "imported_files": files}


def erase(identity: Identity) -> int:
    """Take the person out of reject files and names of files; how many rows and names that were."""
    mentions = _mentioning(identity)
    rows = sum(_without(path, mentions) for path in _files(identity.home))
    for run in ImportRun.objects.order_by("pk"):
        rows += _without_examples(run, mentions) + _rename(run, identity.words)
    return rows


def too_old(at: datetime, policy: Policy) -> int:
    """How many reject files are older than the shop keeps them."""
    return sum(1 for _ in _old_files(at, policy))


def remove_old(at: datetime, policy: Policy) -> int:
    """Removes some of them; the import that wrote one no longer names it."""
    some = list(islice(_old_files(at, policy), AT_ONCE))
    for path in some:
        path.unlink(missing_ok=True)
    for run in ImportRun.objects.filter(reject_file__in=[str(path) for path in some]):
        _without_examples(run, lambda row: True)
        ImportRun.objects.filter(pk=run.pk).update(reject_file="")
    return len(some)


def _old_files(at: datetime, policy: Policy) -> Iterator[Path]:
    """Those of imports under way are left alone: they may still be written."""
    before = at - timedelta(days=policy.reject_days)
    running = set(ImportRun.objects.filter(finished_at=None).values_list("reject_file", flat=True))
    for path in _files(Path(settings.WORTHMORE_HOME)):
        if str(path) not in running and datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            yield path


def _files(home: Path) -> list[Path]:
    return sorted((home / FOLDER).glob("*.csv"))


def _mentioning(identity: Identity) -> Callable[[Sequence[str]], bool]:
    """Whether a row mentions the person: by a word of theirs, by telephone however written, or by a whole cell."""
    phones = [number for word in identity.words for number in _numbers(word)]

    def mentions(row: Sequence[str]) -> bool:
        value = row[2] if len(row) > 2 else ""
        parts = {part.strip().removeprefix("'") for part in value.split("|")}
        digits = DIGITS.sub("", value)
        return (
            _contains(value, identity.words)
            or not identity.exact.isdisjoint(parts)
            or any(phone in digits for phone in phones)
        )

    return mentions


def _numbers(word: str) -> Iterator[str]:
    """A telephone number as digits that stand in it however it is written, with its country or without."""
    if TELEPHONE.fullmatch(word):
        digits = DIGITS.sub("", word).lstrip("0")
        countries = (0, 2, 3) if word.startswith(("+", "00")) else (0,)
        yield from (digits[cut:] for cut in countries if len(digits[cut:]) >= SHORTEST_PHONE)


def _contains(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return any(word.casefold() in folded for word in words)


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file, delimiter=_delimiter(path))


def _delimiter(path: Path) -> str:
    """What stands behind the first heading."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
    return head[3] if len(head) > 3 and head[3] in ";,\t" else ","


def _without(path: Path, mentions: Callable[[Sequence[str]], bool]) -> int:
    """The file without the rows that mention the person; how many those were."""
    rows = list(_rows(path))
    kept = [row for row in rows if not mentions(row)]
    if len(kept) < len(rows):
        _write(path, kept, _delimiter(path))
    return len(rows) - len(kept)


def _write(path: Path, rows: Sequence[Sequence[str]], delimiter: str) -> None:
    descriptor, name = tempfile.mkstemp(prefix=TO_GO, dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        file.write("\ufeff")
        csv.writer(file, delimiter=delimiter).writerows(rows)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)


def _examples(run: ImportRun) -> Iterator[tuple[str, list[Any]]]:
    """The rejected rows an import keeps to show: reason, and row number, column and value."""
    for reason, rows in run.counts.get("examples", {}).items():
        yield from ((reason, row) for row in rows)


def _without_examples(run: ImportRun, mentions: Callable[[Sequence[Any]], bool]) -> int:
    """The import without those of its examples that mention somebody; how many those were."""
    kept: dict[str, list[Any]] = {reason: [] for reason in run.counts.get("examples", {})}
    for reason, row in _examples(run):
        if not mentions(row):
            kept[reason].append(row)
    gone = sum(1 for _ in _examples(run)) - sum(map(len, kept.values()))
    if gone:
        run.counts = {**run.counts, "examples": kept}
        ImportRun.objects.filter(pk=run.pk).update(counts=run.counts)
    return gone


def _rename(run: ImportRun, words: Sequence[str]) -> bool:
    """A file may be called after a person; its reject file is called after it, spaces and signs made hyphens."""
    spelled = [*words, *(UNSAFE.sub("-", word) for word in words)]
    if not _contains(f"{run.file_name} {run.reject_file}", spelled):
        return False
    run.file_name = _blackened(run.file_name, spelled)
    if run.reject_file:
        before = Path(run.reject_file)
        after = before.with_name(_blackened(before.name, spelled))
        if before.exists():
            before.rename(after)
        run.reject_file = str(after)
    run.save(update_fields=["file_name", "reject_file"])
    return True


def _blackened(text: str, words: Sequence[str]) -> str:
    for word in words:
        text = re.sub(re.escape(word), GONE, text, flags=re.IGNORECASE)
    return text
