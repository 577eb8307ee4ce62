"""Rows of an Excel workbook as the same text a CSV file would hold, read one at a time."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from worthmore.connectors.csv.trouble import CannotImportError

Record = list[str]


def sheet_names(path: Path) -> list[str]:
    """The visible sheets, in order."""
    book = _open(path)
    try:
        return [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    finally:
        book.close()


def workbook_records(path: Path, sheet: str) -> Iterator[Record]:
    """The rows of one sheet; an empty row is an empty list."""
    book = _open(path)
    try:
        page = book[sheet]
        page.reset_dimensions()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for row in page.iter_rows(values_only=True):
                yield _record(row)
    except Exception as error:
        raise _damaged(path, error) from error
    finally:
        book.close()


def _open(path: Path) -> Any:
    """The library raises whatever the damage happens to cause, so every error means the same here."""
    try:
        import openpyxl  # slow to load, and most files are text

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> CannotImportError:
    return CannotImportError(
        f"{path.name} is not a readable Excel workbook ({type(error).__name__}).",
        "If it is a packed folder, unpack it and import the CSV files inside; otherwise open it in Excel or "
        "LibreOffice and save it again as .xlsx or CSV.",
    )


def _record(row: tuple[object, ...]) -> Record:
    cells = ["" if value is None else cell_text(value) for value in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def cell_text(value: object) -> str:
    """A typed cell as unambiguous text: ISO dates, a decimal point, and never a number that looks grouped."""
    writer = _WRITERS.get(type(value), str)
    return str(writer(value))


def _float(value: Any) -> str:
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.10f}".rstrip("0")
    return text + "0" if len(text.partition(".")[2]) == 3 else text


def _number(value: Any) -> str:
    return _float(value) if abs(value) < 1e300 else str(value)


def _moment(value: Any) -> str:
    return str(value.isoformat(sep=" ", timespec="seconds"))


_WRITERS: dict[type, Any] = {
    bool: lambda value: "1" if value else "0",
    int: str,
    float: _number,
    datetime: _moment,
    date: lambda value: value.isoformat(),
    time: lambda value: value.isoformat(timespec="seconds"),
    timedelta: str,
}
