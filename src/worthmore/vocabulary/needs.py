"""What customers told us they need, and what we understood of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Bound(StrEnum):
    """How a need bounds an attribute."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    IS = "is"
    IS_NOT = "is_not"


PRICE, BRAND = "price", "brand"
"""Attributes every product has; all others are the catalogue's."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing a product must be: `attribute` is a plain name such as "width", `value` a number in `unit`, or a text.

    `about` are plain words of which a product's category or name has one; empty: it holds for every product. A product
    of which the catalogue does not tell the attribute neither meets nor breaks it.
    """

    attribute: str
    bound: Bound
    value: float | str
    unit: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """What one person told once, in their `text`, and the `constraints` we understood.

    `concept` names a need we have words for in every language ("small_kitchen"); "" where we only have the person's.
    `category` is the shop's category path it was told about, empty: anything; `product_id` the product of the shop it
    must belong to, "" none. `where` is where it was told: "form", "till", "api", "preference" or "csv".
    """

    text: str
    constraints: tuple[Constraint, ...] = ()
    concept: str = ""
    category: tuple[str, ...] = ()
    told_at: datetime | None = None
    where: str = ""
    product_id: str = ""
