"""A person's own choices."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from worthmore.consent.models import Preference
from worthmore.consent.queries.preferences import preferences
from worthmore.consent.values import ConsentError, Frequency, Preferences
from worthmore.shop.queries import all_keys

LONGEST_NAME = 64
MOST_NAMES = 200
CHANGES = ("muted", "frequency", "paused_until", "skipped", "asked_at")


def set_preferences(person_key: str, at: datetime, **changes: object) -> Preferences:
    """Change what is named and leave the rest: `muted` (topic names), `frequency`, `paused_until` (None ends a pause),
    `skipped` (occasion → last year, 0 every year; replaces all), `asked_at`.

    Personal suggestions are no preference but an objection: `object_to(…, Channel.ONSITE_PROFILE, …)`.
    """
    checked = {name: _checked(name, value) for name, value in changes.items()}
    with transaction.atomic():
        own, *former = all_keys(person_key)
        # What they chose under former keys goes into this one row; it holds no longer by itself.
        Preference.objects.update_or_create(person_key=own, defaults={**_so_far(own), **checked, "changed_at": at})
        Preference.objects.filter(person_key__in=former).delete()
    return preferences(own)


def _so_far(key: str) -> dict[str, object]:
    held = preferences(key)
    return {
        "muted": sorted(held.muted),
        "frequency": held.frequency.value,
        "paused_until": held.paused_until,
        "skipped": dict(held.skipped),
        "asked_at": held.asked_at,
    }


def _checked(name: str, value: object) -> object:
    if name == "muted" and isinstance(value, Collection) and not isinstance(value, str):
        return sorted({_name(name, one) for one in value})
    if name == "skipped" and isinstance(value, Mapping):
        return {_name(name, occasion): _year(occasion, year) for occasion, year in value.items()}
    if name == "frequency" and isinstance(value, str) and value in tuple(Frequency):
        return Frequency(value).value
    if name in ("paused_until", "asked_at") and (value is None or _is_moment(value)):
        return value
    if name not in CHANGES:
        raise ConsentError(f"there is no preference {name!r}; there are {', '.join(CHANGES)}")
    raise ConsentError(f"{name} cannot be {value!r}")


def _is_moment(value: object) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def _name(field: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_NAME:
        raise ConsentError(f"{field}: {value!r} is not a name of 1 to {LONGEST_NAME} characters")
    return value.strip()


def _year(occasion: str, year: object) -> int:
    if isinstance(year, bool) or not isinstance(year, int) or not (year == 0 or 2000 <= year <= 2200):
        raise ConsentError(f"skipped: {occasion!r} until {year!r}; give a year, or 0 for every year")
    return year
