"""What a shop owes consumers of a country at the checkout, by the rows of the rule table in force at a moment."""

from __future__ import annotations

from datetime import datetime

from worthmore.law.duties import duties
from worthmore.law.table import Decision, RuleTable, Topic
from worthmore.vocabulary.permission import Audience

PAY_WORDS = "order_button_pay_wording_each_contract"
WITHDRAWAL_FUNCTION = "withdrawal_function_two_step"
GUARANTEE_NOTICE = "harmonised_legal_guarantee_notice"
ENDS_WITH_MAIN = "ancillary_contracts_end_with_main"


def owed(table: RuleTable, what: str, country: str, at: datetime) -> bool:
    """Whether one of the things above is owed; to consumers of an unknown country whatever any country asks."""
    rules = duties(table, Topic.CHECKOUT, country, Audience.B2C, at)
    return any(rule.what == what and rule.decision is Decision.REQUIRE for rule in rules)
