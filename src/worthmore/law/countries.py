"""Which rows of the table reach a country, and what day it is there."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

ANY = "ANY"
"""Rows that hold everywhere: the mailbox providers' demands."""
EU = "EU"

_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
_SAME_DIRECTIVES = "IS LI NO"
EEA = frozenset([*_MEMBERS.split(), *_SAME_DIRECTIVES.split()])
"""ISO 3166 codes of the 27 members, and of Iceland, Liechtenstein and Norway, where the same directives hold."""

_ALIASES = {"UK": "GB", "EL": "GR"}

_ZONES = {
    "BE": "Europe/Brussels",
    "NL": "Europe/Amsterdam",
    "FI": "Europe/Helsinki",
    "DE": "Europe/Berlin",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "US": "America/New_York",
}


def code(country: str) -> str:
    """The ISO code as the table writes it: capitals, GB for UK, GR for EL."""
    written = country.strip().upper()
    return _ALIASES.get(written, written)


def jurisdictions(country: str) -> tuple[str, ...]:
    """Whose rows may hold for a country, the nearest first: its own, the Union's for its members, everyone's."""
    return (country, EU, ANY) if country in EEA else (country, ANY)


@lru_cache(maxsize=64)
def _zone(country: str) -> ZoneInfo:
    return ZoneInfo(_ZONES.get(country, "Europe/Brussels"))


def local_day(at: datetime, country: str) -> date:
    """The calendar day in a country: a law that begins on 1 July begins at midnight there, not in Greenwich.

    A country of several zones is taken at its east coast, a country without a zone here at Brussels time.
    """
    if at.tzinfo is None:
        raise ValueError(f"the time {at.isoformat()} has no time zone; give it one, e.g. {at.isoformat()}+00:00")
    return at.astimezone(_zone(country)).date()


def start_of_day(day: date, country: str) -> datetime:
    """The midnight a day begins with in a country, in UTC."""
    return datetime.combine(day, time.min, _zone(country)).astimezone(UTC)
