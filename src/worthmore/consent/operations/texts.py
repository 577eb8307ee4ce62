"""The exact words people saw, kept once for each version and language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from worthmore.consent.models import Text
from worthmore.consent.operations.adding import add
from worthmore.consent.values import ConsentError, Wording
from worthmore.shop.queries.ids import possible

COLUMNS = ("name", "version", "language", "words", "digest", "recorded_at")
LONGEST = {"name": 64, "version": 32, "language": 8, "words": 20_000}


def text_keys(wordings: Sequence[Wording | None], now: datetime) -> list[int | None]:
    """The key of each wording's row, made now where it is new; None for none.

    Raises `ConsentError` when other words are known under the same name, version and language, or none at all.
    """
    distinct = [wording for wording in dict.fromkeys(wordings) if wording is not None]
    keys = {wording: _key(wording, now) for wording in distinct}
    return [None if wording is None else keys[wording] for wording in wordings]


def digest_of(words: str) -> str:
    """The SHA-256 of the words, in hexadecimal."""
    return sha256(words.encode()).hexdigest()


def _key(wording: Wording, now: datetime) -> int:
    _check(wording)
    named = {"name": wording.name, "version": wording.version, "language": wording.language}
    if wording.words:
        row = (*named.values(), wording.words, digest_of(wording.words), now)
        add(Text._meta.db_table, COLUMNS, [row], ("id",))
    kept = Text.objects.filter(**named).first()
    title = f"text {wording.name!r} {wording.version!r} {wording.language!r}"
    if kept is None:
        raise ConsentError(f"{title} is not known yet; send its words once")
    if wording.words and kept.words != wording.words:
        raise ConsentError(f"{title} is known with other words; words never change: give it a new version")
    return kept.pk


def _check(wording: Wording) -> None:
    for field, most in LONGEST.items():
        value = getattr(wording, field)
        if len(value) > most or not possible(value):
            raise ConsentError(f"text.{field} is longer than {most} characters, or holds what is no character")
        if field != "words" and not value.strip():
            raise ConsentError(f"text.{field} is empty; a text has a name, a version and a language")
