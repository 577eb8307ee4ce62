"""When is something due again: per product, per customer, with how sure that is."""

from worthmore.learn.replenishment.due import Due, Interval, Level, Status
from worthmore.learn.replenishment.estimator import Replenishment
from worthmore.learn.replenishment.next_order import NextOrder, NextOrders
from worthmore.learn.replenishment.purchases import NO_CATEGORY, Own, Purchases, own

__all__ = [
    "NO_CATEGORY",
    "Due",
    "Interval",
    "Level",
    "NextOrder",
    "NextOrders",
    "Own",
    "Purchases",
    "Replenishment",
    "Status",
    "own",
]
