"""The reject file: every row that was not imported and every cell that was left out, with why and how to mend it."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from worthmore.connectors.csv.trouble import Reject

HEADINGS = ("row", "column", "value", "reason", "how to mend", "what happened")
WHOLE, CELL = "the row was not imported", "the row was imported without this cell"
KEPT = "the row was imported as it is"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_UNSAFE = re.compile(r"[^\w.-]+")


def reject_file(folder: Path, file_name: str, at: datetime) -> Path:
    """Where an import begun at that moment puts what it rejects."""
    name = _UNSAFE.sub("-", file_name)[:100]
    return folder / "rejects" / f"{name}-{at:%Y-%m-%d-%H%M%S-%f}.csv"


def append(path: Path, rejects: Sequence[Reject], separator: str, after: int) -> int:
    """Adds rejects behind the first `after` bytes and drops what stood there; gives the new length.

    An interrupted import may have written more than it finished; that is written again.
    """
    if not rejects and not after:
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if path.exists() else "w+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.truncate(min(after, size))
        length = file.seek(0, os.SEEK_END)
        file.write(_rows(rejects, separator, with_headings=length == 0))
        file.flush()
        os.fsync(file.fileno())
        return file.tell()


def _rows(rejects: Sequence[Reject], separator: str, with_headings: bool) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    if with_headings:
        text.write("\ufeff")
        writer.writerow(HEADINGS)
    for reject in rejects:
        happened = WHOLE if reject.whole_row else KEPT if reject.kept else CELL
        problem = reject.problem
        writer.writerow([reject.row, *map(safe, (reject.column, reject.value, problem.reason, problem.mend, happened))])
    return text.getvalue().encode("utf-8", "replace")


def safe(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula."""
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell
