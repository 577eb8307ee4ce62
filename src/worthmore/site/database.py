"""The database from `DATABASE_URL`: SQLite in the data folder by default, PostgreSQL in production."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
    "PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456; PRAGMA cache_size=-32768;"
)


def configuration(folder: Path) -> dict[str, Any]:
    """Django's settings for the one database."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'worthmore.sqlite3'}"
    found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=None))
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {"init_command": SQLITE_PRAGMAS, "transaction_mode": "IMMEDIATE"}
        found["TEST"] = {"NAME": str(folder / "test.sqlite3")}
    else:
        found["OPTIONS"] = {**found.get("OPTIONS", {}), "connect_timeout": 2}
    return found
