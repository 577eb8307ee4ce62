"""What of this room is older than it is kept, and whose it is."""

from __future__ import annotations

from datetime import datetime

from worthmore.outcomes.models import AttributedOrder, Contact, Decision, Outcome
from worthmore.outcomes.operations.ageing import thick

TABLES = (Decision, Outcome, AttributedOrder, Contact)


def detailed_before(before: datetime) -> int:
    """How many decisions made before that moment still tell what they saw."""
    return thick(before).count()


def person_keys(after: str = "", most: int = 1_000) -> list[str]:
    """The keys people have in this room, sorted, beginning behind `after`; no more than so many."""
    found: set[str] = set()
    for table in TABLES:
        keys = table.objects.filter(person_key__gt=after).order_by("person_key").values_list("person_key", flat=True)
        found.update(keys.distinct()[:most])
    return sorted(found)[:most]
