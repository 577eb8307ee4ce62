"""Orders: one row a line. Reads what shops export and works out what was paid for one piece, VAT included."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import polars as pl

from worthmore.connectors.csv.contents.money import gross
from worthmore.connectors.csv.fields import (
    CHANNEL,
    CLOCK,
    CODE,
    CURRENCY,
    FILLED,
    FLAG,
    MOMENT,
    MONEY,
    NAME,
    PEOPLE,
    SHARE,
    STATE,
    WHOLE,
    Check,
    Choices,
    Field,
    Wanted,
    as_written,
)
from worthmore.connectors.csv.trouble import Problem

FIELDS: Mapping[str, Field] = {
    "order_id": Field(CODE, "the number of the order, invoice or receipt", needed=True),
    "at": Field(MOMENT, "when it was ordered", needed=True),
    "time": Field(CLOCK, "time of day, where the date column has none"),
    "product_id": Field(CODE, "the product's code, as in the products file", needed=True),
    "product_name": Field(NAME, "what the product is called"),
    "quantity": Field(WHOLE, "how many pieces; below zero: returned", needed=True, written=True),
    "unit_price": Field(MONEY, "price of one, VAT included", needed=True, written=True),
    "unit_price_net": Field(MONEY, "price of one, without VAT", needed=True, written=True),
    "line_total": Field(MONEY, "price of the whole line, VAT included", needed=True, written=True),
    "line_total_net": Field(MONEY, "price of the whole line, without VAT", needed=True, written=True),
    "vat_rate": Field(SHARE, "VAT rate of the line"),
    "discount": Field(MONEY, "money off the whole line", written=True),
    "currency": Field(CURRENCY, "three-letter currency", needed=True),
    "channel": Field(CHANNEL, "web, till or phone"),
    "status": Field(STATE, "state of the order; cancelled and refunded orders are kept as returned"),
    **PEOPLE,
    # Only in layouts that are known as they are:
    "cancelled_at": Field(FILLED, "filled when the order was cancelled"),
    "subtotal": Field(MONEY, "what the lines of the order cost together"),
    "taxes": Field(MONEY, "VAT of the order"),
    "shipping": Field(MONEY, "delivery of the order"),
    "total": Field(MONEY, "what the order cost"),
    "refunded": Field(MONEY, "money given back"),
    "taxable": Field(FLAG, "whether VAT is due on the line"),
}
WRITTEN = tuple(as_written(name) for name, field in FIELDS.items() if field.written)
WANTED = (
    Wanted(("order_id",), "the order's number"),
    Wanted(("at",), "the order's date"),
    Wanted(("product_id", "product_name"), "the product's code or name"),
    Wanted(("unit_price", "unit_price_net", "line_total", "line_total_net"), "a price"),
)
ORDER_LEVEL = (
    "at",
    "time",
    "currency",
    "channel",
    "status",
    *PEOPLE,
    "cancelled_at",
    "subtotal",
    "taxes",
    "shipping",
    "total",
    "refunded",
)
MOST_PIECES = 2**31 - 1
DAY = timedelta(days=1)


def _missing(what: str, mend: str) -> Problem:
    return Problem(f"no {what}", mend)


def checks(choices: Choices) -> tuple[Check, ...]:
    """The rules every order line must pass, the first that fails is reported."""
    tomorrow = choices.at + DAY
    return (
        Check("order_id", pl.col("order_id").is_null(), _missing("order number", "Fill in the order's number.")),
        Check("product_id", pl.col("product_id").is_null(), _missing("product", "Fill in the product's code.")),
        Check("at", pl.col("at").is_null(), _missing("date", "Fill in the date, at least on the order's first row.")),
        Check(
            "at",
            pl.col("at") > tomorrow,
            Problem("a date in the future", "Check the day, month and year; see --day-first and --month-first."),
        ),
        Check("quantity", pl.col("quantity").is_null(), _missing("quantity", "Fill in how many pieces.")),
        Check("quantity", pl.col("quantity") == 0, Problem("a quantity of 0", "Nothing was sold; leave the row out.")),
        Check("quantity", pl.col("quantity").abs() > MOST_PIECES, Problem("a quantity too large", "Check the cell.")),
        Check(
            "status",
            pl.col("status") == "no_sale",
            Problem("the order is no sale", "Drafts, quotes and failed payments are left out on purpose."),
        ),
        Check("unit_price", pl.col("listed").is_null(), _missing("price", "Fill in what was paid for one piece.")),
        Check(
            "unit_price",
            pl.col("listed") < 0,
            Problem("a price below zero", "A return has a negative quantity, not a negative price."),
        ),
        Check(
            "unit_price",
            pl.col("listed") == 0,
            Problem(
                "no price: a gift, a sample or a correction",
                "Nothing was paid, so nothing was sold; leave the row out or fill in the price.",
            ),
        ),
        Check(
            "discount",
            pl.col("price") < 0,
            Problem("a discount larger than the line", "Check the discount; it is money off the whole line."),
        ),
    )


def whole(frame: pl.DataFrame) -> pl.DataFrame:
    """Every field as a column."""
    kinds = {name: field.kind.dtype for name, field in FIELDS.items()} | dict.fromkeys(WRITTEN, pl.String())
    blank = [pl.lit(None, dtype).alias(name) for name, dtype in kinds.items() if name not in frame.columns]
    return frame.with_columns(blank).select("row", "bad", *kinds)


def carried_on(frame: pl.DataFrame, fields: frozenset[str]) -> pl.DataFrame:
    """Cells an export fills on an order's first row only, filled in on its other rows.

    A row carries on when its date cell is empty and its order number is empty or that of an order above.
    """
    undated = pl.col("at").is_null() & ~pl.col("bad")
    if not frame.select(undated.any()).item():
        return frame
    above = pl.when(undated & pl.col("order_id").is_null()).then(pl.col("order_id").forward_fill())
    named = frame.with_columns(undated=undated, order_id=above.otherwise("order_id"))
    carried = [name for name in ORDER_LEVEL if name in fields]
    last = (pl.when("undated").then(pl.col(name).forward_fill().over("order_id")).otherwise(name) for name in carried)
    return named.with_columns(part.alias(name) for part, name in zip(last, carried, strict=True)).drop("undated")


def prepared(rows: pl.DataFrame, choices: Choices, fields: frozenset[str]) -> pl.DataFrame:
    """With `listed` and `price` (of one) in millionths, and what the file leaves out filled in."""
    one = pl.lit(1, pl.Int64) if "quantity" not in fields else pl.col("quantity")
    return (
        rows.with_columns(
            quantity=one,
            product_id=pl.coalesce("product_id", pl.col("product_name").str.slice(0, 128)),
            currency=pl.coalesce("currency", pl.lit(choices.currency)),
            customer_id=pl.coalesce("customer_id", "email"),
            at=(pl.col("at") + pl.coalesce("time", 0) * 1_000_000).cast(pl.Datetime("us", "UTC")),
            vat=pl.coalesce("vat_rate", pl.lit(choices.vat_rate)),
            discount=pl.coalesce(pl.col("discount").abs(), 0),
        )
        .with_columns(listed=_listed())
        .with_columns(price=_paid())
    )


def _listed() -> pl.Expr:
    """The price of one before any discount, VAT included, in millionths, from whichever price the file has."""
    pieces = pl.when(pl.col("quantity") != 0).then(pl.col("quantity"))
    of_total = (pl.col("line_total") / pieces).round().cast(pl.Int64)
    of_net_total = gross(pl.col("line_total_net") / pieces, pl.col("vat"))
    return pl.coalesce("unit_price", gross(pl.col("unit_price_net"), pl.col("vat")), of_total, of_net_total)


def _paid() -> pl.Expr:
    """The price of one after the discount; a line total that equals price times quantity shows it was taken already."""
    pieces = pl.col("quantity").abs()
    whole = pl.col("listed").cast(pl.Float64) * pieces
    taken = ((pl.col("line_total").abs() - whole).abs() <= pieces * 10_000).fill_null(False)
    only_total = pl.col("unit_price").is_null() & pl.col("unit_price_net").is_null()
    after = ((whole - pl.col("discount")) / pl.when(pieces > 0).then(pieces)).round().cast(pl.Int64)
    return pl.when((pl.col("discount") == 0) | taken | only_total).then("listed").otherwise(after)
