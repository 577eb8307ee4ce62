"""What the audit log keeps of a person: who of the shop saw or changed what of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from worthmore.backoffice.models import Entry
from worthmore.backoffice.operations.audit import forget_old, forget_person
from worthmore.rights.ports import Identity, Record
from worthmore.vocabulary.policy import Policy


def held(identity: Identity) -> Mapping[str, Sequence[Record]]:
    """When their data were seen or changed, how, and in which role; not by whom (CJEU C-579/21, Pankki S)."""
    rows = Entry.objects.filter(person_key__in=identity.keys).order_by("at", "pk")
    return {"seen_by_the_shop": [{"at": row.at, "act": row.act, "role": row.role} for row in rows]}


def erase(identity: Identity) -> int:
    """What was done stays in the log; to whom does not."""
    return forget_person(identity.keys)


def too_old(at: datetime, policy: Policy) -> int:
    """How many entries are older than the shop keeps them."""
    return Entry.objects.filter(at__lt=at - timedelta(days=policy.audit_days)).count()


def remove_old(at: datetime, policy: Policy) -> int:
    """Remove them."""
    return forget_old(at, policy.audit_days)
