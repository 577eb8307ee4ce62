"""One list of columns: what each bulk frame holds, said once, and checked before anything is saved.

`check(frame, ORDER_LINES)` returns the frame in the listed order and exact types, or raises `ColumnError` saying what
is wrong, where, and how to mend it. `faults(frame, ORDER_LINES)` lists every bad value by row instead, so that an
importer can set the bad rows apart and keep the good ones.

An optional column that is absent leaves what is stored as it is. A column that is present says what is so, empty cells
included.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import repeat

import polars as pl

from worthmore.vocabulary.attributes import Direction
from worthmore.vocabulary.products import RelationKind

INT32 = 2**31 - 1
MONEY = 10**15
MOMENT = pl.Datetime("us", "UTC")
FIRST_MOMENT = datetime(1900, 1, 1, tzinfo=UTC)
LAST_MOMENT = datetime(2200, 1, 1, tzinfo=UTC)

ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


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

ALL = (PRODUCTS, CUSTOMERS, ORDER_LINES, RELATIONS, ATTRIBUTES, ACTIVITY, SATISFACTION)


def check(frame: pl.DataFrame, kind: FrameKind) -> pl.DataFrame:
    """The frame with its columns in the listed order and exact types. Raises `ColumnError` for anything else."""
    typed = conform(frame, kind)
    found = faults(typed, kind)
    if found.height:
        first = found.row(0, named=True)
        more = f" (and {found.height - 1} more)" if found.height > 1 else ""
        raise ColumnError(f"{kind.name}, row {first['row']}, column {first['column']}: {first['reason']}{more}")
    return typed


def conform(frame: pl.DataFrame, kind: FrameKind) -> pl.DataFrame:
    """The frame with columns in the listed order and exact types; looks at names and types only, not at values."""
    unknown = [name for name in frame.columns if name not in kind.schema]
    if unknown:
        raise ColumnError(f"{kind.name}: unknown column {', '.join(unknown)}; the columns are {', '.join(kind.schema)}")
    missing = [name for name in kind.required if name not in frame.columns]
    if missing:
        raise ColumnError(f"{kind.name}: column {', '.join(missing)} is missing; {kind.column(missing[0]).says}")
    given = [column for column in kind.columns if column.name in frame.columns]
    for column in given:
        _check_dtype(frame.schema[column.name], column, kind)
    try:
        return frame.select(_typed(column) for column in given)
    except pl.exceptions.InvalidOperationError as error:
        raise ColumnError(f"{kind.name}: {error}") from error


def faults(frame: pl.DataFrame, kind: FrameKind) -> pl.DataFrame:
    """Every value that may not be saved, one row each: row (from 0), column, value (as text), reason."""
    typed = conform(frame, kind)
    found = [_faults(typed, kind.column(name)) for name in _doubtful(typed, kind)]
    schema = {"row": pl.Int64(), "column": pl.String(), "value": pl.String(), "reason": pl.String()}
    return pl.concat([pl.DataFrame(schema=schema), *found]).sort("row", maintain_order=True)


def _doubtful(typed: pl.DataFrame, kind: FrameKind) -> list[str]:
    """The columns with any bad value, found in one pass: nearly always none."""
    given = [column for column in kind.columns if column.name in typed.columns]
    bad = typed.select(_any_bad(column).alias(column.name) for column in given if not column.json).row(0, named=True)
    objects = [column.name for column in given if column.json and _not_objects(typed[column.name], column).any()]
    return [column.name for column in given if bad.get(column.name) or column.name in objects]


def _typed(column: Column) -> pl.Expr:
    """The column in its type; an empty text means an empty cell where only some texts will do."""
    value = pl.col(column.name).cast(column.dtype)
    if column.empty and column.dtype == pl.String() and (column.least or column.allowed or column.json):
        return value.replace("", None)
    return value


def _check_dtype(found: pl.DataType, column: Column, kind: FrameKind) -> None:
    """Refuse a type that cannot hold the column's values; wider and narrower numbers and coded text are fine."""
    if found == column.dtype or (found == pl.Null() and column.empty):
        return
    fits = {
        pl.Int64(): found.is_integer(),
        pl.Float64(): found.is_numeric(),
        pl.String(): isinstance(found, pl.Categorical | pl.Enum),
        MOMENT: isinstance(found, pl.Datetime) and found.time_zone is not None,
    }
    if fits.get(column.dtype, False):
        return
    hint = "; give it a time zone with .dt.replace_time_zone" if isinstance(found, pl.Datetime) else ""
    raise ColumnError(f"{kind.name}: column {column.name} is {found}, it must be {column.dtype}{hint}")


def _faults(frame: pl.DataFrame, column: Column) -> pl.DataFrame:
    rules: Sequence[tuple[pl.Expr | pl.Series, str]] = _rules(column)
    if column.json:
        kinds = "text" if column.json == (str,) else "text and numbers"
        rules = [(_not_objects(frame[column.name], column), f"is not a JSON object of {kinds}")]
    return frame.select(
        row=pl.int_range(pl.len(), dtype=pl.Int64),
        column=pl.lit(column.name),
        value=pl.col(column.name).cast(pl.String).str.slice(0, 200),
        reason=pl.coalesce(pl.when(wrong).then(pl.lit(why)) for wrong, why in rules),
    ).filter(pl.col("reason").is_not_null())


@cache
def _any_bad(column: Column) -> pl.Expr:
    wrong = [wrong for wrong, _ in _rules(column)]
    return pl.any_horizontal(wrong).any() if wrong else pl.lit(False)


@cache
def _rules(column: Column) -> tuple[tuple[pl.Expr, str], ...]:
    """What may be wrong with a value, and the words for it."""
    value = pl.col(column.name)
    rules = [] if column.empty else [(value.is_null(), f"is empty; it must hold {column.says}")]
    if column.allowed:
        rules += [(~value.is_in(column.allowed), f"must be one of {', '.join(column.allowed)}")]
    if column.dtype == pl.String():
        rules += _text_rules(value, column)
    elif column.dtype == MOMENT:
        rules += [(~value.is_between(FIRST_MOMENT, LAST_MOMENT), "must lie between the years 1900 and 2200")]
    elif column.least is not None and column.most is not None:
        bounds = f"must lie between {column.least:.15g} and {column.most:.15g}"
        rules += [(~value.is_between(column.least, column.most), bounds)]
    return tuple(rules)


def _text_rules(value: pl.Expr, column: Column) -> Iterable[tuple[pl.Expr, str]]:
    if column.least:
        yield value.str.len_chars() < column.least, f"is too short; it must hold {column.says}"
    if column.most is not None:
        yield value.str.len_chars() > column.most, f"is longer than {column.most:g} characters; shorten it"
    yield value.str.contains("\0", literal=True), "holds a NUL character; take it out"
    if column.name == "currency":
        yield ~value.str.contains(r"^[A-Z]{3}$"), "is not a three-letter code in capitals such as EUR"


def _not_objects(texts: pl.Series, column: Column) -> pl.Series:
    wrong = [text is not None and canonical(text, column.json) is None for text in texts]
    return pl.Series(wrong, dtype=pl.Boolean)


def canonical(text: str, types: tuple[type, ...] = (str, int, float)) -> str | None:
    """A JSON object in the one spelling that is stored, empty values left out; None when it is not such an object."""
    try:
        value = json.loads(text)
        kept = {name: item for name, item in value.items() if item is not None}
        spelled = ENCODER.encode(kept)
        spelled.encode()
    except (ValueError, AttributeError, RecursionError):
        return None
    return spelled if all(map(_is_plain, kept, kept.values(), repeat(types))) else None


def _is_plain(name: str, item: object, types: tuple[type, ...]) -> bool:
    if not isinstance(item, types) or "\0" in name:
        return False
    return "\0" not in item if isinstance(item, str) else abs(item) <= MONEY  # type: ignore[arg-type]
