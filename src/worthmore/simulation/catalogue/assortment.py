"""The demo shop's products, families and what goes with what, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from worthmore.vocabulary.attributes import AttributeKind, AttributeValue
from worthmore.vocabulary.products import RelationKind

CURRENCY = "EUR"


@dataclass(frozen=True, slots=True)
class Item:
    """One product. `popular` is how often it is chosen among its family, other things being equal.

    `fits` holds the values of a main product's attribute it goes with; empty: it goes with all. `stock` None: not
    counted (a service). `retired` products are no longer sold but stand in older orders.
    """

    id: str
    family: str
    brand: str
    names: Mapping[str, str]
    price: int
    cost: int
    stock: int | None
    popular: float
    attributes: Mapping[str, AttributeValue]
    fits: tuple[AttributeValue, ...] = ()
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Products that serve the same need, one of which a person chooses.

    `interest` is what a person must care for ("bicycles"); `with_children`: mostly for those who have children.
    `starts` is how often it is the reason of an order; `again` how much of that is left once a person has one;
    `impulse` the chance that somebody needs one whatever else they buy. `quantities` are equally likely.
    `trait` names the attribute by which people differ in what suits them ("frame"); "" if none.
    """

    key: str
    interest: str
    category: str
    items: tuple[Item, ...]
    starts: float
    season: str = ""
    trait: str = ""
    with_children: bool = False
    returns: float = 0.01
    again: float = 0.04
    consumable: bool = False
    refill_days: int = 0
    impulse: float = 0.0005
    quantities: tuple[int, ...] = (1,)
    vat: float = 0.21
    ladders: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class GoesWith:
    """The hidden truth of a main family and one that belongs to it; see goes_with.toml for the chances."""

    main: str
    other: str
    needs: float
    remembers: float
    later: float
    by: str = ""
    hand: int = 0

    def fitting(self, main: Item, others: tuple[Item, ...]) -> tuple[Item, ...]:
        """Those of the other family that fit this main product."""
        if not self.by:
            return others
        value = main.family if self.by == "family" else main.attributes.get(self.by)
        return tuple(other for other in others if value in other.fits)


@dataclass(frozen=True)
class Assortment:
    """Everything the demo shop sells. `seasons` maps a name to (day of the year, width in days, height)."""

    families: tuple[Family, ...]
    goes_with: tuple[GoesWith, ...]
    kinds: Mapping[str, AttributeKind]
    seasons: Mapping[str, tuple[tuple[float, float, float], ...]]
    set_by_hand: tuple[tuple[str, RelationKind, str], ...]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All products, family by family."""
        return tuple(item for family in self.families for item in family.items)

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """Products by their id."""
        return {item.id: item for item in self.items}

    @cached_property
    def by_key(self) -> Mapping[str, Family]:
        """Families by their key."""
        return {family.key: family for family in self.families}
