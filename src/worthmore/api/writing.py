"""Writing on behalf of a request: what the database refuses for now becomes a problem that says: try again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

from worthmore.api.problems import DATABASE_GONE, ProblemError
from worthmore.offering.recorder import RecordingError

GONE = (OperationalError, InterfaceError, RecordingError)
AGAIN = {"Retry-After": "2"}

Saved = TypeVar("Saved")


def write(save: Callable[[], Saved]) -> Saved:
    """Run `save`, which must be safe to repeat; once more if this thread's connection turns out to be a dead one.

    SQLite has no connection that dies. What fails there has waited for its turn already, on a thread that also serves
    offers, so it is not tried again.
    """
    if connection.vendor == "sqlite":
        return write_once(save)
    try:
        return save()
    except GONE:
        _drop_connection()
    return write_once(save)


def write_once(save: Callable[[], Saved]) -> Saved:
    """Run `save`; a database that does not answer is a problem that says so."""
    try:
        return save()
    except GONE as error:
        _drop_connection()
        detail = "The database does not answer; nothing was saved."
        raise ProblemError(DATABASE_GONE, detail, mend="Send the same again later.", headers=AGAIN) from error


def _drop_connection() -> None:
    """A connection the database dropped stays useless until it is closed; the next use opens a new one."""
    if not connection.in_atomic_block:
        connection.close()
