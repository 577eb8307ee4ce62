"""What people prefer. Of merged people the strictest holds: the longest pause, the rarest frequency, all they skip."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from worthmore.consent.models import Entry, Preference
from worthmore.consent.periods import months_before
from worthmore.consent.values import Frequency, Preferences
from worthmore.shop.queries import all_keys, reach
from worthmore.shop.queries.many import ask
from worthmore.shop.queries.moments import moment
from worthmore.vocabulary.permission import Act, Channel

ASK_AGAIN_MONTHS = 12
RAREST = tuple(Frequency)
NO = (Act.OBJECTED.value, Act.WITHDRAWN.value)
ROWS = """
SELECT held.person_key, held.muted, held.frequency, held.paused_until, held.skipped, held.asked_at
FROM {given} CROSS JOIN consent_preference AS held WHERE held.person_key = given.value
"""
ACTS = """
SELECT held.person_key, held.act, held.own_act, held.at FROM {given} CROSS JOIN consent_entry AS held
WHERE held.person_key = given.value AND held.channel IN ('', 'onsite_profile')
"""


def preferences(person_key: str) -> Preferences:
    """What this person prefers; who never chose anything has the defaults."""
    keys = all_keys(person_key)
    return _together(list(Preference.objects.filter(person_key__in=keys)), _suggestions_off(keys))


def preferences_many(keys: Iterable[str]) -> Mapping[str, Preferences]:
    """`preferences` of many people, by the keys asked for, in few reads."""
    asked = list(dict.fromkeys(keys))
    people = reach(asked)
    everybody = {key: people[key].keys if key in people else (key,) for key in asked}
    rows, refusals = defaultdict(list), defaultdict(list)
    every_key = list({key for own in everybody.values() for key in own})
    for key, *values in ask(ROWS, every_key):
        rows[key].append(_row(*values))
    for key, act, own_act, at in ask(ACTS, every_key):
        refusals[key].append((act, bool(own_act), moment(at)))
    return {
        key: _together(
            [row for one in own for row in rows.get(one, ())],
            _off([row for one in own for row in refusals.get(one, ())]),
        )
        for key, own in everybody.items()
    }


def may_ask(person_key: str, at: datetime) -> bool:
    """Whether they may be asked for a permission: not within 12 months of being asked or of saying no."""
    keys = all_keys(person_key)
    refused = Entry.objects.filter(person_key__in=keys, act__in=NO).order_by("-at").values_list("at", flat=True).first()
    asked = max(filter(None, (preferences(person_key).asked_at, refused)), default=None)
    return asked is None or asked <= months_before(at, ASK_AGAIN_MONTHS)


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
    acts = Entry.objects.filter(person_key__in=keys, channel__in=("", Channel.ONSITE_PROFILE.value))
    return _off(list(acts.values_list("act", "own_act", "at")))


def _off(acts: list[tuple[str, bool, datetime]]) -> bool:
    """Whether the last word on personal suggestions was no; at equal times no, and only their own act is a yes."""
    refused = max((at for act, _, at in acts if act in NO), default=None)
    return refused is not None and not any(own and act not in NO and at > refused for act, own, at in acts)


def _row(muted: Any, frequency: str, paused_until: Any, skipped: Any, asked_at: Any) -> Preference:
    return Preference(
        muted=json.loads(muted) if isinstance(muted, str) else muted,
        frequency=frequency,
        paused_until=None if paused_until is None else moment(paused_until),
        skipped=json.loads(skipped) if isinstance(skipped, str) else skipped,
        asked_at=None if asked_at is None else moment(asked_at),
    )
