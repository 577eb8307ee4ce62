"""Between two tests every row goes, also those the database is told never to let go of."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db import connection
from django.db.utils import Error
from django.test import TransactionTestCase

TABLES = ("consent_entry", "consent_text", "consent_suppression", "consent_switch")


def let_go() -> None:
    """Have `TransactionTestCase` empty these tables before it flushes all of them."""
    flush = TransactionTestCase._fixture_teardown

    def emptied_first(self: Any) -> None:
        with suppress(Error):  # a test may have left the database gone; then nothing is flushed either
            _empty()
        flush(self)

    TransactionTestCase._fixture_teardown = emptied_first  # type: ignore[method-assign]


def _empty() -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})")
            if cursor.fetchone()[0]:
                _emptied(cursor, table)


def _emptied(cursor: Any, table: str) -> None:
    if connection.vendor != "sqlite":
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"DELETE FROM {table}")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", (table,))
    triggers = cursor.fetchall()
    for name, _ in triggers:
        cursor.execute(f"DROP TRIGGER {name}")
    cursor.execute(f"DELETE FROM {table}")
    for _, sql in triggers:
        cursor.execute(sql)
