"""What people told they need, to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from worthmore.shop.models import Need as NeedRow
from worthmore.shop.queries.direct import Statement, read
from worthmore.shop.queries.moments import moment
from worthmore.vocabulary.needs import Constraint, Need

MOST = 20
"""How many of the latest needs a decision looks at; nobody keeps more in mind, and neither do we."""

NEEDS = Statement(
    "worthmore_needs",
    f"""
SELECT text, rules, concept, category, product_id, at, told FROM shop_need
WHERE person_id = %s ORDER BY at DESC, id DESC LIMIT {MOST}
""",  # noqa: S608 - a number of ours
    ("bigint",),
)

_rules = msgspec.json.Decoder(tuple[Constraint, ...]).decode


@dataclass(frozen=True, slots=True)
class ToldNeed:
    """One need as it is shown: the id and source by which it can be taken out, and who wrote it down ("": themself)."""

    source: str
    id: str
    need: Need
    told_by: str = ""


def needs_of(person: int) -> tuple[Need, ...]:
    """The latest needs of the person with this primary key, newest first. For this room's own use."""
    return tuple(map(_need, read(NEEDS, person)))


def told_needs(person_key: str) -> list[ToldNeed]:
    """Everything a person told, newest first."""
    rows = NeedRow.objects.filter(person__key=person_key).select_related("source").order_by("-at", "-pk")
    return [ToldNeed(row.source.name, row.external_id, _of(row), row.told_by) for row in rows]


def understood(source: str, ids: Sequence[str]) -> dict[str, Need]:
    """What is kept of the needs of one source with these ids, in their order."""
    rows = NeedRow.objects.filter(source__name=source, external_id__in=ids)
    found = {row.external_id: _of(row) for row in rows}
    return {id_: found[id_] for id_ in dict.fromkeys(ids) if id_ in found}


def _of(row: NeedRow) -> Need:
    return _need((row.text, row.rules, row.concept, row.category, row.product_id, row.at, row.told))


def _need(row: tuple[Any, ...]) -> Need:
    text, rules, concept, category, product, at, told = row
    path = tuple(step for step in category.split("/") if step)
    told_at: datetime = moment(at)
    return Need(text, _rules(rules) if rules != "[]" else (), concept, path, told_at, told, product)
