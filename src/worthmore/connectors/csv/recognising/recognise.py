"""Everything that must be known of a file before its first row is read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from worthmore.connectors.csv.contents.all import CONTENTS
from worthmore.connectors.csv.fields import Choices, Recognised
from worthmore.connectors.csv.layouts import ALL, PLAIN, Layout
from worthmore.connectors.csv.reading.table import Table
from worthmore.connectors.csv.recognising.columns import Match, match_columns
from worthmore.connectors.csv.recognising.finding import find_table
from worthmore.connectors.csv.recognising.survey import Survey, decide, survey
from worthmore.connectors.csv.recognising.words import currency_in
from worthmore.connectors.csv.trouble import CannotImportError
from worthmore.vocabulary.policy import Policy

WITHOUT_MONEY = ("customers", "plans", "usage")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says of a file; None or empty leaves it to the file."""

    source: str = "shop"
    content: str | None = None
    maps: Mapping[str, str] = field(default_factory=dict)
    currency: str | None = None
    time_zone: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    decimal_comma: bool | None = None
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """How one file will be read: where its table is, what its columns mean, and on what assumptions."""

    table: Table
    layout: Layout
    file: Recognised
    unused: tuple[str, ...]
    decisions: tuple[str, ...]
    assumptions: tuple[str, ...]
    source: str
    maps: Mapping[str, str]

    @property
    def headings_digest(self) -> str:
        """What a remembered mapping is kept under."""
        return headings_digest(self.table)


def headings_digest(table: Table) -> str:
    """SHA-256 of the headings in order."""
    return hashlib.sha256("\x1f".join(table.headings).encode("utf-8", "replace")).hexdigest()


def locate(path: Path, wishes: Wishes) -> tuple[Table, Layout]:
    """The table of a file, and the layout it is known as."""
    expected = [heading for heading in wishes.maps if not heading.startswith("#")]
    table = find_table(path, wishes.sheet, wishes.encoding, expected)
    fitting = (layout for layout in ALL if layout.fits(table.headings) and wishes.content in (None, layout.content))
    return table, next(fitting, PLAIN)


def recognise(table: Table, layout: Layout, wishes: Wishes, policy: Policy, at: datetime) -> Plan:
    """The plan for a file. Raises `CannotImportError` when a column it needs is not found."""
    match = match_columns(table.headings, wishes.content, layout, wishes.maps)
    if match.missing:
        raise _incomplete(table, match)
    fields = CONTENTS[match.content].fields
    found = survey(table.rows(), match.columns, fields)
    decided = decide(match.columns, found, table.separator, wishes.decimal_comma, wishes.day_first)
    currency, said = _currency(match, found, layout, wishes, policy)
    zone = wishes.time_zone or layout.time_zone or policy.time_zone
    named = any(column.field == "currency" for column in match.columns)
    choices = Choices(at, ZoneInfo(zone), currency, policy.vat_rate, rejects_other_currency=not named)
    file = Recognised(match.content, decided.columns, choices)
    assumptions = (*said, *decided.assumptions, *_more_assumptions(file), *layout.notes)
    return Plan(table, layout, file, match.unused, decided.decisions, assumptions, wishes.source, dict(wishes.maps))


def _currency(
    match: Match, found: Survey, layout: Layout, wishes: Wishes, policy: Policy
) -> tuple[str, tuple[str, ...]]:
    """What amounts are in where no column says so, and the assumption made, if one was."""
    if wishes.currency or layout.currency:
        return (wishes.currency or layout.currency or "").upper(), ()
    if match.content in WITHOUT_MONEY or any(column.field == "currency" for column in match.columns):
        return policy.currency, ()
    seen = [signs for signs, _ in found.signs.most_common()]
    if seen:
        best = policy.currency if policy.currency in seen[0] else seen[0][0]
        return best, (f"Amounts are in {best}: their currency sign says so.",)
    in_heading = next(filter(None, (currency_in(column.heading) for column in match.columns)), None)
    if in_heading:
        return in_heading, (f"Amounts are in {in_heading}: the heading says so.",)
    return policy.currency, (f"Amounts are taken to be in {policy.currency}; say --currency if they are not.",)


def _more_assumptions(file: Recognised) -> tuple[str, ...]:
    """What is taken for granted because the file has no column for it."""
    fields, found = file.fields, []
    if file.content == "orders":
        if "quantity" not in fields:
            found.append("There is no quantity column: each row is one piece.")
        if "product_id" not in fields:
            found.append("There is no product code: products are known by their names.")
        if not fields & {"customer_id", "email"}:
            found.append("There is no customer column: every order is a guest's.")
        if "discount" in fields and "line_total" not in fields:
            found.append("The price is taken to be before the discount.")
    if fields & {"unit_price_net", "line_total_net", "price_net"} and not fields & {
        "unit_price",
        "line_total",
        "price",
    }:
        rate = "the rate in its column, or " if "vat_rate" in fields else ""
        found.append(f"Prices are without VAT; VAT is added at {rate}{file.choices.vat_rate:.0%}.")
    return tuple(found)


def _incomplete(table: Table, match: Match) -> CannotImportError:
    """Says what was found, what is missing, and the very words that mend it."""
    found = [f"{column.heading!r} is the {column.means}" for column in match.columns]
    known = f"Found in row {table.heading_row}: {'; '.join(found)}." if found else "No heading was recognised."
    first = next(
        wanted.fields[0]
        for wanted in CONTENTS[match.content].wanted
        if not {column.field for column in match.columns} & set(wanted.fields)
    )
    example = match.unused[0] if match.unused else table.headings[0]
    unused = ", ".join(map(repr, match.unused)) or "none"
    return CannotImportError(
        f"{table.path.name} looks like {match.content}, but {' and '.join(match.missing)} cannot be found. {known} "
        f"Not used: {unused}.",
        f'Name the column yourself, for example --map "{example}={first}"; or say what the file holds with --content.',
    )


def with_maps(wishes: Wishes, remembered: Mapping[str, str]) -> Wishes:
    """The wishes with what was remembered of the columns; what the user says now comes first."""
    return replace(wishes, maps={**remembered, **wishes.maps})
