"""Which part of the next basket is asked for."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """Refills live on repeat, cross-selling on explore; papers report both in one list."""

    ANY = "any"
    REPEAT = "repeat"  # what this person bought before
    EXPLORE = "explore"  # what this person never bought
