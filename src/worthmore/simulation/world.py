"""The assortment as arrays: what the dice need to know of every product, family and pair of families."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from worthmore.simulation.catalogue.assortment import Assortment, Family, GoesWith
from worthmore.simulation.catalogue.reading import demo_assortment

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

INTERESTS = ("bicycles", "kitchen", "furniture")
# The values of each trait, in order; a family that counts other values ("seats") uses their rank.
TRAITS: dict[str, tuple[object, ...]] = {
    "frame": ("low step", "diamond"),
    "size": ("S", "M", "L"),
    "wheel": (14, 16, 20, 24),
    "build": ("freestanding", "built in"),
    "seats": (),
    "width": (90, 140, 160),
}
TRAIT_NAMES = tuple(TRAITS)
ANY = -1
DAYS = 366


@dataclass(frozen=True)
class Pair:
    """A main family and one that belongs to it, by number; `fits[i, j]`: the other's j-th fits the main's i-th."""

    main: int
    other: int
    needs: float
    remembers: float
    later: float
    fits: Bools


@dataclass(frozen=True, eq=False)
class World:
    """Products are numbered in the assortment's order; `first[f]` is family f's first product, `first[f + 1]` its end.

    `season[f, d]` is how much family f sells on day d of the year against an ordinary day. `suits[i]` is the value of
    the family's trait that product i suits, as a number; ANY when it suits all. `dearness` is the logarithm of the
    price over the family's middle price.
    """

    assortment: Assortment
    family: Ints
    first: Ints
    price: Floats
    dearness: Floats
    margin: Floats
    popular: Floats
    suits: Ints
    returns: Floats
    season: Floats
    starts: Floats
    again: Floats
    impulse: Floats
    interest: Ints
    trait: Ints
    with_children: Bools
    consumable: Bools
    refill_days: Floats
    pairs: tuple[tuple[Pair, ...], ...]

    @property
    def families(self) -> int:
        """How many families there are."""
        return len(self.starts)

    def items(self, family: int) -> slice:
        """The numbers of a family's products."""
        return slice(int(self.first[family]), int(self.first[family + 1]))


@cache
def demo_world() -> World:
    """The demo shop's world."""
    return world(demo_assortment())


def world(assortment: Assortment) -> World:
    """The arrays of an assortment."""
    families, items = assortment.families, assortment.items
    number = {family.key: place for place, family in enumerate(families)}
    price = np.array([item.price for item in items], np.float64)
    vat = np.array([assortment.by_key[item.family].vat for item in items])
    return World(
        assortment=assortment,
        family=np.array([number[item.family] for item in items]),
        first=np.cumsum([0, *(len(family.items) for family in families)]),
        price=price,
        dearness=np.concatenate([_dearness(family) for family in families]),
        margin=np.round(price / (1 + vat)) - [item.cost for item in items],
        popular=np.array([item.popular for item in items], np.float64),
        suits=np.concatenate([_suits(family) for family in families]),
        returns=np.array([assortment.by_key[item.family].returns for item in items]),
        season=np.stack([_season(assortment, family) for family in families]),
        starts=np.array([family.starts for family in families]),
        again=np.array([1.0 if family.consumable else family.again for family in families]),
        impulse=np.array([family.impulse for family in families]),
        interest=np.array([INTERESTS.index(family.interest) for family in families]),
        trait=np.array([TRAIT_NAMES.index(family.trait) if family.trait else ANY for family in families]),
        with_children=np.array([family.with_children for family in families]),
        consumable=np.array([family.consumable for family in families]),
        refill_days=np.array([family.refill_days for family in families], np.float64),
        pairs=tuple(_pairs(assortment, family, number) for family in families),
    )


def _suits(family: Family) -> Ints:
    if not family.trait:
        return np.full(len(family.items), ANY)
    said = [item.attributes.get(family.trait) for item in family.items]
    values = TRAITS[family.trait] or tuple(sorted({float(value) for value in said if value is not None}))
    return np.array([values.index(value) if value in values else ANY for value in said])


def _dearness(family: Family) -> Floats:
    price = np.array([item.price for item in family.items], np.float64)
    return np.log(price / np.median(price))


def _season(assortment: Assortment, family: Family) -> Floats:
    """One, and a bell for every bump; the days of the year are a ring."""
    days = np.arange(DAYS, dtype=np.float64)
    level = np.ones(DAYS)
    for peak, width, height in assortment.seasons.get(family.season, ()):
        apart = np.abs(days - peak)
        level += height * np.exp(-((np.minimum(apart, DAYS - apart) / width) ** 2))
    return level


def _pairs(assortment: Assortment, family: Family, number: dict[str, int]) -> tuple[Pair, ...]:
    return tuple(_pair(assortment, pair, number) for pair in assortment.goes_with if pair.main == family.key)


def _pair(assortment: Assortment, pair: GoesWith, number: dict[str, int]) -> Pair:
    others = assortment.by_key[pair.other].items
    rows = [pair.fitting(main, others) for main in assortment.by_key[pair.main].items]
    return Pair(
        main=number[pair.main],
        other=number[pair.other],
        needs=pair.needs,
        remembers=pair.remembers,
        later=pair.later,
        fits=np.array([[other in row for other in others] for row in rows]),
    )
