"""Writing on behalf of a request: what the database refuses for now becomes a problem that says: try again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

from worthmore.api.problems import DATABASE_GONE, ProblemError
from worthmore.offering.recorder import NotRecorded

AGAIN = {"Retry-After": "2"}

Saved = TypeVar("Saved")


def write(save: Callable[[], Saved]) -> Saved:
    """Run `save`, which must be safe to repeat, and once more if the connection turns out to be a dead one."""
    try:
        return save()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
    except NotRecorded as error:
        raise ProblemError(DATABASE_GONE, f"{error}.", headers=AGAIN) from error
    try:
        return save()
    except (OperationalError, InterfaceError, NotRecorded) as error:
        connection.close()
        raise ProblemError(DATABASE_GONE, "The database does not answer; nothing was saved.", headers=AGAIN) from error
