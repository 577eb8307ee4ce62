"""Products: prices, stock, categories, attributes and relations."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from worthmore.connectors.csv.cells.amounts import whole
from worthmore.connectors.csv.cells.gtin import gtin
from worthmore.connectors.csv.cells.tiers import tiers
from worthmore.connectors.csv.columns import Column
from worthmore.connectors.csv.contents.money import gross
from worthmore.connectors.csv.fields import (
    CODE,
    COST,
    CURRENCY,
    DAY,
    FLAG,
    LABEL,
    MONEY,
    NAME,
    SALE_GROUP,
    SHARE,
    WHOLE,
    Check,
    Choices,
    Field,
    Kind,
    Parse,
    Wanted,
)
from worthmore.connectors.csv.trouble import Problem
from worthmore.shop.columns import MOST_DAYS

LONGEST_LIFE = Problem(
    f"a number of days that is not between 1 and {MOST_DAYS}", "Write how many days one lasts, such as 365."
)
LOSES = Problem(
    "it is sold at a loss: the price without VAT does not exceed the cost",
    "Correct the price or the cost; until then it is not offered.",
)
FOREIGN = Problem(
    "priced in another currency than the shop's own",
    "It is only offered beside what is priced alike; correct the currency if it is wrong.",
)
GTIN = Kind(lambda column, choices: gtin, pl.String())
TIERS = Kind(lambda column, choices: tiers, pl.String())


def _days(column: Column, choices: Choices) -> Parse:
    def parse(cell: str) -> int | Problem | None:
        found = whole(cell, column.comma)
        return LONGEST_LIFE if isinstance(found, int) and not 1 <= found <= MOST_DAYS else found

    return parse


DAYS = Kind(_days, pl.Int64(), amounts=True)
FIELDS: Mapping[str, Field] = {
    "product_id": Field(CODE, "the product's code, as the orders use it", needed=True),
    "name": Field(NAME, "what it is called"),
    "gtin": Field(GTIN, "the number under its barcode: GTIN, EAN or UPC"),
    "price": Field(MONEY, "price of one, VAT included", needed=True),
    "price_net": Field(MONEY, "price of one, without VAT", needed=True),
    "currency": Field(CURRENCY, "three-letter currency", needed=True),
    "cost": Field(COST, "what one costs the shop, without VAT"),
    "vat_rate": Field(SHARE, "VAT rate: 21, 21 % or 0.21"),
    "stock": Field(WHOLE, "pieces in stock; empty: not counted"),
    "brand": Field(LABEL, "the maker"),
    "category": Field(NAME, "the path: Bicycles > City bikes, or Bicycles/City bikes"),
    "subcategory": Field(NAME, "the next step of the path"),
    "consumable": Field(FLAG, "yes when it is used up and bought again"),
    "sensitive": Field(FLAG, "yes when it concerns health, intimacy, religion and the like; empty: its words decide"),
    "perishable": Field(FLAG, "yes when it spoils or expires soon"),
    "financial": Field(FLAG, "yes for insurance, credit and the like; empty: its words decide"),
    "sale_group": Field(SALE_GROUP, "clothing, shoes, leather or other; empty: its words decide"),
    "lasts_days": Field(DAYS, "how many days one lasts: worn out, outgrown, used up or, for a service, due again"),
    "clearance": Field(FLAG, "yes for what must go: offered in a campaign of its own and nowhere else"),
    "tiers": Field(TIERS, "quantity prices: 50: 0,90; 100: 0,80"),
    "active_from": Field(DAY, "the first day it is sold"),
    "active_until": Field(DAY, "the last day it is sold"),
    # Only in layouts that are known as they are:
    "type": Field(LABEL, "simple, variation, variable"),
    "sale_price": Field(MONEY, "price while on sale"),
    "own_id": Field(CODE, "the shop software's own number"),
    "published": Field(LABEL, "1: on sale; anything else: a draft or private"),
    "in_stock": Field(LABEL, "0: sold out; 1 or backorder: not"),
}
WANTED = (
    Wanted(("product_id", "name"), "the product's code or name"),
    Wanted(("price", "price_net"), "a price"),
)
STEPS = r"\s*(?:>|/|›|»|\\|\|)\s*"


def checks(choices: Choices) -> tuple[Check, ...]:
    """The rules every product must pass."""
    return (
        Check("product_id", pl.col("product_id").is_null(), Problem("no product code", "Fill in the product's code.")),
        Check("price", pl.col("paid").is_null(), Problem("no price", "Fill in the price.")),
        Check("price", pl.col("paid") < 0, Problem("a price below zero", "Check the price.")),
        Check(
            "price",
            pl.col("paid") == 0,
            Problem("a price of 0", "A product without a price cannot be offered; fill in its price."),
        ),
        Check("cost", _loses(choices), LOSES, rejects=False),
        Check("currency", pl.col("currency") != choices.currency, FOREIGN, rejects=False),
    )


def _loses(choices: Choices) -> pl.Expr:
    """Whether the price without VAT does not exceed the cost; false where the cost is not known."""
    net = pl.col("paid") / (1 + pl.coalesce("vat_rate", pl.lit(choices.vat_rate)))
    return (net <= pl.col("cost")).fill_null(value=False)


def prepared(frame: pl.DataFrame, choices: Choices) -> pl.DataFrame:
    """Every field as a column; `paid` is the price with VAT in millionths, `path` the category joined by "/"."""
    blank = [pl.lit(None, field.kind.dtype).alias(name) for name, field in FIELDS.items() if name not in frame.columns]
    rows = frame.with_columns(blank)
    vat = pl.coalesce("vat_rate", pl.lit(choices.vat_rate))
    return rows.with_columns(
        product_id=pl.coalesce("product_id", "own_id", pl.col("name").str.slice(0, 128)),
        name=pl.coalesce("name", "product_id", "own_id"),
        currency=pl.coalesce("currency", pl.lit(choices.currency)),
        paid=pl.coalesce("sale_price", "price", gross(pl.col("price_net"), vat)),
        path=_path(),
    )


def _path() -> pl.Expr:
    """The category as one path; the first of several ("A > B, C > D") is the one that counts."""
    first = pl.when(pl.col("category").str.contains(">")).then(pl.col("category").str.split(",").list.first())
    whole = pl.concat_str(first.otherwise("category"), "subcategory", separator="/", ignore_nulls=True)
    steps = whole.str.replace_all(STEPS, "/").str.replace_all("/{2,}", "/").str.strip_chars("/ ")
    return steps.str.slice(0, 400)
