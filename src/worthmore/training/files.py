"""The files of a version: written to a folder of their own, checked by a list of checksums."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

MANIFEST = "manifest.json"


class PublishedError(RuntimeError):
    """A published version is missing, incomplete or not what was published."""


def source_folder(version: Path, source: str) -> Path:
    """The folder of one source; any name of a shop becomes a plain file name."""
    return version / ("source-" + quote(source, safe=""))


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, content: dict[str, Any]) -> str:
    """List every file below a folder with its checksum, together with `content`; returns the list's own checksum."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    listed = {path.relative_to(folder).as_posix(): checksum(path) for path in files}
    (folder / MANIFEST).write_text(json.dumps({**content, "files": listed}, indent=1), encoding="utf-8")
    flush(folder)
    return checksum(folder / MANIFEST)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a version, or PublishedError."""
    path = folder / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        assert isinstance(content["files"], dict)
    except (OSError, ValueError, KeyError, TypeError, AssertionError) as error:
        raise PublishedError(f"{path} cannot be read ({error}); run `worthmore train` again") from error
    return dict(content)


def verify(version: Path, folder: Path) -> None:
    """Compare the files of one source with the manifest of the version; PublishedError names the first that differs."""
    prefix = folder.relative_to(version).as_posix() + "/"
    expected = {name: value for name, value in read_manifest(version)["files"].items() if name.startswith(prefix)}
    if not expected:
        raise PublishedError(f"{version} holds nothing in {folder.name}; run `worthmore train` again")
    for name, value in expected.items():
        path = version / name
        try:
            found = checksum(path)
        except OSError as error:
            raise PublishedError(f"{path} cannot be read ({error}); run `worthmore train` again") from error
        if found != value:
            raise PublishedError(f"{path} is not what was published; run `worthmore train` again")


def flush(folder: Path, deep: bool = True) -> None:
    """Make sure that a folder, and with `deep` everything in it, has reached the disk."""
    for path in [*(folder.rglob("*") if deep else ()), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
