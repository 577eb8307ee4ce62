"""The demo shop: some 350 products, two years of orders, and a few customers with names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import transaction

from worthmore.shop import operations, queries
from worthmore.simulation.catalogue.beside import items_beside
from worthmore.simulation.catalogue.reading import demo_assortment
from worthmore.simulation.demo_contracts import save_contracts, save_plans
from worthmore.simulation.demo_people import (
    DEMO_CUSTOMERS,
    named_customers,
    named_order_lines,
    named_satisfaction,
)
from worthmore.simulation.grouping import save_in_group
from worthmore.simulation.history import Plan, history
from worthmore.simulation.reductions import KNOWN_SINCE, reduce_prices
from worthmore.simulation.world import demo_world
from worthmore.simulation.writing import save_assortment, save_beside, save_block

SOURCE = "demo"
SEED = 20
CUSTOMERS = 12_000
FREE_DELIVERY_FROM = 5000
PRINTING_CAPS = {"Printing": 1.5}
SELLER = {"seller": "Vlierhof", "seller_email": "privacy@vlierhof.example"}

Progress = Callable[[str, float], None]

__all__ = ["DEMO_CUSTOMERS", "SOURCE", "Built", "build_demo"]


@dataclass(frozen=True, slots=True)
class Built:
    """What was written; all zero and `already` when the demo shop stood there."""

    products: int = 0
    customers: int = 0
    order_lines: int = 0
    already: bool = False


def build_demo(at: datetime, progress: Progress | None = None, customers: int = CUSTOMERS, seed: int = SEED) -> Built:
    """Write the demo shop with two years of orders up to `at`: wholly or not at all, and once.

    A demo shop that has orders is left as it is, whatever else was done with it since.
    """
    tell = progress or _silent
    if queries.counts(SOURCE).orders:
        return Built(already=True)
    with transaction.atomic():
        tell("Demo shop: products", 0.0)
        save_assortment(SOURCE, demo_assortment(), at, priced_at=at - KNOWN_SINCE)
        save_beside(SOURCE, demo_assortment(), at, priced_at=at - KNOWN_SINCE)
        save_plans(SOURCE, at)
        reduce_prices(SOURCE, demo_assortment(), at)
        _set_caps(at)
        _offer_free_delivery(at)
        _name_seller(at)
        return _write_people(at, tell, customers, np.random.default_rng(seed))


def _write_people(at: datetime, tell: Progress, customers: int, rng: np.random.Generator) -> Built:
    plan = Plan(SOURCE, customers)
    lines = 0
    for block in history(demo_world(), plan, at, rng):
        tell("Demo shop: customers and orders", 0.2 + 0.7 * block.people.first / customers)
        lines += save_block(SOURCE, block, at)
    tell("Demo shop: people to look around as", 0.9)
    lines += _write_named(at)
    tell("Demo shop: ready", 1.0)
    products = len(demo_assortment().items) + len(items_beside())
    return Built(products, customers + len(DEMO_CUSTOMERS), lines)


def _write_named(at: datetime) -> int:
    rows = named_customers()
    for place, one in enumerate(DEMO_CUSTOMERS):
        save_in_group(SOURCE, rows.slice(place, 1), one.in_control, at)
    operations.save_satisfaction(SOURCE, named_satisfaction(at), at)
    save_contracts(SOURCE, at)
    return operations.save_order_lines(SOURCE, named_order_lines(demo_assortment(), at), at).new


def _offer_free_delivery(at: datetime) -> None:
    """So that the cart has something to show; a shop's own choice stays."""
    if queries.policy().free_delivery_from is None:
        operations.set_policy("free_delivery_from", FREE_DELIVERY_FROM, at)


def _set_caps(at: datetime) -> None:
    """Printed things are small and asked for step by step, so more of them may be added; a shop's own choice stays."""
    if not queries.policy().premium_caps:
        operations.set_policy("premium_caps", PRINTING_CAPS, at)


def _name_seller(at: datetime) -> None:
    """So that permissions are given to somebody and customers' pages say whose they are; a shop's own name stays."""
    if not queries.policy().seller:
        for name, value in SELLER.items():
            operations.set_policy(name, value, at)


def _silent(text: str, share: float) -> None:
    """Tell nobody."""
