"""Two people who turn out to be one: everything of the younger becomes the older's."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from worthmore.shop.operations import bulk
from worthmore.shop.operations.owned import refresh_owned

MOVES = (
    "UPDATE shop_customer SET person_id = %s WHERE person_id = %s",
    "UPDATE shop_order SET person_id = %s WHERE person_id = %s",
    "UPDATE shop_activity SET person_id = %s WHERE person_id = %s",
    "UPDATE shop_satisfaction SET person_id = %s WHERE person_id = %s",
    "UPDATE shop_case SET person_id = %s WHERE person_id = %s",
    "UPDATE shop_need SET person_id = %s WHERE person_id = %s",
    "UPDATE shop_review SET person_id = %s WHERE person_id = %s",
    "UPDATE shop_contract SET person_id = %s WHERE person_id = %s",
    "UPDATE shop_formerkey SET person_id = %s WHERE person_id = %s",
    "INSERT INTO shop_formerkey (person_id, key) SELECT %s, key FROM shop_person WHERE id = %s",
)


def merge_sharing_email(claims: pl.DataFrame) -> None:
    """Merge the people of each `email` in the claims (`email`, `person_id`) into the oldest of them."""
    shared = (
        claims.group_by("email").agg(pl.col("person_id").unique().sort()).filter(pl.col("person_id").list.len() > 1)
    )
    moved = [(older, younger) for younger, older in _oldest(shared["person_id"].to_list()).items() if younger != older]
    if not moved:
        return
    for sql in MOVES:
        bulk.run(sql, moved)
    refresh_owned(person for pair in moved for person in pair)
    bulk.run("DELETE FROM shop_person WHERE id = %s", [(younger,) for _, younger in moved])


def _oldest(groups: Iterable[list[int]]) -> dict[int, int]:
    """For everyone in a group the oldest they are linked to, through however many groups."""
    leads: dict[int, int] = {}

    def lead(person: int) -> int:
        while (next_one := leads.setdefault(person, person)) != person:
            leads[person] = leads[next_one]
            person = leads[person]
        return person

    for first, *others in groups:
        for other in others:
            one, two = sorted((lead(first), lead(other)))
            leads[two] = one
    return {person: lead(person) for person in list(leads)}
