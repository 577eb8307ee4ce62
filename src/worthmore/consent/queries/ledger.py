"""The ledger of one person, whole."""

from __future__ import annotations

from worthmore.consent.models import Entry
from worthmore.consent.values import LedgerRow, Wording
from worthmore.shop.queries import all_keys
from worthmore.vocabulary.permission import Act, Channel, Purpose


def ledger(person_key: str) -> tuple[LedgerRow, ...]:
    """Every row of this person, newest first, also those under former keys; nobody's key has none."""
    rows = Entry.objects.filter(person_key__in=all_keys(person_key)).select_related("text").order_by("-at", "-id")
    return tuple(_row(entry) for entry in rows)


def _row(entry: Entry) -> LedgerRow:
    return LedgerRow(
        id=entry.pk,
        person_key=entry.person_key,
        act=Act(entry.act),
        channel=Channel(entry.channel) if entry.channel else None,
        purpose=Purpose(entry.purpose) if entry.purpose else None,
        sender=entry.sender,
        wording=_wording(entry),
        place=entry.place,
        how=entry.how,
        evidence=entry.evidence,
        own_act=entry.own_act,
        double_opt_in=entry.double_opt_in,
        written=entry.written,
        at=entry.at,
        recorded_at=entry.recorded_at,
        recorded_by=entry.recorded_by,
        source=entry.source,
        reference=entry.reference,
    )


def _wording(entry: Entry) -> Wording | None:
    text = entry.text
    return None if text is None else Wording(text.name, text.version, text.language, text.words)
