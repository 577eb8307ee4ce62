"""What a person told us they need, and taking it out again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from worthmore.customer_pages.visit import Visit
from worthmore.decide.person.phrases import language as words_of
from worthmore.shop.columns import NEEDS
from worthmore.shop.operations import SensitiveNeedError, forget_need, save_needs
from worthmore.shop.queries import ToldNeed, told_needs

SHORTEST, LONGEST = 2, 500


@dataclass(frozen=True, slots=True)
class Told:
    """One need as the page shows it: `value` names it in the form, `meant` is what we understood, "" only words."""

    value: str
    text: str
    meant: str
    at: datetime | None


def told(visit: Visit) -> list[Told]:
    """Everything the person told, newest first."""
    reasons = words_of(visit.language).reasons
    return [
        Told(_named(one), one.need.text, reasons.get(one.need.concept, ""), one.need.told_at)
        for one in told_needs(visit.key)
    ]


def tell(visit: Visit) -> str:
    """Keep what they typed; the code of what the page then says."""
    text = " ".join(visit.fields.get("need", "").replace("\x00", "").split())
    if len(text) < SHORTEST or not visit.person.customers:
        return "need-short"
    customer = visit.person.customers[0]
    # The same words again are the same need, so that sending the form twice tells it once.
    id_ = hashlib.sha256(f"{visit.key} {text}".encode("utf-8", "replace")).hexdigest()[:32]
    row = {
        "external_id": f"form-{id_}",
        "customer_id": customer.id,
        "text": text[:LONGEST].encode("utf-8", "replace").decode(),
        "language": visit.language,
        "told": "form",
        "at": visit.at,
    }
    try:
        save_needs(customer.source, pl.DataFrame([row], schema={name: NEEDS.schema[name] for name in row}), visit.at)
    except SensitiveNeedError:
        return "need-private"
    return "need-told"


def take_out(visit: Visit, value: str) -> str:
    """Take out one of their needs; the code of what the page then says."""
    found = next((one for one in told_needs(visit.key) if _named(one) == value), None)
    gone = found is not None and forget_need(visit.key, found.source, found.id)
    return "need-gone" if gone else "unchanged-needs"


def _named(one: ToldNeed) -> str:
    """What names a need in a form: the shop's own ids may hold anything, and a browser changes line breaks."""
    return hashlib.sha256(f"{one.source}\0{one.id}".encode("utf-8", "replace")).hexdigest()[:24]
