"""Reads from the table of API keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from worthmore.api.keys import Key, Scope
from worthmore.api.models import ApiKey


@dataclass(frozen=True, slots=True)
class KeySummary:
    """A key as a list shows it."""

    prefix: str
    name: str
    scope: str
    source: str
    origins: tuple[str, ...]
    created_at: datetime
    revoked_at: datetime | None


def list_keys() -> list[KeySummary]:
    """Every key ever made, the newest first."""
    return [
        KeySummary(row.prefix, row.name, row.scope, row.source, tuple(row.origins), row.created_at, row.revoked_at)
        for row in ApiKey.objects.order_by("-created_at", "-id")
    ]


def valid_keys() -> dict[str, Key]:
    """Every key that is not revoked, by its digest."""
    columns = ("digest", "name", "scope", "source", "origins")
    try:
        rows = list(ApiKey.objects.filter(revoked_at=None).values_list(*columns))
    except Exception:
        # A connection the database dropped stays useless until it is closed; the next call opens a new one.
        connection.close()
        raise
    return {
        digest: Key(digest, name, Scope(scope), source, frozenset(origins))
        for digest, name, scope, source, origins in rows
    }
