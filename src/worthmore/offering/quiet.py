"""When no telephone should ring for an offer: by the clock, the week and the feast days of where a person lives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.core import get_global

from worthmore.decide.ports import Quiet
from worthmore.law.duties import duties
from worthmore.law.table import RuleTable, Topic
from worthmore.vocabulary.contact_caps import CALLS
from worthmore.vocabulary.permission import Audience, Channel
from worthmore.vocabulary.policy import Policy

SUNDAY = 6
UNKNOWN = "the country is not known, so nobody can say what time it is there; calls and texts need one"


def quiet_times(policy: Policy, table: RuleTable) -> Quiet:
    """The times of the shop's settings, Sundays and public holidays, and for calls narrower hours of the law.

    Where a country has several time zones, or feast days that differ by region, all of them must be at a good time:
    where in it somebody lives is not known well enough.
    """

    def quiet(channel: Channel, country: str, at: datetime) -> str | None:
        zones = zones_of(country)
        if not zones:
            return UNKNOWN
        found = (why for zone in zones if (why := _quiet_in(zone, country, at, policy)) is not None)
        first = next(found, None)
        if first is None and channel in CALLS:
            return _by_law(table, country, zones, at)
        return first

    return quiet


def zones_of(country: str) -> tuple[ZoneInfo, ...]:
    """The time zones of a country (ISO 3166 alpha-2), by the Unicode CLDR; none for an unknown one."""
    return tuple(map(ZoneInfo, _names().get(country, ()))) if country else ()


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, ...]]:
    return {country: tuple(zones) for country, zones in get_global("territory_zones").items()}


def _quiet_in(zone: ZoneInfo, country: str, at: datetime, policy: Policy) -> str | None:
    local = at.astimezone(zone)
    if not policy.quiet_until <= local.hour < policy.quiet_from:
        rest = f"{policy.quiet_from}:00 to {policy.quiet_until:02}:00"
        return f"it is {local:%H:%M} in {zone.key}; calls and texts rest from {rest}"
    if local.weekday() == SUNDAY:
        return f"it is Sunday in {zone.key}; calls and texts rest on Sundays"
    feasts = feast_days(country, local.year)
    if feasts is None:
        return f"the feast days of {country} are not known, so today may be one; calls and texts need to know"
    name = feasts.get(local.date())
    return None if name is None else f"it is {name} in {country}; calls and texts rest on public holidays"


@lru_cache(maxsize=64)
def feast_days(country: str, year: int) -> Mapping[date, str] | None:
    """The public holidays of a country in a year, those of any of its regions too; None where nobody knows them."""
    import holidays  # takes most of a second, and only who calls or texts needs it

    regions = holidays.list_supported_countries().get(country)
    if regions is None:
        return None
    found: dict[date, str] = {}
    for region in (None, *regions):
        for day, name in holidays.country_holidays(country, subdiv=region, years=year).items():
            found.setdefault(day, name)
    return found


def _by_law(table: RuleTable, country: str, zones: Iterable[ZoneInfo], at: datetime) -> str | None:
    """Calling hours that a row of the rule table sets for the country (`hours`, `weekdays`)."""
    for rule in duties(table, Topic.PERMISSION, country, Audience.B2C, at):
        hours, days = rule.values.get("hours"), rule.values.get("weekdays")
        if not isinstance(hours, list | tuple) or not rule.channels & CALLS:
            continue
        for zone in zones:
            local = at.astimezone(zone)
            within = any(begin <= local.time() < end for begin, end in _spans(hours))
            if not within or (isinstance(days, list | tuple) and local.isoweekday() not in days):
                return f"it is {local:%A %H:%M} in {zone.key}, outside the calling hours of {rule.law} (rule {rule.id})"
    return None


def _spans(hours: Iterable[object]) -> Iterator[tuple[time, time]]:
    """ "10:00-13:00" as two times."""
    for span in hours:
        begin, _, end = str(span).partition("-")
        yield time.fromisoformat(begin), time.fromisoformat(end)
