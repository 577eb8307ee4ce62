"""A product as a decision sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from worthmore.vocabulary.attributes import AttributeValue


class RelationKind(StrEnum):
    """How the shop itself says two products belong together."""

    ACCESSORY = "accessory"
    UPGRADE = "upgrade"
    ALTERNATIVE = "alternative"
    BUNDLE = "bundle"
    COMPATIBLE_WITH = "compatible_with"


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
    name and category, see `worthmore.law.goods`.
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

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("a product needs an id")
        if self.price < 0:
            raise ValueError(f"product {self.id}: price {self.price} is below zero")
        if len(self.currency) != 3:
            raise ValueError(f"product {self.id}: currency {self.currency!r} is not a three-letter code")

    def called(self, language: str) -> str:
        """The product's name in a language, or its plain name."""
        return self.names.get(language) or self.name

    def active_on(self, day: date) -> bool:
        """Whether the shop sells it on that day (both ends included)."""
        return (self.active_from is None or self.active_from <= day) and (
            self.active_until is None or day <= self.active_until
        )
