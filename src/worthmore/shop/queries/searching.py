"""Finding rows by what a person types: every word somewhere in the row, upper and lower case alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

from django.db import connection
from django.db.models import Case, Q, Value, When


def matching(text: str, fields: Sequence[str]) -> Q:
    """Rows in which every word of the text occurs in one of the fields; no text matches every row."""
    return reduce(and_, (reduce(or_, (_holds(name, word) for name in fields)) for word in text.split()), Q())


def _holds(name: str, word: str) -> Q:
    # SQLite's own comparison knows upper and lower case of A to Z only; its regular expressions are Python's.
    if connection.vendor == "sqlite" and not word.isascii():
        return Q(**{f"{name}__iregex": re.escape(_storable(word))})
    return Q(**{f"{name}__icontains": _storable(word)})


def exactly(name: str, text: str) -> Case:
    """Orders the row whose field is exactly the text before the others."""
    return Case(When(**{name: _storable(text.strip())}, then=Value(0)), default=Value(1))


def _storable(text: str) -> str:
    """What is typed, without what no database can hold."""
    return text.replace("\0", "").encode(errors="ignore").decode()
