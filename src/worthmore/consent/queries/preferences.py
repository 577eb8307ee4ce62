"""What people prefer. Of merged people the strictest holds: the longest pause, the rarest frequency, all they skip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from worthmore.consent.models import Entry, Preference
from worthmore.consent.values import Frequency, Preferences
from worthmore.shop.queries import all_keys
from worthmore.vocabulary.permission import Act, Channel

ASK_AGAIN_DAYS = 365
RAREST = tuple(Frequency)


def preferences(person_key: str) -> Preferences:
    """What this person prefers; who never chose anything has the defaults."""
    keys = all_keys(person_key)
    return _together(list(Preference.objects.filter(person_key__in=keys)), _suggestions_off(keys))


def preferences_many(keys: Iterable[str]) -> Mapping[str, Preferences]:
    """`preferences` of several people, by the keys asked for."""
    return {key: preferences(key) for key in keys}


def may_ask(person_key: str, at: datetime) -> bool:
    """Whether they may be asked for a permission: not within 12 months of being asked or of saying no."""
    asked = preferences(person_key).asked_at
    return asked is None or (at - asked).days >= ASK_AGAIN_DAYS


def _together(rows: list[Preference], suggestions_off: bool) -> Preferences:
    skipped: dict[str, int] = {}
    for row in rows:
        for occasion, year in row.skipped.items():
            before = skipped.get(occasion, year)
            skipped[occasion] = 0 if 0 in (before, year) else max(before, year)
    return Preferences(
        muted=frozenset(topic for row in rows for topic in row.muted),
        frequency=max((Frequency(row.frequency) for row in rows), key=RAREST.index, default=Frequency.USUAL),
        paused_until=max((row.paused_until for row in rows if row.paused_until), default=None),
        skipped=skipped,
        suggestions_off=suggestions_off,
        asked_at=max((row.asked_at for row in rows if row.asked_at), default=None),
    )


def _suggestions_off(keys: Iterable[str]) -> bool:
    """Whether the last word on personal suggestions was no; at equal times no."""
    acts = Entry.objects.filter(person_key__in=keys, channel__in=("", Channel.ONSITE_PROFILE.value))
    objected = acts.filter(act=Act.OBJECTED.value).order_by("-at").values_list("at", flat=True).first()
    if objected is None:
        return False
    return not acts.filter(own_act=True, act__in=(Act.LIFTED.value, Act.GIVEN.value), at__gt=objected).exists()
