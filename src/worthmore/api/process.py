"""What one process holds: the engine over its data folder and the ring of keys, made at the first request."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from worthmore.api import queries
from worthmore.api.key_copy import KeyCopy
from worthmore.api.keys import KeyRing
from worthmore.offering.service import Service, shared_service


@cache
def service() -> Service:
    """The process's one service, shared with the pages that run beside the API."""
    return shared_service(Path(settings.WORTHMORE_HOME), settings.SECRET_KEY)


@cache
def key_ring() -> KeyRing:
    """The process's one ring of keys."""
    return KeyRing(queries.valid_keys, copy=KeyCopy(Path(settings.WORTHMORE_HOME) / "snapshots" / "keys.json"))
