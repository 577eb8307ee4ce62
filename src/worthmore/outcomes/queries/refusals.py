"""What a person said no to: one indexed read on the way to every offer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from worthmore.outcomes.models import Outcome
from worthmore.shop.queries.direct import Statement, read
from worthmore.shop.queries.moments import moment

DECLINED = Statement(
    "worthmore_declined",
    f"SELECT product_id, at FROM {Outcome._meta.db_table} "  # noqa: S608 - the name of this room's own table
    "WHERE person_key = %s AND source = %s AND outcome = 'declined'",
    ("text", "text"),
)


def refused(source: str, person_key: str, former_keys: Sequence[str] = ()) -> dict[str, datetime]:
    """Product id to when an offer of it was last declined, in whatever channel of that source.

    `former_keys` are keys of records that turned out to be the same person; what was refused under them counts too.
    """
    last: dict[str, datetime] = {}
    for key in filter(None, (person_key, *former_keys)):
        for product_id, value in read(DECLINED, key, source):
            at = moment(value)
            if product_id not in last or last[product_id] < at:
                last[product_id] = at
    return last
