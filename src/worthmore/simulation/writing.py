"""Puts a simulated shop into the database, through the operations any shop's data comes in by."""

from __future__ import annotations

from datetime import datetime, timedelta

from worthmore.shop import operations
from worthmore.simulation.catalogue.assortment import Assortment
from worthmore.simulation.catalogue.beside import lasting, products_beside, relations_beside
from worthmore.simulation.catalogue.frames import attributes, products, relation_rows
from worthmore.simulation.history import Block


def save_assortment(
    source: str, assortment: Assortment, at: datetime, copies: int = 1, priced_at: datetime | None = None
) -> None:
    """Attributes, products and relations; prices are known since `priced_at`, if given."""
    operations.ensure_source(source, at)
    operations.save_attributes(source, attributes(assortment), at)
    operations.save_products(source, products(assortment, at.date() - timedelta(days=1), copies), priced_at or at)
    operations.save_relations(source, relation_rows(assortment, copies), at)


def save_beside(source: str, assortment: Assortment, at: datetime, priced_at: datetime | None = None) -> None:
    """What the demo shop sells and sets by hand beside its assortment."""
    operations.save_products(source, products_beside(), priced_at or at)
    operations.save_products(source, lasting(assortment), priced_at or at)
    operations.save_relations(source, relations_beside(assortment), at)


def save_block(source: str, block: Block, at: datetime) -> int:
    """Customers, orders, satisfaction and activity of some people; how many order lines were new."""
    operations.save_customers(source, block.customers, at)
    saved = operations.save_order_lines(source, block.order_lines, at)
    operations.save_satisfaction(source, block.satisfaction, at)
    operations.save_activity(source, block.activity, at)
    return saved.new
