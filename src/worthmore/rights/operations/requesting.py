"""Writing down what people ask for, so that no answer is late."""

from __future__ import annotations

from datetime import datetime


def ask(kind: str, person_key: str, at: datetime, by: str, note: str = "") -> int:
    """Write down a request (access, rectification, objection or erasure); its id. The answer is due in one month."""
    raise NotImplementedError


def settle(request_id: int, at: datetime, by: str) -> None:
    """Note that a request was answered."""
    raise NotImplementedError
