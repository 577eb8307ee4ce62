"""Changing hand rules, written down with what the rule was before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from worthmore.backoffice.acts import Act
from worthmore.backoffice.operations.audit import record
from worthmore.decide.hand_rules import sentence
from worthmore.decide.ports import FindProduct
from worthmore.shop import operations as shop
from worthmore.shop.queries import hand_rules, policy
from worthmore.vocabulary.hand_rules import HandRule


def keep_rule(source: str, rule: HandRule, at: datetime, find: FindProduct, by: int | None = None) -> int:
    """Keep a new or changed rule; its id. `HandRuleError` when it cannot be kept."""
    with transaction.atomic():
        before = known(source, rule.id)
        kept = shop.save_hand_rule(source, rule, at)
        if rule != before:
            _written(kept, before, rule, at, find, by)
        return kept


def drop_rule(source: str, rule_id: int, at: datetime, find: FindProduct, by: int | None = None) -> bool:
    """Delete a rule; False when there was none."""
    with transaction.atomic():
        before = known(source, rule_id)
        if before is None or not shop.delete_hand_rule(source, rule_id):
            return False
        _written(rule_id, before, None, at, find, by)
        return True


def known(source: str, rule_id: int) -> HandRule | None:
    """The rule of a source with this id."""
    return next((rule for rule in hand_rules(source) if rule.id == rule_id), None) if rule_id else None


def _written(
    rule_id: int, before: HandRule | None, after: HandRule | None, at: datetime, find: FindProduct, by: int | None
) -> None:
    currency = policy().currency

    def told(rule: HandRule | None) -> str:
        if rule is None:
            return ""
        return sentence(rule, find, currency) + ("" if rule.active else " (off)")

    detail = {"setting": f"hand_rule {rule_id}", "from": told(before), "to": told(after)}
    record(Act.SETTING_CHANGED, at, by, detail=detail)
