"""The shop's two keys to Worthmore's API, read from the file that setting up the demo leaves in the data folder."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

FILE_NAME = "demo-keys.json"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ShopKeys:
    """`storefront` is public and stands in the page; `server` never leaves this process. Empty: none."""

    storefront: str = ""
    server: str = ""


def shop_keys() -> ShopKeys:
    """The keys as the file has them now; without a readable file the shop runs without offers."""
    path = Path(settings.WORTHMORE_HOME) / FILE_NAME
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return ShopKeys()
    return _read(path, changed)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> ShopKeys:
    try:
        found = json.loads(path.read_text("utf-8"))
        return ShopKeys(storefront=str(found.get("storefront") or ""), server=str(found.get("server") or ""))
    except (OSError, ValueError, AttributeError) as error:
        log.warning("%s cannot be read (%s): the demo shop runs without offers", path, error)
        return ShopKeys()
