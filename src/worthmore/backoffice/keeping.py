"""What the audit log keeps of a customer, and how it goes away: told to `rights`.

A person may know what was done with their data and when, in which role; not by whom (CJEU C-579/21, Pankki S).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from worthmore.backoffice.operations.audit import forget_old, forget_person
from worthmore.backoffice.queries.audit import about_person, count_older
from worthmore.rights.ports import Identity, Keeper, Record, Sweep, register, register_sweep
from worthmore.vocabulary.policy import Policy


def held(identity: Identity) -> Mapping[str, Sequence[Record]]:
    """What was seen and changed of this person."""
    return {
        "audit_log": [{"at": one.at, "act": one.act, "role": one.role} for one in about_person(identity.keys)],
    }


def erase(identity: Identity) -> int:
    """The log no longer says whom it was about."""
    return forget_person(identity.keys)


def count_old(at: datetime, policy: Policy) -> int:
    """How many entries are older than the log is kept."""
    return count_older(at, policy.audit_days)


def remove_old(at: datetime, policy: Policy) -> int:
    """Remove some of them."""
    return forget_old(at, policy.audit_days)


def tell_rights() -> None:
    """Once, when the application starts."""
    register(Keeper("backoffice", held=held, erase=erase))
    register_sweep(Sweep("audit log", "audit_days", count_old, remove_old))
