"""The shop's tables. Nobody outside this room opens them: read with `queries`, write with `operations`."""

from worthmore.shop.models.catalogue import Attribute, Price, Product, Relation
from worthmore.shop.models.contracts import Contract, Plan, Usage
from worthmore.shop.models.corrections import Correction
from worthmore.shop.models.hand_rules import HandRule
from worthmore.shop.models.needs import Need
from worthmore.shop.models.orders import Order, OrderLine
from worthmore.shop.models.people import Activity, Case, Customer, FormerKey, Owned, Person, Satisfaction
from worthmore.shop.models.settings import Revision, Setting, Source
from worthmore.shop.models.texts import OfferText, Review
from worthmore.shop.models.vouchers import Redemption, Voucher

__all__ = [
    "Activity",
    "Attribute",
    "Case",
    "Contract",
    "Correction",
    "Customer",
    "FormerKey",
    "HandRule",
    "Need",
    "OfferText",
    "Order",
    "OrderLine",
    "Owned",
    "Person",
    "Plan",
    "Price",
    "Product",
    "Redemption",
    "Relation",
    "Review",
    "Revision",
    "Satisfaction",
    "Setting",
    "Source",
    "Usage",
    "Voucher",
]
