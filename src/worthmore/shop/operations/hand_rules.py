"""Writing what the shop's own people decided about offers. Every change publishes a new revision."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from worthmore.shop.hand_rule_values import written
from worthmore.shop.models import HandRule as Row
from worthmore.shop.operations.revision import next_revision, publish
from worthmore.shop.operations.settings import find_source
from worthmore.vocabulary.hand_rules import HandRule, HandRuleError

MOST_RULES = 500


def save_hand_rule(source: str, rule: HandRule, at: datetime) -> int:
    """Keep a rule of a source, a new one (id 0) or a known one; returns its id. `HandRuleError` says what is wrong."""
    with transaction.atomic():
        revision = next_revision()
        rows = Row.objects.filter(source_id=find_source(source))
        values = {"act": rule.act.value, "rule": written(rule), "active": rule.active, "changed_at": at}
        if rule.id:
            if not rows.filter(pk=rule.id).update(**values):
                raise HandRuleError("", f"there is no rule {rule.id} any more; make a new one")
            kept = rule.id
        else:
            if rows.count() >= MOST_RULES:
                raise HandRuleError("", f"there are {MOST_RULES} rules already; delete what is over first")
            kept = Row.objects.create(source_id=find_source(source), **values).pk
        publish(revision)
        return int(kept)


def delete_hand_rule(source: str, rule_id: int) -> bool:
    """Delete a rule; False when there was none."""
    with transaction.atomic():
        revision = next_revision()
        deleted, _ = Row.objects.filter(source_id=find_source(source), pk=rule_id).delete()
        if deleted:
            publish(revision)
        return bool(deleted)
