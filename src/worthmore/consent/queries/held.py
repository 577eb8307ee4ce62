"""Everything kept of one person's permissions and preferences, as plain values, for whoever asks what is known of them.

Keyed hashes are left out: they say nothing to anybody. A column that is added to one of these tables has its place
here too; the tests of `rights` find one that is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from worthmore.consent.models import Capacity, Entry, Link, Preference, SaleContact

Record = Mapping[str, Any]
ENTRY = {
    "act": "act",
    "channel": "channel",
    "purpose": "purpose",
    "at": "at",
    "sender": "sender",
    "text": "text__name",
    "text_version": "text__version",
    "text_language": "text__language",
    "words": "text__words",
    "place": "place",
    "how": "how",
    "evidence": "evidence",
    "own_act": "own_act",
    "double_opt_in": "double_opt_in",
    "written": "written",
    "source": "source",
    "reference": "reference",
    "recorded_at": "recorded_at",
    "recorded_by": "recorded_by",
}
SALE_CONTACT = (
    "channel",
    "at",
    "by_seller",
    "in_sale",
    "opt_out_offered",
    "negotiated",
    "place",
    "evidence",
    "source",
    "reference",
    "recorded_at",
    "recorded_by",
)
CAPACITY = ("audience", "minor", "recorded_at", "recorded_by")
PREFERENCE = ("muted", "frequency", "paused_until", "skipped", "asked_at", "changed_at")
LINK = ("kind", "channel", "about", "at", "expires_at", "used_at")


def held(person_keys: Sequence[str]) -> dict[str, list[Record]]:
    """Permissions and objections with their proof, how addresses were obtained, preferences, links by their dates."""
    keys = [key for key in person_keys if key]
    return {
        "permissions": _records(Entry, ENTRY, keys, "at"),
        "sale_contacts": _records(SaleContact, _same(SALE_CONTACT), keys, "at"),
        "capacity": _records(Capacity, _same(CAPACITY), keys, "recorded_at"),
        "preferences": _records(Preference, _same(PREFERENCE), keys, "changed_at"),
        "links": _records(Link, _same(LINK), keys, "at"),
    }


def _same(names: Sequence[str]) -> Mapping[str, str]:
    return {name: name for name in names}


def _records(model: Any, fields: Mapping[str, str], keys: Sequence[str], first: str) -> list[Record]:
    rows = model.objects.filter(person_key__in=keys).order_by(first, "pk").values_list(*fields.values())
    return [dict(zip(fields, row, strict=True)) for row in rows]
