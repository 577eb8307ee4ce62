"""Looking for texts in every column of every table, and in every file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import connection

Found = tuple[str, str, str]


def everywhere(words: Iterable[str]) -> list[Found]:
    """Every (table, column, word) where one of the words stands; sessions are opened first."""
    wanted = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    found = [
        (table, column, match.group())
        for table, column, text in (*_cells(), *_sessions())
        for match in [wanted.search(text)]
        if match
    ]
    return sorted(set(found))


def files_with(words: Iterable[str], folder: Path) -> list[tuple[str, str]]:
    """Every (file, word) where one of the words stands in a file's bytes, or in its name."""
    wanted = {word: word.casefold().encode() for word in words}
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes().lower() + path.name.casefold().encode()
        found += [(path.name, word) for word, raw in wanted.items() if raw in content]
    return found


def _cells() -> Iterator[Found]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield from ((table, name, str(value)) for name, value in zip(names, row, strict=True))


def _sessions() -> Iterator[Found]:
    for session in Session.objects.all():
        yield "django_session", "session_data", str(session.get_decoded())
