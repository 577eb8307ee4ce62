"""One list of columns: what each bulk frame holds, said once. `column_checks` checks a frame before it is saved.

An optional column that is absent leaves what is stored as it is. A column that is present says what is so, empty cells
included.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from worthmore.law.goods import SALE_GROUPS
from worthmore.vocabulary.attributes import Direction
from worthmore.vocabulary.products import RelationKind
from worthmore.vocabulary.standing import CaseKind

TOLD_AT = ("form", "till", "api", "preference", "csv")
INT32 = 2**31 - 1
MONEY = 10**15
MOST_DAYS = 36_500
MOMENT = pl.Datetime("us", "UTC")
FIRST_MOMENT = datetime(1900, 1, 1, tzinfo=UTC)
LAST_MOMENT = datetime(2200, 1, 1, tzinfo=UTC)


class ColumnError(ValueError):
    """A frame that cannot be saved: a column is missing, unknown, of the wrong type, or holds a value it may not."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, whether the frame must have it, whether a cell may be empty, and what it says.

    `least` and `most` bound a number; for text, `most` is the longest length in characters and `least` the shortest.
    `allowed` lists the only values; `json` marks text that must be a JSON object, with the types its values may have.
    `default` is what an empty cell means, and an absent column of a new row.
    """

    name: str
    dtype: pl.DataType
    says: str
    required: bool = False
    empty: bool = True
    least: float | None = None
    most: float | None = None
    allowed: tuple[str, ...] = ()
    json: tuple[type, ...] = ()
    default: object = None


@dataclass(frozen=True, slots=True)
class FrameKind:
    """A kind of frame: its columns, and `identity`, the columns that tell one row from another within a source."""

    name: str
    identity: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """Column names with their types, in order; `pl.DataFrame(rows, schema=ORDER_LINES.schema)` always fits."""
        return {column.name: column.dtype for column in self.columns}

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns a frame must have."""
        return tuple(column.name for column in self.columns if column.required)

    def column(self, name: str) -> Column:
        """One column by its name."""
        return next(column for column in self.columns if column.name == name)


def _id(name: str, says: str, most: int = 128, required: bool = True, empty: bool = False) -> Column:
    return Column(name, pl.String(), says, required, empty, least=1, most=most)


def _text(name: str, says: str, most: int, allowed: tuple[str, ...] = (), default: str = "") -> Column:
    return Column(name, pl.String(), says, most=most, allowed=allowed, default=default)


def _json(name: str, says: str, *types: type) -> Column:
    return Column(name, pl.String(), says, json=types, default="{}")


def _currency() -> Column:
    return Column("currency", pl.String(), "three capitals such as EUR", True, False, least=3, most=3)


def _moment(says: str) -> Column:
    return Column("at", MOMENT, says, True, False)


def _told(name: str, says: str) -> Column:
    return Column(name, MOMENT, f"{says}, in UTC; empty: it was not")


PRODUCTS = FrameKind(
    "products",
    ("external_id",),
    (
        _id("external_id", "the shop's own id of the product"),
        Column("name", pl.String(), "what it is called", True, False, least=1, most=400),
        Column("price", pl.Int64(), "what one costs now, minor units, VAT included", True, False, least=0, most=MONEY),
        _currency(),
        _json("names", 'its name per language, as a JSON object such as {"nl": "Stadsfiets"}', str),
        _text("category", 'the path, joined by "/", such as Bicycles/City bikes', 400),
        _text("brand", "the maker", 200),
        Column(
            "cost", pl.Int64(), "what one costs the shop, minor units, without VAT; empty: unknown", most=MONEY, least=0
        ),
        Column("vat_rate", pl.Float64(), "the share of VAT (0.21); empty: the shop's default", least=0, most=1),
        Column("stock", pl.Int64(), "how many there are; empty: not counted", least=-INT32, most=INT32),
        Column("consumable", pl.Boolean(), "whether it is used up and bought again", default=False),
        Column("active_from", pl.Date(), "the first day it is sold; empty: always was"),
        Column("active_until", pl.Date(), "the last day it is sold; empty: no end"),
        _json(
            "attributes",
            'what it is like, as a JSON object such as {"weight": 18.5, "frame": "step-through"}',
            str,
            int,
            float,
        ),
        Column(
            "sensitive",
            pl.Boolean(),
            "whether it concerns health, intimacy, religion or the like; empty: what its name and category suggest",
        ),
        Column("perishable", pl.Boolean(), "whether it spoils or expires soon", default=False),
        Column(
            "financial",
            pl.Boolean(),
            "whether it is insurance, credit or another financial service; empty: what its name and category suggest",
        ),
        _text(
            "sale_group", f"one of {', '.join(SALE_GROUPS)}; empty: what its name and category suggest", 16, SALE_GROUPS
        ),
        Column(
            "lasts_days",
            pl.Int64(),
            "how many days one lasts: until worn out, outgrown, used up or, for a service, due again; empty: unknown",
            least=1,
            most=MOST_DAYS,
        ),
        Column(
            "clearance", pl.Boolean(), "whether it must go: in a campaign of its own and nowhere else", default=False
        ),
        _json("tiers", 'quantity prices, from how many on what one costs, minor units, such as {"100": 90}', int),
        _text("gtin", "the number under its barcode: 8, 12, 13 or 14 digits", 14),
        Column("described", pl.Boolean(), "False when it is only known from an order; absent: True", default=True),
    ),
)

CUSTOMERS = FrameKind(
    "customers",
    ("external_id",),
    (
        _id("external_id", "the shop's own id of the customer"),
        _text("name", "first and last name", 200),
        _text("email", "e-mail address; the same address in two sources is one person", 254),
        _text("phone", "telephone number", 32),
        _text("postcode", "postal code", 16),
        _text("city", "the town they live in", 100),
        _text("country", "country, best as two letters", 64),
        _text("language", "the language they read, such as nl", 8),
        Column(
            "birth_year", pl.Int64(), "the year they were born, as they told; empty: unknown", least=1900, most=2100
        ),
        Column("minor", pl.Boolean(), "whether they are a minor, as they told; empty: unknown"),
        _text("card", "the number of their loyalty card", 64),
    ),
)

ORDER_LINES = FrameKind(
    "order lines",
    ("order_id", "key"),
    (
        _id("order_id", "the shop's own id of the order"),
        _id("key", "tells the lines of one order apart", most=40),
        _id("product_id", "the product's id"),
        _moment("when it was ordered, in UTC"),
        Column("quantity", pl.Int64(), "how many; below zero: returned or cancelled", True, False, -INT32, INT32),
        Column(
            "unit_price", pl.Int64(), "what was paid for one, minor units, VAT included", True, False, -MONEY, MONEY
        ),
        _currency(),
        _id("customer_id", "the customer's id; empty: a guest", required=False, empty=True),
        Column(
            "discount",
            pl.Int64(),
            "minor units off the line, already taken from unit_price",
            least=-MONEY,
            most=MONEY,
            default=0,
        ),
        _text("channel", "where it was sold; absent: web", 8, ("web", "till", "phone"), "web"),
        _text("product_name", "the product's name, used when the product is not known yet", 400),
    ),
)

RELATIONS = FrameKind(
    "relations",
    ("product_id", "other_id", "kind"),
    (
        _id("product_id", "the product"),
        _id("other_id", "the product that belongs to it"),
        Column("kind", pl.String(), "how they belong together", True, False, allowed=tuple(RelationKind)),
        Column("position", pl.Int64(), "its place in the list; absent: 0", least=-INT32, most=INT32, default=0),
    ),
)

ATTRIBUTES = FrameKind(
    "attributes",
    ("name",),
    (
        _id("name", "the attribute's name as the products' attributes use it", most=100),
        _text("unit", "the unit, such as kg", 32),
        _text("direction", "which way is better for the customer; absent: neutral", 8, tuple(Direction), "neutral"),
        Column("need", pl.Boolean(), "whether an upgrade must share it", default=False),
        _json("labels", 'the customer\'s word per language, as a JSON object such as {"nl": "gewicht"}', str),
    ),
)

ACTIVITY = FrameKind(
    "activity",
    ("external_id",),
    (
        _id("external_id", "the shop's own id of the event", most=64),
        Column("kind", pl.String(), "what was done", True, False, allowed=("view", "cart_add", "cart_remove")),
        _id("product_id", "with which product"),
        _moment("when, in UTC"),
        _id("customer_id", "the customer's id; empty: a visitor", required=False, empty=True),
    ),
)

SATISFACTION = FrameKind(
    "satisfaction",
    ("external_id",),
    (
        _id("external_id", "the shop's own id of the record", most=64),
        _id("customer_id", "the customer's id"),
        Column("score", pl.Float64(), "0 (unhappy) to 1 (happy)", True, False, least=0, most=1),
        Column("kind", pl.String(), "what said so: nps, review, complaint, survey", True, False, least=1, most=16),
        _moment("when, in UTC"),
        Column("note", pl.String(), "in the customer's own words", most=10_000, default=""),
    ),
)

CASES = FrameKind(
    "cases",
    ("external_id",),
    (
        _id("external_id", "the shop's own id of the case", most=64),
        _id("customer_id", "the customer's id"),
        Column("kind", pl.String(), "what it is", True, False, allowed=tuple(CaseKind)),
        Column("opened_at", MOMENT, "when it was opened, in UTC; empty: as told before, else now"),
        _told("solved_at", "when it was solved"),
    ),
)

ORDER_STATES = FrameKind(
    "order states",
    ("order_id",),
    (
        _id("order_id", "the shop's own id of the order"),
        _told("promised_at", "when it was to arrive at the latest"),
        _told("delivered_at", "when it arrived"),
        _told("due_at", "when it was to be paid at the latest"),
        _told("paid_at", "when it was paid"),
        _told("reminded_at", "when the last payment reminder went out"),
        _told("returned_at", "when something of it last came back"),
    ),
)

PLANS = FrameKind(
    "plans",
    ("product_id",),
    (
        _id("product_id", "the product that is paid again and again"),
        _text("ladder", "the name shared by the plans that replace each other; empty: none does", 100),
        _text("level", "the step of the ladder, the same for every term of it", 100),
        Column("term_months", pl.Int64(), "how many months its price is for", least=1, most=1200, default=1),
        Column("period_months", pl.Int64(), "how many months its limits are for", least=1, most=1200, default=1),
        _json(
            "limits",
            'what one seat may use, as a JSON object such as {"minutes": 500, "sms": "unlimited"}',
            str,
            int,
            float,
        ),
        _text("features", "what it can do, one name a line", 10_000),
        Column("trial_days", pl.Int64(), "how long it is free to try", least=0, most=3650, default=0),
        _text("next_id", "the product of the plan above it; empty: limits, features and price say", 128),
    ),
)

CONTRACTS = FrameKind(
    "contracts",
    ("external_id",),
    (
        _id("external_id", "the shop's own id of the contract"),
        _id("customer_id", "the customer's id"),
        _id("product_id", "the product or plan it is for"),
        Column("started_at", MOMENT, "when it began, in UTC", True, False),
        _told("renews_at", "when the present term ends and the next begins"),
        _told("trial_until", "until when it is free"),
        _told("ends_at", "when it ends for good"),
        Column("seats", pl.Int64(), "for how many", least=1, most=INT32, default=1),
        Column(
            "unit_price", pl.Int64(), "one seat for one term, minor units; empty: the product's", least=0, most=MONEY
        ),
        Column(
            "currency", pl.String(), "three capitals such as EUR; empty: the product's", least=3, most=3, default=""
        ),
        _text("covers", "ids of the other products on the contract, one a line", 10_000),
        _text("features_tried", "what they tried, one name a line", 10_000),
        _told("last_used_at", "when it was last used"),
    ),
)

USAGE = FrameKind(
    "usage",
    ("contract_id", "counter", "period"),
    (
        _id("contract_id", "the shop's own id of the contract"),
        _id("counter", "what is counted, as the plan's limits call it", most=100),
        Column("period", pl.Date(), "the first day of the period", True, False),
        Column("amount", pl.Float64(), "how much was used in it", True, False, least=0, most=MONEY),
    ),
)

NEEDS = FrameKind(
    "needs",
    ("external_id",),
    (
        _id("external_id", "the shop's own id of what was told", most=64),
        _id("customer_id", "the customer's id"),
        Column("text", pl.String(), "what they told, in their own words", True, False, least=2, most=500),
        _moment("when they told it, in UTC"),
        _text("language", "the language they told it in, such as nl", 8),
        _text("category", 'the part of the assortment it is about, as a path joined by "/"; empty: anything', 400),
        _text("product_id", "the product it must belong to; empty: none", 128),
        _text("told", "where they told it: form, till, api, preference or csv", 16, TOLD_AT, "api"),
        _text("told_by", "who of the shop wrote it down; empty: the customer", 150),
    ),
)

ALL = (
    PRODUCTS,
    CUSTOMERS,
    ORDER_LINES,
    RELATIONS,
    ATTRIBUTES,
    ACTIVITY,
    SATISFACTION,
    CASES,
    ORDER_STATES,
    PLANS,
    CONTRACTS,
    USAGE,
    NEEDS,
)
