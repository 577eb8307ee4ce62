"""Erasure (GDPR art. 17): suppress first, then forget room by room, the shop itself last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did: records per room that went or were cut loose, and the sources that know the person too.

    `sources` are to be told: while they still hold the person, an import brings them back (suppressed for ever).
    `already`: there was nobody left to erase.
    """

    removed: Mapping[str, int]
    sources: tuple[str, ...]
    already: bool = False


def erase(person_key: str, at: datetime, by: str) -> Erased:
    """Forget a person. `by` is the staff login that acted, or "customer".

    Orders stay for the books, cut loose from the person. Interrupted, it may be called again with the same key, or
    `resume` finishes it; until then the person is suppressed in every channel. An unknown key is nobody: `already`.
    """
    raise NotImplementedError


def resume(at: datetime) -> int:
    """Finish erasures that were interrupted; says how many."""
    raise NotImplementedError
