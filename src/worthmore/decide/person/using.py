"""How much somebody uses what they have a contract for, as far as the shop tells of use at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from worthmore.vocabulary.contracts import Contract
from worthmore.vocabulary.journey import Use
from worthmore.vocabulary.policy import Policy

OFTEN = timedelta(days=7)
"""Used within a week counts as used a lot; our choice: most services report a weekly rhythm of their active users."""
QUIET = timedelta(days=60)
"""Not used for two months counts as hardly used; our choice."""


def uses(contracts: Sequence[Contract], at: datetime) -> Iterator[Use]:
    """The use of every contract in force of which the shop tells how it is used."""
    for contract in contracts:
        if contract.use_known and contract.runs(at):
            yield Use(contract.product_id, contract.started_at, contract.last_used_at)


def hardly_used(use: Use, at: datetime, policy: Policy) -> bool:
    """Whether it lies unused: never touched in the first `help_days`, or not for two months."""
    if use.last_used_at is None:
        return at - use.since >= timedelta(days=policy.help_days)
    return at - use.last_used_at >= QUIET


def used_a_lot(use: Use, at: datetime) -> bool:
    """Whether it was used in the last week."""
    return use.last_used_at is not None and at - use.last_used_at < OFTEN
