"""Whose an answer or an order is that comes in on an offer: nobody's, if the person was erased since.

A token carries the random key of the person the offer was made to, and may be posted long after an erasure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from worthmore.outcomes.operations import record_outcomes
from worthmore.outcomes.rows import AttributionRow, OutcomeRow
from worthmore.shop.queries import known_keys

Row = TypeVar("Row", OutcomeRow, AttributionRow)


def of_the_living(rows: Sequence[Row]) -> list[Row]:
    """The same rows; those under a key that nobody has any more are nobody's. What was sold still counts."""
    known = known_keys(row.person_key for row in rows if row.person_key)
    return [row if row.person_key in known else row._replace(person_key="") for row in rows]


def keep_outcomes(rows: Sequence[OutcomeRow]) -> set[tuple[str, str]]:
    """Keep answers of people who are still there as theirs, all others as nobody's; returns those that were news."""
    return record_outcomes(of_the_living(rows))
