"""What a customer wants on what they buy: a line of text and a picture of their own. It stays in this shop.

Worthmore is told that there is one, never what it is: the text and the name of the picture travel along as settings.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile

ARTWORK = "artwork"
MOST_LETTERS = 60
MOST_BYTES = 100_000
MOST_PICTURES = 3
STARTS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""How the files we take begin; a name or a header that somebody sent along proves nothing."""


class PictureError(ValueError):
    """A file that is no PNG or JPEG, or too large."""


@dataclass(frozen=True, slots=True)
class Design:
    """`logo` is the name of a picture kept in the visitor's session; both empty: nothing is wanted on it."""

    text: str = ""
    logo: str = ""

    def __bool__(self) -> bool:
        return bool(self.text or self.logo)


PLAIN = Design()


def read(text: str, upload: UploadedFile[bytes] | None, before: Design, session: MutableMapping[str, Any]) -> Design:
    """The design as a form gives it; without a new file the picture stays. PictureError: that file cannot be used."""
    words = " ".join(text.split())[:MOST_LETTERS]
    printable = "".join(letter for letter in words if letter.isprintable())
    return Design(printable, _keep(upload, session) if upload else before.logo)


def picture(name: str, session: Mapping[str, Any]) -> tuple[bytes, str] | None:
    """A kept picture and its kind; None where there is none of that name."""
    kept = session.get(ARTWORK)
    coded = kept.get(name) if isinstance(kept, dict) else None
    try:
        found = b64decode(coded, validate=True) if isinstance(coded, str) else b""
    except (Error, ValueError):
        return None
    kind = _kind(found)
    return (found, kind) if kind else None


def stored(design: Design) -> dict[str, str]:
    """The design's part of a stored line; nothing of it where there is none."""
    said = {"text": design.text, "logo": design.logo}
    return {name: value for name, value in said.items() if value}


def restored(row: Mapping[str, Any]) -> Design:
    """The design from a stored line."""
    text, logo = row.get("text", ""), row.get("logo", "")
    return Design(text[:MOST_LETTERS] if isinstance(text, str) else "", logo if isinstance(logo, str) else "")


def _keep(upload: UploadedFile[bytes], session: MutableMapping[str, Any]) -> str:
    """The name under which the picture lies in the session from now on, beside the few before it."""
    content = upload.read() if (upload.size or 0) <= MOST_BYTES else b""
    if not _kind(content):
        raise PictureError
    name = hashlib.sha256(content).hexdigest()[:12]
    before = session.get(ARTWORK)
    others = [(one, coded) for one, coded in before.items() if one != name] if isinstance(before, dict) else []
    session[ARTWORK] = dict([*others[-(MOST_PICTURES - 1) :], (name, b64encode(content).decode())])
    return name


def _kind(content: bytes) -> str:
    return next((kind for start, kind in STARTS.items() if content.startswith(start)), "")
