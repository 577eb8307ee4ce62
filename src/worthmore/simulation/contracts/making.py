"""Rows of a shop's export, and the values in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

Files = Mapping[str, str]
"""The files of a shop: content ("plans") to the text of a CSV file, in the order in which they are imported."""

FIRST_NAMES = ("Ann", "Bram", "Celine", "Dries", "Eva", "Finn", "Greet", "Hilde", "Ilse", "Jan", "Katrien", "Lars")
LAST_NAMES = ("Peeters", "Janssens", "Maes", "Claes", "Wouters", "Goossens", "De Smet", "Dubois", "Lambert", "Martens")
TOWNS = (("9000", "Gent"), ("2000", "Antwerpen"), ("3000", "Leuven"), ("8000", "Brugge"), ("1000", "Brussel"))
CUSTOMERS = ("customer id", "name", "email", "postcode", "city", "country", "language")


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody to look around as: a customer number and what there is to see."""

    id: str
    name: str
    story: str


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The text of a CSV file; None is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return text.getvalue()


def customers(shop: str, named: Sequence[Somebody], others: int) -> str:
    """The customers: those to look around as, then the rest, by turns called."""
    rows = [(one.id, one.name, f"{one.id}@{shop}.example", *TOWNS[0], "BE", "nl") for one in named]
    for place in range(others):
        name = f"{FIRST_NAMES[place % 12]} {LAST_NAMES[place // 12 % 10]}"
        number = f"{shop[:3]}-{place + 1:04d}"
        rows.append((number, name, f"{number}@{shop}.example", *TOWNS[place % 5], "BE", ("nl", "nl", "en")[place % 3]))
    return table(CUSTOMERS, rows)


def numbers(shop: str, others: int) -> list[str]:
    """The customer numbers of the rest."""
    return [f"{shop[:3]}-{place + 1:04d}" for place in range(others)]


def month_before(day: date, months: int) -> date:
    """The first day of a month before the one of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def days_before(day: date, days: int) -> str:
    """A day, as a file says it."""
    return (day - timedelta(days=days)).isoformat()
