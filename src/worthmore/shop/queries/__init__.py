"""What the shop knows, to read. Nothing here writes."""

from worthmore.shop.queries.bought import Placed
from worthmore.shop.queries.browse_customers import (
    CustomerFound,
    CustomerPage,
    KnownAs,
    OrderedLine,
    OrderFound,
    SatisfactionRecord,
    customer,
    find_customers,
    order,
    orders_of,
)
from worthmore.shop.queries.browse_products import PricePoint, ProductFound, ProductPage, find_products, product
from worthmore.shop.queries.cards import customer_of_card
from worthmore.shop.queries.catalogue import Catalogue, attribute_kinds, catalogue
from worthmore.shop.queries.changed_lines import Marks, changed_lines, marks
from worthmore.shop.queries.contracts import contracts, plans
from worthmore.shop.queries.counts import Counts, counts
from worthmore.shop.queries.departments import departments
from worthmore.shop.queries.hand_rules import hand_rules
from worthmore.shop.queries.held import held
from worthmore.shop.queries.identity import (
    CustomerRecord,
    PersonRecord,
    identity,
    known_keys,
    person_key_of,
)
from worthmore.shop.queries.keys import all_keys
from worthmore.shop.queries.lookup import customer_names, keys_by_customer, keys_by_email
from worthmore.shop.queries.needs import ToldNeed, told_needs, understood
from worthmore.shop.queries.order_lines import OrderLines, kept_lines, order_lines
from worthmore.shop.queries.origins import API, orders_from_api
from worthmore.shop.queries.person import PersonFacts, person_facts
from worthmore.shop.queries.price_histories import Prices, price_histories
from worthmore.shop.queries.reach import KnownCustomer, Reach, reach, reach_one, shared_emails
from worthmore.shop.queries.settings import (
    PolicyProblem,
    policy,
    policy_changes,
    policy_problems,
    revision,
    sources,
)
from worthmore.shop.queries.stuck import UnusedContracts, cases_since, unused_contracts
from worthmore.shop.queries.troubled import troubled
from worthmore.shop.queries.viewed import viewed
from worthmore.shop.queries.vouchers import RedeemedCode, redeemed_codes, used_up, vouchers

__all__ = [
    "API",
    "Catalogue",
    "Counts",
    "CustomerFound",
    "CustomerPage",
    "CustomerRecord",
    "KnownAs",
    "KnownCustomer",
    "Marks",
    "OrderFound",
    "OrderLines",
    "OrderedLine",
    "PersonFacts",
    "PersonRecord",
    "Placed",
    "PolicyProblem",
    "PricePoint",
    "Prices",
    "ProductFound",
    "ProductPage",
    "Reach",
    "RedeemedCode",
    "SatisfactionRecord",
    "ToldNeed",
    "UnusedContracts",
    "all_keys",
    "attribute_kinds",
    "cases_since",
    "catalogue",
    "changed_lines",
    "contracts",
    "counts",
    "customer",
    "customer_names",
    "customer_of_card",
    "departments",
    "find_customers",
    "find_products",
    "hand_rules",
    "held",
    "identity",
    "kept_lines",
    "keys_by_customer",
    "keys_by_email",
    "known_keys",
    "marks",
    "order",
    "order_lines",
    "orders_from_api",
    "orders_of",
    "person_facts",
    "person_key_of",
    "plans",
    "policy",
    "policy_changes",
    "policy_problems",
    "price_histories",
    "product",
    "reach",
    "reach_one",
    "redeemed_codes",
    "revision",
    "shared_emails",
    "sources",
    "told_needs",
    "troubled",
    "understood",
    "unused_contracts",
    "used_up",
    "viewed",
    "vouchers",
]
