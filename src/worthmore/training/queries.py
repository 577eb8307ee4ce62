"""Which learned version is in use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from worthmore.training.models import Version


@dataclass(frozen=True, slots=True)
class Published:
    """A published version: its folder of arrays, and what was learned per source."""

    name: str
    folder: Path
    published_at: datetime
    checksum: str
    summary: dict[str, Any]


def models_folder(home: Path) -> Path:
    """Where all published versions are."""
    return home / "models"


def current(home: Path) -> Published | None:
    """The version in use: the one published last. None before the first training."""
    newest = Version.objects.order_by("-id").first()
    return _published(newest, home) if newest else None


def versions(home: Path) -> list[Published]:
    """Every version that is kept, the one in use first."""
    return [_published(row, home) for row in Version.objects.order_by("-id")]


def _published(row: Version, home: Path) -> Published:
    return Published(row.name, models_folder(home) / row.name, row.published_at, row.checksum, row.summary)
