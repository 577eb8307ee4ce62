"""Opens a file as what it is (by its first bytes, not its name) and tells how far it has been read."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from worthmore.connectors.csv.reading.encoding import KEEP_GOING, encoding_of
from worthmore.connectors.csv.trouble import CannotImportError

GZIP, ZIP, OLD_EXCEL, PDF = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
SAMPLE = 1 << 18
DAMAGED = (OSError, EOFError, zlib.error)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file: `stream` gives its (unpacked) bytes, `position` how many of its `size` bytes were read."""

    stream: BinaryIO
    position: Callable[[], int]
    size: int


def is_workbook(path: Path) -> bool:
    """Whether it is an Excel workbook. Raises `CannotImportError` for what is neither that nor text."""
    with opened(path) as file:
        start = file.stream.read(8)
    if start.startswith(OLD_EXCEL):
        raise CannotImportError(f"{path.name} is an old Excel file (.xls).", "Save it as .xlsx or CSV and import that.")
    if start.startswith(PDF):
        raise CannotImportError(f"{path.name} is a PDF.", "Export the table as CSV or Excel and import that.")
    return start.startswith(ZIP)


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """The file's bytes, unpacked when it is gzip. Raises `CannotImportError` when it cannot be read."""
    try:
        raw = path.open("rb")
    except OSError as error:
        raise CannotImportError(
            f"{path} cannot be read: {error.strerror}.", "Check the path and that you may read it."
        ) from error
    with raw:
        size = raw.seek(0, io.SEEK_END)
        raw.seek(0)
        packed = raw.read(2) == GZIP
        raw.seek(0)
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=raw, mode="rb") if packed else raw)
        try:
            yield Opened(stream, raw.tell, size)
        except DAMAGED as error:
            raise CannotImportError(f"{path.name} is damaged: {error}.", "Download or export it again.") from error


def text_of(file: Opened, encoding: str | None) -> tuple[io.TextIOWrapper, str]:
    """The stream as text, lines as they are, and the encoding it was read in (`encoding`, or the one it looks like)."""
    buffered = io.BufferedReader(cast(io.RawIOBase, file.stream), SAMPLE)
    name = encoding or encoding_of(buffered.peek(SAMPLE))
    errors = "replace" if name == "cp1252" else KEEP_GOING
    return io.TextIOWrapper(buffered, encoding=name, errors=errors, newline=""), name


def digest_of(path: Path) -> str:
    """SHA-256 of the file's bytes as they lie on the disk."""
    with opened(path), path.open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()
