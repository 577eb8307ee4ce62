"""Shopify's orders_export.csv.

One row a line; what belongs to the order stands on its first row only. A line is known by its place in the order, so a
later export with an edited line changes that line. `Subtotal` is what the lines cost together: what it is less than
their sum is the order's discount and is spread over them. Where total = subtotal + shipping + taxes, prices are without
VAT, and the order's VAT is added to its taxable lines. A cancelled, voided, expired or wholly refunded order is kept
with the return of each of its lines; of a partly refunded one the file does not say which line came back.
"""

from __future__ import annotations

import polars as pl

from worthmore.connectors.csv.fields import Choices
from worthmore.connectors.csv.layouts.layout import Layout

CENT = 10_000  # millionths


def _adapt(rows: pl.DataFrame, choices: Choices) -> pl.DataFrame:
    return _with_vat(_spread(rows)).with_columns(status=_status())


def _spread(rows: pl.DataFrame) -> pl.DataFrame:
    """The order's own discount, over its lines in proportion to what they cost."""
    cost = (pl.col("price") * pl.col("quantity")).sum().over("order_id")
    share = pl.when((pl.col("subtotal") >= 0) & (pl.col("subtotal") < cost - CENT)).then(pl.col("subtotal") / cost)
    after = (pl.col("price") * share.fill_null(1.0)).round().cast(pl.Int64)
    taken = (pl.col("price") - after) * pl.col("quantity")
    return rows.with_columns(price=after, discount=pl.col("discount") + taken)


def _with_vat(rows: pl.DataFrame) -> pl.DataFrame:
    """VAT added where the order's own sum shows that its prices are without."""
    before = pl.col("subtotal") + pl.coalesce("shipping", 0)
    on_top = ((pl.col("total") - before - pl.col("taxes")).abs() <= CENT) & (pl.col("taxes") > CENT) & (before > 0)
    rate = pl.when(on_top & pl.col("taxable").fill_null(True)).then(pl.col("taxes") / before).otherwise(0.0)
    return rows.with_columns(
        (pl.col(name) * (1 + rate.fill_null(0.0))).round().cast(pl.Int64).alias(name) for name in ("price", "discount")
    )


def _status() -> pl.Expr:
    """Cancelled when it says so, was voided, or everything was paid back."""
    given_back = (pl.col("refunded") > 0) & (pl.col("refunded") >= pl.col("total"))
    gone = pl.col("cancelled_at").fill_null(False) | given_back.fill_null(False)
    return pl.when(gone).then(pl.lit("cancelled")).otherwise("status")


LAYOUT = Layout(
    name="shopify-orders",
    title="Shopify orders_export.csv",
    content="orders",
    signature=("Name", "Financial Status", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price"),
    columns={
        "Name": "order_id",
        "Email": "email",
        "Financial Status": "status",
        "Currency": "currency",
        "Subtotal": "subtotal",
        "Shipping": "shipping",
        "Taxes": "taxes",
        "Total": "total",
        "Created at": "at",
        "Lineitem quantity": "quantity",
        "Lineitem name": "product_name",
        "Lineitem price": "unit_price",
        "Lineitem sku": "product_id",
        "Lineitem taxable": "taxable",
        "Lineitem discount": "discount",
        "Billing Name": "name",
        "Billing City": "city",
        "Billing Zip": "postcode",
        "Billing Country": "country",
        "Billing Phone": "phone",
        "Cancelled at": "cancelled_at",
        "Refunded Amount": "refunded",
    },
    by_position=True,
    notes=(
        "A line without an SKU is known by its name; a customer by the e-mail address.",
        "Prices are taken to include VAT unless an order's total shows that VAT was added on top.",
    ),
    adapt=_adapt,
)
