"""People and what nobody but the simulation knows of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from worthmore.simulation.world import ANY, INTERESTS, TRAIT_NAMES, Bools, Floats, Ints, World

# How often each value of a trait is found, in the order of `world.TRAITS`.
TRAIT_SHARES: dict[str, tuple[float, ...]] = {
    "frame": (0.58, 0.42),
    "size": (0.27, 0.45, 0.28),
    "wheel": (0.22, 0.28, 0.28, 0.22),
    "build": (0.6, 0.4),
    "seats": (0.3, 0.5, 0.2),
    "width": (0.2, 0.3, 0.5),
}
COUNTRIES = ("BE", "NL", "FI")
LANGUAGES = ("nl", "en", "fi")
HAVE_CHILDREN = 0.45
UNHAPPY = 0.05
SHARES_A_HOUSE = 0.2


@dataclass(frozen=True)
class People:
    """`first` is the number of the first person; every array has one row a person.

    `taste` says how much of a person's interest each of INTERESTS has, adding up to 1. `sensitive` is price
    sensitivity (1: ordinary), `thorough` how much they buy around a purchase (1: ordinary), `open` how readily they
    take up an offer (0 to 1), `busy` orders in two years, `loyal` the chance that a refill is bought here again,
    `fond` how happy they are (0 to 1). `traits[:, t]` is the value of trait t; a wheel size of ANY means no children.
    `joins` is when in the two years they came, 0 to 1. `shares_house`: the furniture and the fridge are bought by the
    person before them.
    """

    first: int
    taste: Floats
    sensitive: Floats
    thorough: Floats
    open: Floats
    busy: Floats
    loyal: Floats
    fond: Floats
    unhappy: Bools
    traits: Ints
    joins: Floats
    shares_house: Bools
    country: Ints
    language: Ints

    def __len__(self) -> int:
        return len(self.busy)

    @property
    def has_children(self) -> Bools:
        """Who has children of an age to ride."""
        children: Bools = self.traits[:, TRAIT_NAMES.index("wheel")] != ANY
        return children


def draw_people(count: int, first: int, orders_each: float, rng: np.random.Generator) -> People:
    """So many people, numbered from `first`."""
    interest = rng.gamma(0.7, size=(count, len(INTERESTS))) + 0.02
    country = rng.choice(len(COUNTRIES), count, p=(0.5, 0.3, 0.2))
    english = rng.random(count) < 0.12
    unhappy = rng.random(count) < UNHAPPY
    return People(
        first=first,
        taste=interest / interest.sum(axis=1, keepdims=True),
        sensitive=rng.lognormal(-0.1, 0.5, count),
        thorough=rng.uniform(0.6, 1.25, count),
        open=rng.beta(2.5, 2.5, count),
        busy=orders_each * rng.gamma(1.4, 1 / 1.4, count),
        loyal=rng.uniform(0.3, 0.85, count),
        fond=np.where(unhappy, rng.uniform(0.02, 0.3, count), rng.beta(7, 2.2, count)),
        unhappy=unhappy,
        traits=_traits(count, rng),
        joins=np.maximum(0.0, rng.uniform(-1.0, 0.95, count)),
        shares_house=(rng.random(count) < SHARES_A_HOUSE) & (np.arange(count) > 0),
        country=country,
        language=np.where(english, LANGUAGES.index("en"), np.where(country == 2, LANGUAGES.index("fi"), 0)),
    )


def leaning(people: People, world: World) -> Floats:
    """How much each person (row) cares for each family (column) as the reason of an order, the season apart."""
    care = people.taste[:, world.interest] * world.starts
    childless = ~people.has_children[:, None] & world.with_children
    second = people.shares_house[:, None] & (world.interest != INTERESTS.index("bicycles")) & ~world.consumable
    return care * np.where(childless, 0.08, np.where(world.with_children, 1.6, 1.0)) * np.where(second, 0.3, 1.0)


def _traits(count: int, rng: np.random.Generator) -> Ints:
    drawn = [rng.choice(len(TRAIT_SHARES[name]), count, p=TRAIT_SHARES[name]) for name in TRAIT_NAMES]
    found = np.stack(drawn, axis=1)
    wheel = TRAIT_NAMES.index("wheel")
    found[rng.random(count) >= HAVE_CHILDREN, wheel] = ANY
    return found
