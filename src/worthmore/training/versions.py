"""Folders of published versions: made aside, put in place in one step, removed when old."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from worthmore.training.files import PublishedError, flush, source_folder, verify, write_manifest
from worthmore.training.operations import forget
from worthmore.training.queries import current, models_folder, versions

KEPT = 3
PARTIAL = ".partial-"
ABANDONED = timedelta(days=1)


@contextmanager
def new_version(home: Path) -> Iterator[Path]:
    """An empty folder to fill; whatever is still there afterwards was not published and is removed."""
    models_folder(home).mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=models_folder(home)))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(folder: Path, home: Path, at: datetime) -> tuple[str, str]:
    """Checksum a finished folder and give it its final name. Returns name and checksum."""
    checksum = write_manifest(folder, {"format": 1, "trained_at": at.isoformat()})
    name = f"{at:%Y%m%dT%H%M%SZ}-{checksum[:8]}"
    target = models_folder(home) / name
    if not target.exists():  # the same content trained in the same second is the same version
        folder.chmod(0o755)
        folder.rename(target)
        flush(models_folder(home), deep=False)
    return name, checksum


@dataclass(frozen=True, slots=True)
class InUse:
    """What the version in use holds of one source: a sound folder, None without any, and its summary."""

    folder: Path | None
    summary: dict[str, Any]

    @property
    def complements_from(self) -> str | None:
        """When its complements were learned; None where it has none that were found good."""
        complements = self.summary.get("complements", {})
        found: str | None = complements["kept_from"] if "kept_from" in complements else self.summary.get("trained_at")
        return found


NOTHING_IN_USE = InUse(None, {})


def in_use(source: str, home: Path) -> InUse | None:
    """What the version in use holds of a source; None when there is nothing, or it is not what was published."""
    version = current(home)
    if version is None or source not in version.summary:
        return None
    folder = source_folder(version.folder, source)
    try:
        verify(version.folder, folder)
    except PublishedError:
        return None
    return InUse(folder, version.summary[source])


def carry_over(source: str, home: Path, folder: Path) -> dict[str, Any] | None:
    """Take what the version in use holds of a source into a new one; its summary, or None when it cannot be taken."""
    found = in_use(source, home)
    if found is None or found.folder is None:
        return None
    shutil.copytree(found.folder, source_folder(folder, source), copy_function=_link)
    return found.summary


def remove_old(home: Path, at: datetime) -> None:
    """Keep the newest versions, the one in use among them; also clear away what interrupted trainings left."""
    known = versions(home)
    old, kept = known[KEPT:], {version.name for version in known[:KEPT]}
    forget([version.name for version in old])
    for version in old:
        shutil.rmtree(version.folder, ignore_errors=True)
    for folder in models_folder(home).iterdir():
        abandoned = datetime.fromtimestamp(folder.stat().st_mtime, at.tzinfo) < at - ABANDONED
        if folder.name not in kept and folder.is_dir() and abandoned:
            shutil.rmtree(folder, ignore_errors=True)


def _link(source: str, target: str) -> None:
    """Files of a version never change, so one copy on disk will do, where the disk can do that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
