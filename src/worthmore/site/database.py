"""The database from `DATABASE_URL`: SQLite in the data folder by default, PostgreSQL in production."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
    "PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=2147418112; PRAGMA cache_size=-32768; "
    "PRAGMA secure_delete=ON;"
)
"""What is deleted is overwritten with zeros, so that nobody who was erased can be read from the file."""
POSTGRES_OPTIONS = {
    "connect_timeout": 2,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 5000,
}
"""A server that vanished without a word is noticed within seconds. The address may set others."""

NO_COMPILING = "-c jit=off"
"""PostgreSQL compiles what it believes to be dear; for the short reads of an offer that takes longer than reading.

A pooler may refuse connections that ask for anything, so there it is left as the server has it.
"""


def configuration(folder: Path) -> dict[str, Any]:
    """Django's settings for the one database."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'worthmore.sqlite3'}"
    found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=None))
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {"init_command": SQLITE_PRAGMAS, "transaction_mode": "IMMEDIATE"}
        found["TEST"] = {"NAME": str(folder / "test.sqlite3")}
    else:
        given = found.get("OPTIONS", {})
        pooled = os.environ.get("WORTHMORE_POOLED") == "1"
        said = given.get("options", "") if pooled else f"{NO_COMPILING} {given.get('options', '')}".strip()
        found["OPTIONS"] = {**POSTGRES_OPTIONS, **given, **({"options": said} if said else {})}
        found["OPTIONS"] |= _statement_timeout(said)
        found["CONN_HEALTH_CHECKS"] = True
        found["DISABLE_SERVER_SIDE_CURSORS"] = pooled
    return found


def _statement_timeout(options: str) -> dict[str, str]:
    """PostgreSQL ends each statement of this process after so long; by default never, since imports may take long."""
    text = os.environ.get("WORTHMORE_STATEMENT_TIMEOUT_MS", "")
    if not text:
        return {}
    if not (text.isascii() and text.isdigit()):
        raise ImproperlyConfigured(f"WORTHMORE_STATEMENT_TIMEOUT_MS is {text!r}; it must be whole milliseconds: 2000")
    return {"options": f"{options} -c statement_timeout={text}".strip()}
