"""What the shop's own people decided about offers."""

from __future__ import annotations

import logging

from worthmore.shop.hand_rule_values import read
from worthmore.shop.models import HandRule as Row
from worthmore.vocabulary.hand_rules import HandRule, HandRuleError

log = logging.getLogger(__name__)


def hand_rules(source: str) -> tuple[HandRule, ...]:
    """The rules of a source, the oldest first. One that cannot be read is passed over and named in the log."""
    found: list[HandRule] = []
    rows = Row.objects.filter(source__name=source).order_by("id").values_list("rule", "id", "active")
    for text, id_, active in rows:
        try:
            found.append(read(text, id_, active))
        except HandRuleError as error:
            log.warning("%s", error)
    return tuple(found)
