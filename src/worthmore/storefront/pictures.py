"""Which picture stands for a category: its own file, its department's, or a parcel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from worthmore.storefront.shelf import slug_of

FOLDER = "storefront/pictures"
FILES = Path(__file__).parent / "static" / FOLDER


@cache
def picture_of(category: tuple[str, ...]) -> str:
    """The static file for a category path, the longest part of it that has one."""
    for length in range(len(category), 0, -1):
        name = f"{slug_of(category[:length])}.svg"
        if name in _drawn():
            return f"{FOLDER}/{name}"
    return f"{FOLDER}/other.svg"


@cache
def _drawn() -> frozenset[str]:
    return frozenset(path.relative_to(FILES).as_posix() for path in FILES.rglob("*.svg"))
