"""All contents, and each at work on a file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

import polars as pl

from worthmore.connectors.csv.columns import RELATIONS, Column
from worthmore.connectors.csv.contents import assortment, customers, lines, orders, products
from worthmore.connectors.csv.contents.contract_work import (
    CONTRACTS,
    PLANS,
    USAGE,
    ContractsWork,
    PlansWork,
    UsageWork,
)
from worthmore.connectors.csv.contents.work import Batch, Content, Work, no_strangers
from worthmore.connectors.csv.fields import Check, Recognised
from worthmore.connectors.csv.layouts import Layout
from worthmore.connectors.csv.trouble import Reject
from worthmore.shop.operations import (
    Saved,
    save_attributes,
    save_customers,
    save_needs,
    save_order_lines,
    save_products,
)

ORDERS = Content("orders", orders.FIELDS, orders.WANTED, orders.checks)
PRODUCTS = Content("products", products.FIELDS, products.WANTED, products.checks)
CUSTOMERS = Content("customers", customers.FIELDS, customers.WANTED, customers.checks)
CONTENTS = {content.name: content for content in (ORDERS, PRODUCTS, CUSTOMERS, PLANS, CONTRACTS, USAGE)}


class OrdersWork:
    """Order lines, and what they tell of customers."""

    def __init__(self, file: Recognised, layout: Layout) -> None:
        self._file = file
        self._layout = layout
        self._open = lines.OpenOrder()
        self._opened_at = 0
        self._seen = lines.Seen()
        self._dated: pl.DataFrame | None = None
        self.resume_from: int | None = None
        self.checks: tuple[Check, ...] = layout.checks(file.choices) + orders.checks(file.choices)

    def prepare(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Prices of one, VAT included, and order-level cells on every row, carried on from the chunk before."""
        rows = orders.whole(frame)
        before = self._dated if self._dated is not None else rows.clear()
        carried = orders.carried_on(pl.concat([before, rows]), self._file.fields)
        dated = rows.filter(pl.col("at").is_not_null() & pl.col("order_id").is_not_null() & ~pl.col("bad"))
        self._dated = dated.tail(1) if dated.height else self._dated
        prepared = orders.prepared(carried.slice(before.height), self._file.choices, self._file.fields)
        return self._layout.adapt(prepared, self._file.choices)

    def batch(self, good: pl.DataFrame) -> Batch:
        """Lines with their keys, cancelled ones with their return, and the customers."""
        before = self._open
        rows, self._open = lines.keyed(good, before, self._layout.by_position)
        self.resume_from = self._begin_again(good, before)
        rows = rows.with_columns(cancelled=(pl.col("status") == "cancelled").fill_null(False))
        people = lines.customers(rows, self._file.fields)
        found = lines.order_lines(rows, self._file.fields)

        def save(source: str, at: datetime, without: Collection[str] = ()) -> Saved:
            for frame in people:
                save_customers(source, frame, at)
            kept = found.filter(~pl.col("order_id").is_in(list(without))) if without else found
            return save_order_lines(source, kept, at)

        cancelled = rows.filter(pl.col("cancelled") | (pl.col("quantity") < 0)).height
        duplicates = 0 if self._layout.by_position else rows.filter(pl.col("repeats") > 0).height
        return Batch(save, rows.height, cancelled, duplicates, self._seen.again(rows), rows["order_id"])

    def _begin_again(self, good: pl.DataFrame, before: lines.OpenOrder) -> int | None:
        """The first row of the order left open, or the last dated row if that is earlier, be it good or not."""
        if good.height and self._open.order_id != before.order_id:
            of_open = good.filter(pl.col("order_id") == self._open.order_id)
            self._opened_at = int(of_open["row"].min() or 0)  # type: ignore[arg-type]
        dated = 0 if self._dated is None else int(self._dated["row"][0])
        return min((row for row in (self._opened_at, dated) if row), default=None)


class ProductsWork:
    """Products with their attributes; relations follow when every product is known."""

    def __init__(self, file: Recognised, layout: Layout) -> None:
        self._file = file
        self._layout = layout
        self.resume_from: int | None = None
        self.checks: tuple[Check, ...] = layout.checks(file.choices) + products.checks(file.choices)

    def prepare(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Prices with VAT and category paths."""
        return self._layout.adapt(products.prepared(frame, self._file.choices), self._file.choices)

    def batch(self, good: pl.DataFrame) -> Batch:
        """The products; the kinds of their attributes go with them."""
        columns: Sequence[Column] = self._file.columns
        found, kinds = assortment.products(good, columns), assortment.attributes(columns)

        def save(source: str, at: datetime, without: Collection[str] = ()) -> Saved:
            if kinds.height:
                save_attributes(source, kinds, at)
            return save_products(source, found, at)

        return Batch(save, good.height)


class CustomersWork:
    """Customers."""

    def __init__(self, file: Recognised, layout: Layout) -> None:
        self._file = file
        self.resume_from: int | None = None
        self.checks: tuple[Check, ...] = layout.checks(file.choices) + customers.checks(file.choices)

    def prepare(self, frame: pl.DataFrame) -> pl.DataFrame:
        """One name, and an id for everyone who has an address."""
        return customers.prepared(frame)

    def batch(self, good: pl.DataFrame) -> Batch:
        """The customers, and what they told they need; of a text that may not be kept only the row is told."""
        found, tells = customers.customers(good, self._file.fields), "need" in self._file.fields
        private = customers.private_needs(good) if tells else {}

        def save(source: str, at: datetime, without: Collection[str] = ()) -> Saved:
            saved = save_customers(source, found, at)
            if tells:
                save_needs(source, customers.needs(good, private, at), at)
            return saved

        def left_out(unknown: Sequence[str]) -> list[Reject]:
            heading = next(column.heading for column in self._file.columns if column.field == "need")
            rows = good["row"].to_list()
            return [Reject(rows[place], heading, "…", customers.PRIVATE, whole_row=False) for place in private]

        return Batch(save, good.height, strangers=left_out if private else no_strangers)


_WORKS: dict[str, Callable[[Recognised, Layout], Work]] = {
    "orders": OrdersWork,
    "products": ProductsWork,
    "customers": CustomersWork,
    "plans": PlansWork,
    "contracts": ContractsWork,
    "usage": UsageWork,
}


def work_on(file: Recognised, layout: Layout) -> Work:
    """The content of a file, ready for its first chunk."""
    return _WORKS[file.content](file, layout)


def has_relations(file: Recognised) -> bool:
    """Whether the file says which products belong together."""
    return any(column.field in RELATIONS for column in file.columns)
