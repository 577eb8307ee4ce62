"""A product as a decision sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from worthmore.vocabulary.attributes import AttributeValue
from worthmore.vocabulary.bidi import isolated


class RelationKind(StrEnum):
    """How the shop itself says two products belong together: the first has, or is, this of the second."""

    ACCESSORY = "accessory"
    UPGRADE = "upgrade"
    ALTERNATIVE = "alternative"
    BUNDLE = "bundle"  # goes beside the first, in one choice
    COMPATIBLE_WITH = "compatible_with"
    CONFLICTS_WITH = "conflicts_with"  # never together
    PROTECTION = "protection"
    SERVICE = "service"
    REPLACEMENT = "replacement"
    NEXT_SIZE = "next_size"
    SIZE_UP = "size_up"
    IMPULSE = "impulse"
    FUNNEL_STEP = "funnel_step"
    PART = "part"  # the first is a set sold for one price; the second is in it
    DEEP_SELL = "deep_sell"  # may be added to a contract of the first
    NEW_VERSION = "new_version"  # the second is new, for those who have the first


BESIDE = frozenset({RelationKind.ACCESSORY, RelationKind.BUNDLE})
"""The relations that put a product beside another, rather than in its place."""


@dataclass(frozen=True, slots=True)
class Product:
    """One thing the shop sells.

    `price` is what a customer pays now for one unit, VAT included, in minor units (cents) of `currency`.
    `cost` is what the shop pays for one unit without VAT, in the same minor units; None: unknown.
    `vat_rate` is a share (0.21); None: the shop's default. `stock` None: not counted. `consumable`: bought again
    when used up, so owning it is no reason not to offer it. `sensitive`: it tells of health, intimacy, religion,
    politics, pregnancy, addiction, debt or grief. `perishable`: it spoils or expires soon. `financial` and
    `sale_group` (clothing, shoes, leather or other) are what the shop said; None and "" leave it to the words of its
    name and category, see `worthmore.law.goods`. `lasts_days` is how many days one lasts: until it is worn out,
    outgrown or used up or, for a service, due again. `clearance`: it must go, so it is offered in a campaign of its own
    and nowhere else. `tiers` are its quantity prices, (from how many on, what one costs then), by rising quantity.
    `gtin` is the number under its barcode, as written; "" unknown.
    """

    id: str
    name: str
    price: int
    currency: str
    category: tuple[str, ...] = ()
    brand: str = ""
    cost: int | None = None
    vat_rate: float | None = None
    stock: int | None = None
    consumable: bool = False
    active_from: date | None = None
    active_until: date | None = None
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    sensitive: bool = False
    perishable: bool = False
    financial: bool | None = None
    sale_group: str = ""
    lasts_days: int | None = None
    clearance: bool = False
    tiers: tuple[tuple[int, int], ...] = ()
    gtin: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("a product needs an id")
        if self.price < 0:
            raise ValueError(f"product {self.id}: price {self.price} is below zero")
        if len(self.currency) != 3:
            raise ValueError(f"product {self.id}: currency {self.currency!r} is not a three-letter code")

    def price_for(self, quantity: int) -> int:
        """What one costs, minor units, when so many are bought together: the highest tier reached, else `price`."""
        price = self.price
        for least, unit_price in self.tiers:
            if quantity >= least:
                price = unit_price
        return price

    def called(self, language: str) -> str:
        """The product's name in a language, or its plain name."""
        return self.names.get(language) or self.name

    def spoken(self, language: str) -> str:
        """That name for the middle of a sentence, where one that reads from right to left must turn nothing else."""
        return isolated(self.called(language))

    def active_on(self, day: date) -> bool:
        """Whether the shop sells it on that day (both ends included)."""
        return (self.active_from is None or self.active_from <= day) and (
            self.active_until is None or day <= self.active_until
        )
