"""Writing the audit log. There is no way to change an entry: one is added, emptied of a person, or grows too old."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from worthmore.backoffice.acts import Act
from worthmore.backoffice.models import Entry, Member
from worthmore.backoffice.queries.audit import older

LONGEST_VALUE = 500
PART = 500
FEW = 10
"""As many as an assistant may be shown: somebody who finds no more looked for a person, not through a list."""
AGAIN = timedelta(hours=1)


def record(
    act: Act,
    at: datetime,
    who: int | None = None,
    person_key: str = "",
    about: int | None = None,
    detail: Mapping[str, str] | None = None,
) -> None:
    """Add an entry: login `who` did this, with the role they have now, to a customer or to login `about`.

    `detail` holds short texts and never a customer's name, address or number.
    """
    Entry.objects.create(
        at=at,
        who_id=who,
        role=Member.objects.filter(user_id=who).values_list("role", flat=True).first() or "" if who else "",
        act=act.value,
        person_key=person_key,
        about_id=about,
        detail={name: value[:LONGEST_VALUE] for name, value in (detail or {}).items()},
    )


def record_found(at: datetime, who: int | None, keys: Collection[str]) -> None:
    """Add what a search showed to login `who`: each customer where they are few, of more only how many.

    Somebody who types sees the same customers with every letter: within an hour that is one entry.
    """
    shown = dict.fromkeys(keys) if len(keys) <= FEW else {"": None}
    lately = Entry.objects.filter(act=Act.CUSTOMER_FOUND.value, who_id=who, at__gt=at - AGAIN, person_key__in=shown)
    told = set(lately.values_list("person_key", flat=True))
    detail = {"found": str(len(keys))} if len(keys) > FEW else {}
    with transaction.atomic():
        for key in shown:
            if key not in told:
                record(Act.CUSTOMER_FOUND, at, who, key, detail=detail)


def forget_person(keys: Iterable[str]) -> int:
    """Take an erased person's keys out of the log; what was done stays. Returns how many entries were emptied."""
    return Entry.objects.filter(person_key__in=[key for key in keys if key]).update(person_key="")


def forget_old(at: datetime, days: int) -> int:
    """Remove some of what is older than so many days; returns how many entries went. Zero days keeps everything."""
    some = list(older(at, days).values_list("pk", flat=True)[:PART])
    Entry.objects.filter(pk__in=some).delete()
    return len(some)
