"""What the shop sets, and the sources its facts come from."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import JSONField, Value

from worthmore.shop.models import Setting, Source
from worthmore.shop.operations.revision import next_revision, publish
from worthmore.shop.policy_values import NAMES, PolicyError, accepted

LONGEST_SOURCE = 64


class SourceError(ValueError):
    """A source's name that cannot be used."""


def ensure_source(name: str, at: datetime) -> None:
    """Make the source known; nothing happens when it is."""
    with transaction.atomic():
        source_key(name, at)


def source_key(name: str, at: datetime) -> int:
    """The primary key of the source, which is made known if it is not."""
    if not name.strip() or len(name) > LONGEST_SOURCE or "\0" in name:
        raise SourceError(f"source {name!r}: a source's name has 1 to {LONGEST_SOURCE} characters")
    source, _ = Source.objects.get_or_create(name=name, defaults={"created_at": at})
    return source.pk


def find_source(name: str) -> int:
    """The primary key of a source that is there already; `SourceError` when it is not."""
    found = Source.objects.filter(name=name).values_list("pk", flat=True).first()
    if found is None:
        raise SourceError(f"there is no source {name!r}")
    return found


def set_policy(name: str, value: object, at: datetime) -> None:
    """Set one field of the policy. Raises `PolicyError` naming the field and what is allowed."""
    kept = accepted(name, value)
    with transaction.atomic():
        revision = next_revision()
        known = Setting.objects.filter(name=name).first()
        if known is None or known.value != kept:
            # JSON's null is a value like any other: "no free delivery" may be what the shop has set.
            value = Value(None, JSONField()) if kept is None else kept
            Setting.objects.update_or_create(name=name, defaults={"value": value, "changed_at": at})
            publish(revision)


def reset_policy(name: str) -> None:
    """Give one field of the policy its default again."""
    with transaction.atomic():
        revision = next_revision()
        deleted, _ = Setting.objects.filter(name=name).delete()
        if deleted:
            publish(revision)
        elif name not in NAMES:
            raise PolicyError(f"there is no setting {name!r}; the settings are {', '.join(NAMES)}")
