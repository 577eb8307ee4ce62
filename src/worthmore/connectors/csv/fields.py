"""The fields a column may feed, and how a cell of each is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

import polars as pl

from worthmore.connectors.csv.cells import amounts, dates, periods, text, words, years
from worthmore.connectors.csv.columns import Column
from worthmore.connectors.csv.trouble import Problem
from worthmore.vocabulary.attributes import Direction
from worthmore.vocabulary.contracts import UNLIMITED

Parse = Callable[[str], Any]
OTHER_CURRENCY = Problem(
    "the amount is in another currency than the file",
    "Give the file a currency column, or import it with --currency if the sign is wrong.",
)
NO_UNIT = Problem(
    "no number, or one in another unit than the heading's",
    "A + or - compares numbers: write the unit in the heading, attribute: Battery (Wh) +, and numbers in its cells.",
)
NEGATIVE = Problem("an amount below zero", "Check the cell.")
NO_CURRENCY = Problem("not a currency", "Write the three-letter code, such as EUR.")


@dataclass(frozen=True, slots=True)
class Choices:
    """How a file's cells are to be read: decided once, from the file and the user's wishes.

    `currency` is what amounts are in where no column says so; `vat_rate` turns a net price into a gross one.
    `rejects_other_currency` is False when a column names each row's currency.
    """

    at: datetime
    zone: tzinfo
    currency: str
    vat_rate: float
    rejects_other_currency: bool = True


Make = Callable[[Column, Choices], Parse]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of cell: how its parser is made, and the type its values have in a frame."""

    make: Make
    dtype: Any
    amounts: bool = False
    dates: bool = False


def _money(column: Column, choices: Choices) -> Parse:
    def parse(cell: str) -> int | Problem | None:
        found = amounts.amount(cell, column.comma)
        if not isinstance(found, amounts.Amount):
            return found
        if choices.rejects_other_currency and found.signs and choices.currency not in found.signs:
            return OTHER_CURRENCY
        return found.millionths

    return parse


def _cost(column: Column, choices: Choices) -> Parse:
    parse = _money(column, choices)

    def above_zero(cell: str) -> int | Problem | None:
        found = parse(cell)
        return NEGATIVE if isinstance(found, int) and found < 0 else found

    return above_zero


def _moment(column: Column, choices: Choices) -> Parse:
    def parse(cell: str) -> int | Problem | None:
        found = dates.moment(cell, column.day_first, choices.zone)
        return round(found.timestamp()) * 1_000_000 if isinstance(found, datetime) else found

    return parse


def _attribute(column: Column, choices: Choices) -> Parse:
    """The value as JSON: a number where it is one, else the text."""
    unit = column.attribute.unit.casefold() if column.attribute else ""
    measured = column.attribute is not None and column.attribute.direction is not Direction.NEUTRAL

    def parse(cell: str) -> str | Problem | None:
        written = text.text_of(cell, 400)
        if written is None:
            return None
        if written.lower() == "nan":
            return amounts.NOT_FINITE
        number = amounts.amount(written.casefold().removesuffix(unit) if unit else written, column.comma)
        if number is amounts.NOT_FINITE:
            return amounts.NOT_FINITE
        is_code = written.lstrip("+").startswith("0") and written.isdigit() and len(written) > 1
        if isinstance(number, amounts.Amount) and not number.signs and not is_code:
            return json.dumps(number.millionths / amounts.UNIT)
        return NO_UNIT if measured else json.dumps(written)

    return parse


def _limit(column: Column, choices: Choices) -> Parse:
    """How much is included, as JSON: a number, or the word for no limit; an empty cell says nothing."""
    unit = column.attribute.unit.casefold() if column.attribute else ""

    def parse(cell: str) -> str | Problem | None:
        written = text.plain(cell).casefold()
        if words.without_limit(written):
            return json.dumps(UNLIMITED)
        found = _amount_of(written.removesuffix(unit) if unit else written, column)
        return json.dumps(found) if isinstance(found, float) else found

    return parse


def _used(column: Column, choices: Choices) -> Parse:
    return lambda cell: _amount_of(cell, column)


def _amount_of(cell: str, column: Column) -> float | Problem | None:
    found = amounts.amount(cell, column.comma)
    if not isinstance(found, amounts.Amount):
        return found
    return NEGATIVE if found.millionths < 0 else found.millionths / amounts.UNIT


def _currency(cell: str) -> str | Problem | None:
    written = text.plain(cell).upper()
    if not written:
        return None
    sign = {"€": "EUR", "£": "GBP", "EURO": "EUR", "EUROS": "EUR"}.get(written, written)
    return sign if len(sign) == 3 and sign.isascii() and sign.isalpha() else NO_CURRENCY


def _read(parse: Parse) -> Make:
    return lambda column, choices: parse


def _line(longest: int) -> Kind:
    return Kind(_read(lambda cell: text.text_of(cell, longest)), pl.String())


CODE = Kind(_read(text.code), pl.String())
NAME = _line(400)
LABEL = _line(200)
PERSON_NAME = _line(200)
CITY = _line(100)
LIST = _line(4000)
MONEY = Kind(_money, pl.Int64(), amounts=True)
COST = Kind(_cost, pl.Int64(), amounts=True)
WHOLE = Kind(lambda column, _: lambda cell: amounts.whole(cell, column.comma), pl.Int64(), amounts=True)
SHARE = Kind(lambda column, _: lambda cell: amounts.share(cell, column.comma), pl.Float64(), amounts=True)
MOMENT = Kind(_moment, pl.Int64(), dates=True)
DAY = Kind(lambda column, _: lambda cell: dates.day(cell, column.day_first), pl.Date(), dates=True)
CLOCK = Kind(_read(dates.clock), pl.Int64())
FLAG = Kind(_read(words.flag), pl.Boolean())
EMAIL = Kind(_read(text.email), pl.String())
CARD_NUMBER = Kind(_read(lambda cell: text.code(cell, 64)), pl.String())
PHONE = Kind(_read(text.phone), pl.String())
POSTCODE = Kind(_read(text.postcode), pl.String())
COUNTRY = Kind(_read(words.country), pl.String())
LANGUAGE = Kind(_read(words.language), pl.String())
CHANNEL = Kind(_read(words.channel), pl.String())
SALE_GROUP = Kind(_read(words.sale_group), pl.String())
STATE = Kind(_read(words.state), pl.String())
YEAR = Kind(_read(years.year), pl.Int64())
FILLED = Kind(_read(lambda cell: bool(text.plain(cell)) or None), pl.Boolean())
CURRENCY = Kind(_read(_currency), pl.String())
LIMIT_VALUE = Kind(_limit, pl.String(), amounts=True)
USED = Kind(_used, pl.Float64(), amounts=True)
PERIOD = Kind(lambda column, _: lambda cell: periods.period(cell, column.day_first), pl.Date(), dates=True)
ATTRIBUTE_VALUE = Kind(_attribute, pl.String(), amounts=True)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a content. A bad value in a `needed` field rejects its row; in another it is left out.

    Of a `written` field, cells that a setting decides how to read are also kept as they are written.
    """

    kind: Kind
    says: str
    needed: bool = False
    written: bool = False


def as_written(field: str) -> str:
    """The column that keeps a field's cells as written, where a setting decides how they are read."""
    return f"{field} written"


PEOPLE: Mapping[str, Field] = {
    "customer_id": Field(CODE, "the shop's own id of the customer"),
    "email": Field(EMAIL, "e-mail address"),
    "name": Field(PERSON_NAME, "first and last name"),
    "first_name": Field(PERSON_NAME, "first name"),
    "last_name": Field(PERSON_NAME, "last name"),
    "phone": Field(PHONE, "telephone number"),
    "postcode": Field(POSTCODE, "postal code"),
    "city": Field(CITY, "town"),
    "country": Field(COUNTRY, "country"),
    "language": Field(LANGUAGE, "the language the customer reads"),
}
PERSONAL = tuple(PEOPLE)[1:]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a content must find in a file: one of `fields`, in the order of preference."""

    fields: Sequence[str]
    says: str


@dataclass(frozen=True, slots=True)
class Check:
    """A rule over a whole row: rows where `fails` is true are rejected. `column` names the field whose cell to show.

    `rejects` False: the row is kept, and the shop told.
    """

    column: str
    fails: pl.Expr
    problem: Problem
    rejects: bool = True


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is known of a file once its columns are: the fields it feeds and how their cells are read."""

    content: str
    columns: tuple[Column, ...]
    choices: Choices
    assumptions: tuple[str, ...] = field(default=())

    @property
    def fields(self) -> frozenset[str]:
        """The fields the file has."""
        return frozenset(column.field for column in self.columns)
