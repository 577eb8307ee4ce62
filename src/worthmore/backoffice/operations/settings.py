"""Changing what the shop has set, written down with what it was before."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from worthmore.backoffice.acts import Act
from worthmore.backoffice.operations.audit import record
from worthmore.shop import operations as shop
from worthmore.shop.queries import policy


def change_setting(name: str, value: object, at: datetime, by: int | None = None, reason: str = "") -> bool:
    """Set one field of the policy; False when it had that value. Raises `PolicyError` when it may not have it.

    With a `reason` it is a rule of the house that is loosened, and the log calls it that.
    """
    with transaction.atomic():
        before = asdict(policy()).get(name)
        shop.set_policy(name, value, at)
        return _written(name, before, at, by, reason)


def reset_setting(name: str, at: datetime, by: int | None = None) -> bool:
    """Give one field its default again; False when it had that. Raises `PolicyError` when there is no such field."""
    with transaction.atomic():
        before = asdict(policy()).get(name)
        shop.reset_policy(name)
        return _written(name, before, at, by, "")


def _written(name: str, before: object, at: datetime, by: int | None, reason: str) -> bool:
    after = asdict(policy())[name]
    if after == before:
        return False
    detail = {"setting": name, "from": shown(before), "to": shown(after)}
    if reason:
        record(Act.RULE_OVERRIDDEN, at, by, detail={**detail, "reason": reason})
    else:
        record(Act.SETTING_CHANGED, at, by, detail=detail)
    return True


def shown(value: object) -> str:
    """A value as the log keeps it."""
    return value if isinstance(value, str) else json.dumps(value)
