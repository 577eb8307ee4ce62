"""Two years of orders: occasions, the product that is the reason, and what belongs to it, at once or later."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from worthmore.simulation.choosing import appeal, choose, need, pick
from worthmore.simulation.people import People, leaning
from worthmore.simulation.purchases import DAY, NOTHING, OrderNumbers, Purchases, Window, together
from worthmore.simulation.world import Bools, Floats, Ints, Pair, World

MOST_OCCASIONS = 24
IMPULSES = 0.4
LATER_DAYS = 25.0
OPENS, CLOSES = 8.0, 22.0


@dataclass
class _Life:
    """The people of one block, what they own by now (person by family) and what they bought so far."""

    world: World
    people: People
    window: Window
    rng: np.random.Generator
    owned: Bools
    bought: list[Purchases] = field(default_factory=list)
    numbers: OrderNumbers = field(default_factory=OrderNumbers)

    def buy(self, who: Ints, at: Ints, item: Ints, order: Ints) -> None:
        """Put one line for each person in their order."""
        quantity = _quantities(self.world, item, self.rng)
        self.owned[who, self.world.family[item]] = True
        self.bought.append(Purchases(who, at, item, quantity, order))


def draw_orders(
    world: World, people: People, window: Window, rng: np.random.Generator
) -> tuple[Purchases, OrderNumbers]:
    """Everything these people buy on occasions of their own, and the order numbers still free."""
    life = _Life(world, people, window, rng, np.zeros((len(people), world.families), np.bool_))
    care = leaning(people, world)
    occasions = _occasions(people, window, rng)
    for column in occasions.T:
        who = np.flatnonzero(column >= 0)
        if len(who):
            _one_occasion(life, who, column[who], care)
    return together(life.bought or [NOTHING]), life.numbers


def day_of_year(at: Ints) -> Ints:
    """0 for the first of January, up to 365."""
    days = at.astype("datetime64[s]").astype("datetime64[D]")
    place: Ints = (days - days.astype("datetime64[Y]").astype("datetime64[D]")).astype(np.int64)
    return place


def shop_hours(at: Ints, rng: np.random.Generator) -> Ints:
    """The same days at an hour people shop."""
    hour = OPENS + (CLOSES - OPENS) * rng.beta(2.2, 1.8, len(at))
    return at - at % DAY + (hour * 3600).astype(np.int64)


def _occasions(people: People, window: Window, rng: np.random.Generator) -> Ints:
    """Seconds for each person (row), early ones first; -1 where there is none."""
    span = window.end - window.start - DAY
    count = np.minimum(rng.poisson(people.busy * (1 - people.joins)), MOST_OCCASIONS)
    most = max(int(count.max(initial=0)), 1)
    share = people.joins[:, None] + (1 - people.joins[:, None]) * rng.random((len(people), most))
    share[np.arange(most)[None, :] >= count[:, None]] = np.inf
    share.sort(axis=1)
    at = window.start + (np.where(np.isinf(share), 0.0, share) * span).astype(np.int64)
    return np.where(np.isinf(share), -1, shop_hours(at.ravel(), rng).reshape(at.shape))


def _one_occasion(life: _Life, who: Ints, at: Ints, care: Floats) -> None:
    """Each of these people places one order, for one reason."""
    world = life.world
    wish = care[who] * world.season.T[day_of_year(at)] * np.where(life.owned[who], world.again, 1.0)
    reason = pick(wish, life.rng)
    order = life.numbers.take(len(who))
    item = choose(world, life.people, who, reason, life.rng)
    life.buy(who, at, item, order)
    main = Purchases(who, at, item, np.ones_like(item), order)
    for family in np.unique(reason):
        buyers = main.where(reason == family)
        for pair in world.pairs[family]:
            _what_belongs(life, pair, buyers)
    _impulses(life, who, at, order)


def _what_belongs(life: _Life, pair: Pair, main: Purchases) -> None:
    """Who needs one of the other family buys it with the main product, comes back for it, or never does."""
    fits = pair.fits[main.item - life.world.first[pair.main]]
    lacks = life.world.consumable[pair.other] | ~life.owned[main.who, pair.other]
    needs = (life.rng.random(len(main)) < need(life.people, main.who, pair, life.world)) & fits.any(axis=1) & lacks
    thinks = life.rng.random(len(main)) < pair.remembers
    returns = life.rng.random(len(main)) < pair.later
    at_once, later = np.flatnonzero(needs & thinks), np.flatnonzero(needs & ~thinks & returns)
    life.buy(main.who[at_once], main.at[at_once], _fitting(life, pair, main, fits, at_once), main.order[at_once])
    wait = ((2 + life.rng.exponential(LATER_DAYS, len(later))) * DAY).astype(np.int64)
    comes_at = shop_hours(main.at[later] + wait, life.rng)
    later, comes_at = later[comes_at < life.window.end], comes_at[comes_at < life.window.end]
    order = life.numbers.take(len(later))
    life.buy(main.who[later], comes_at, _fitting(life, pair, main, fits, later), order)


def _fitting(life: _Life, pair: Pair, main: Purchases, fits: Bools, rows: Ints) -> Ints:
    """A product of the other family that fits, for some of the main product's buyers."""
    chances = appeal(life.world, life.people, main.who[rows], pair.other, fits[rows])
    item: Ints = life.world.first[pair.other] + pick(chances, life.rng)
    return item


def _impulses(life: _Life, who: Ints, at: Ints, order: Ints) -> None:
    """Now and then something is taken along for no reason the order shows."""
    rows = np.flatnonzero(life.rng.random(len(who)) < life.world.impulse.sum() * IMPULSES)
    lacks = life.world.consumable | ~life.owned[who[rows]]
    wanted = pick(life.world.impulse * lacks * life.people.taste[who[rows]][:, life.world.interest], life.rng)
    item = choose(life.world, life.people, who[rows], wanted, life.rng)
    life.buy(who[rows], at[rows], item, order[rows])


def _quantities(world: World, item: Ints, rng: np.random.Generator) -> Ints:
    quantity = np.ones(len(item), np.int64)
    for family in np.unique(world.family[item]):
        choices = world.assortment.families[family].quantities
        if choices != (1,):
            mine = np.flatnonzero(world.family[item] == family)
            quantity[mine] = rng.choice(choices, len(mine))
    return quantity
