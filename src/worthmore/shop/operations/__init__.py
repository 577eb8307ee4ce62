"""What the shop knows, to write. Nothing else writes it.

Each operation is one transaction on Django's own connection, and part of the caller's where there is one. Saving the
same again changes nothing, and `Saved` says so.
"""

from worthmore.shop.operations.activity import save_activity, save_satisfaction
from worthmore.shop.operations.catalogue import remove_relations, save_attributes, save_products, save_relations
from worthmore.shop.operations.contracts import save_contracts, save_plans, save_usage
from worthmore.shop.operations.forgetting import Forgotten, forget_source
from worthmore.shop.operations.forgetting_people import PersonForgotten, forget_person
from worthmore.shop.operations.hand_rules import delete_hand_rule, save_hand_rule
from worthmore.shop.operations.needs import SensitiveNeedError, forget_need, save_needs
from worthmore.shop.operations.orders import save_order_lines
from worthmore.shop.operations.owned import ready_owned
from worthmore.shop.operations.people import save_customers
from worthmore.shop.operations.rectifying import PersonCorrected, correct_person
from worthmore.shop.operations.saved import Saved
from worthmore.shop.operations.sensitivity import set_sensitive
from worthmore.shop.operations.settings import SourceError, ensure_source, reset_policy, set_policy
from worthmore.shop.operations.standing import save_cases, save_order_states
from worthmore.shop.operations.vouchers import Redeemed, redeem, save_voucher

__all__ = [
    "Forgotten",
    "PersonCorrected",
    "PersonForgotten",
    "Redeemed",
    "Saved",
    "SensitiveNeedError",
    "SourceError",
    "correct_person",
    "delete_hand_rule",
    "ensure_source",
    "forget_need",
    "forget_person",
    "forget_source",
    "ready_owned",
    "redeem",
    "remove_relations",
    "reset_policy",
    "save_activity",
    "save_attributes",
    "save_cases",
    "save_contracts",
    "save_customers",
    "save_hand_rule",
    "save_needs",
    "save_order_lines",
    "save_order_states",
    "save_plans",
    "save_products",
    "save_relations",
    "save_satisfaction",
    "save_usage",
    "save_voucher",
    "set_policy",
    "set_sensitive",
]
