"""Online Retail and Online Retail II, the UCI research files of a British gift shop, prices in pounds.

Invoices that begin with C are cancellations: their lines have negative quantities and are kept as returns. A row
without a customer is a guest's order and kept. What is no sale of a product is set apart with its reason: postage and
carriage, manual entries, discounts, samples, fees and commissions, gift vouchers, bad debts, and lines without a price
(stock corrections, damages, gifts). The same product code is written with capital and small letters; it is one product.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from worthmore.connectors.csv.fields import Check, Choices
from worthmore.connectors.csv.layouts.layout import Layout
from worthmore.connectors.csv.trouble import Problem

LEFT_OUT = "It is left out on purpose; nothing to mend."
NO_PRODUCTS = (
    (r"^(?:POST|DOT|C2|C3)$", "postage or carriage, not a product"),
    (r"^M\d?$", "a manual entry, not a product"),
    (r"^(?:D|AMAZONFEE|BANK CHARGES|CRUK|B|ADJUST\d*)$", "a discount, fee, commission or adjustment, not a product"),
    (r"^(?:S|PADS|TEST.*)$", "a sample or test, not a product"),
    (r"^GIFT", "a gift voucher, not a product"),
)


def _adapt(rows: pl.DataFrame, choices: Choices) -> pl.DataFrame:
    return rows.with_columns(product_id=pl.col("product_id").str.to_uppercase())


def _checks(choices: Choices) -> tuple[Check, ...]:
    return tuple(_each())


def _each() -> Iterator[Check]:
    for pattern, reason in NO_PRODUCTS:
        yield Check("product_id", pl.col("product_id").str.contains(pattern), Problem(reason, LEFT_OUT))
    corrected = (pl.col("quantity") < 0) & ~pl.col("order_id").str.starts_with("C")
    yield Check("quantity", corrected, Problem("a correction of the stock, not a sale", LEFT_OUT))


LAYOUT = Layout(
    name="online-retail",
    title="Online Retail (UCI)",
    content="orders",
    signature=(
        "InvoiceNo",
        "StockCode",
        "Description",
        "Quantity",
        "InvoiceDate",
        "UnitPrice",
        "CustomerID",
        "Country",
    ),
    columns={
        "InvoiceNo": "order_id",
        "StockCode": "product_id",
        "Description": "product_name",
        "Quantity": "quantity",
        "InvoiceDate": "at",
        "UnitPrice": "unit_price",
        "CustomerID": "customer_id",
        "Country": "country",
    },
    currency="GBP",
    time_zone="Europe/London",
    notes=("Postage, fees, vouchers, corrections and lines without a price are set apart; cancellations are returns.",),
    adapt=_adapt,
    checks=_checks,
)
SECOND = Layout(
    name="online-retail-2",
    title="Online Retail II (UCI)",
    content="orders",
    signature=("Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID", "Country"),
    columns={
        "Invoice": "order_id",
        "StockCode": "product_id",
        "Description": "product_name",
        "Quantity": "quantity",
        "InvoiceDate": "at",
        "Price": "unit_price",
        "Customer ID": "customer_id",
        "Country": "country",
    },
    currency="GBP",
    time_zone="Europe/London",
    notes=LAYOUT.notes,
    adapt=_adapt,
    checks=_checks,
)
