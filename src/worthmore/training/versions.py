"""Folders of published versions: made aside, put in place in one step, removed when old."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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


def carry_over(source: str, home: Path, folder: Path) -> dict[str, Any] | None:
    """Take what the version in use holds of a source into a new one; its summary, or None when it cannot be taken."""
    in_use = current(home)
    if in_use is None or source not in in_use.summary:
        return None
    kept = source_folder(in_use.folder, source)
    try:
        verify(in_use.folder, kept)
    except PublishedError:
        return None
    shutil.copytree(kept, source_folder(folder, source), copy_function=_link)
    summary: dict[str, Any] = in_use.summary[source]
    return summary


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
