"""What a person said no to: one indexed read on the way to every offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from worthmore.outcomes.models import Outcome
from worthmore.shop.queries.direct import Statement, read
from worthmore.shop.queries.moments import moment

ANSWERED = Statement(
    "worthmore_answered",
    f"SELECT source, kind, product_id, outcome, offer, at FROM {Outcome._meta.db_table} "  # noqa: S608 - our own table
    "WHERE person_key = %s AND outcome IN ('declined', 'accepted')",
    ("text",),
)


@dataclass(frozen=True, slots=True)
class Refused:
    """`products` of one source: id to when an offer of it was last declined, in whatever channel of that source.

    `kinds`, of all sources: an offer kind to on how many occasions (decisions) offers of it were declined since one was
    last accepted; kinds never declined since are absent.
    """

    products: dict[str, datetime] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)


def refused(source: str, person_key: str, former_keys: Sequence[str] = ()) -> Refused:
    """What this person refused.

    `former_keys` are keys of records that turned out to be the same person; what was refused under them counts too.
    """
    rows = [row for key in (person_key, *former_keys) if key for row in read(ANSWERED, key)]
    return _refused(source, [(*row[:5], moment(row[5])) for row in rows]) if rows else Refused()


Answer = tuple[str, str, str, str, str, datetime]


def _refused(source: str, answers: Sequence[Answer]) -> Refused:
    found, accepted, declined = Refused(), dict[str, datetime](), list[Answer]()
    for one in answers:
        where, kind, product_id, outcome, _, at = one
        if outcome == "accepted":
            accepted[kind] = max(at, accepted.get(kind, at))
            continue
        declined.append(one)
        if where == source:
            found.products[product_id] = max(at, found.products.get(product_id, at))
    occasions = {
        (kind, offer.partition(".")[0])
        for _, kind, _, _, offer, at in declined
        if kind not in accepted or at >= accepted[kind]
    }
    for kind, _ in occasions:
        found.kinds[kind] = found.kinds.get(kind, 0) + 1
    return found
