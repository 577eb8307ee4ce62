"""The shop's tables. Nobody outside this room opens them: read with `queries`, write with `operations`."""

from worthmore.shop.models.catalogue import Attribute, Price, Product, Relation
from worthmore.shop.models.orders import Order, OrderLine
from worthmore.shop.models.people import Activity, Customer, Person, Satisfaction
from worthmore.shop.models.settings import Setting, Source

__all__ = [
    "Activity",
    "Attribute",
    "Customer",
    "Order",
    "OrderLine",
    "Person",
    "Price",
    "Product",
    "Relation",
    "Satisfaction",
    "Setting",
    "Source",
]
