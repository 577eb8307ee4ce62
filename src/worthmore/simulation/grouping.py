"""Who of a demo shop is in the control group: a story told of somebody must be theirs to play."""

from __future__ import annotations

from datetime import datetime

import polars as pl
from django.db import transaction

from worthmore.offering.rules import controlled
from worthmore.shop import operations, queries

TRIES = 200  # a person is in the control group by chance, one in ten; so many throws all fail once in a billion


def save_in_group(source: str, row: pl.DataFrame, wanted: bool, at: datetime) -> None:
    """Save one customer of a source so that they are, or are not, in the control group.

    The group goes by a person's key, which is thrown when the person is made: throw again until it suits the story.
    """
    customer_id = str(row["external_id"][0])
    policy = queries.policy()
    is_in_control = controlled(policy)
    for _ in range(TRIES if 0 < policy.control_share < 1 else 0):
        undo = transaction.savepoint()
        operations.save_customers(source, row, at)
        facts = queries.person_facts(source, customer_id)
        if facts is not None and is_in_control(facts.key) == wanted:
            transaction.savepoint_commit(undo)
            return
        transaction.savepoint_rollback(undo)
    operations.save_customers(source, row, at)  # a control group of nobody or everybody cannot suit the story
