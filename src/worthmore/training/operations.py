"""The only writes to the table of versions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from worthmore.training.models import Version


def publish(name: str, checksum: str, summary: dict[str, Any], at: datetime) -> None:
    """Put a version in use. Its folder must be complete: from here on everybody reads it.

    Publishing what is already there puts it in use again.
    """
    with transaction.atomic():
        Version.objects.filter(name=name).delete()
        Version.objects.create(name=name, checksum=checksum, summary=summary, published_at=at)


def forget(names: list[str]) -> None:
    """Take versions off the list."""
    Version.objects.filter(name__in=names).delete()
