"""How much dearer than usual for them people chose, again and again, among products for the same need.

A ladder is a set of products somebody chooses among, the cheapest first: a category, or, without categories, names that
end in the same word. Each time a customer buys from a ladder they chose before, what they paid is compared with their
usual price there: the median of their other times. What is paid usually for a product is its price, so the same product
bought again is no step, whatever happened to prices meanwhile. Order plays no part, and nobody's first choice does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.baskets import GUEST, Baskets
from worthmore.learn.names import read_name
from worthmore.vocabulary.products import Product

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
NO_LADDER = -1


@dataclass(frozen=True, eq=False)
class Choices:
    """Repeated choices: which `ladder`, by which `person`, and how much dearer (`step`, a share) than their usual."""

    ladder: Integers
    person: Integers
    step: Floats

    def __len__(self) -> int:
        return len(self.step)


def ladder_names(products: Sequence[Product]) -> list[str | None]:
    """The ladder each product stands on: its category, else the last word of its name, with its currency; or none."""
    found = []
    for product in products:
        name = "/".join(product.category) or read_name(product.name).last
        found.append(f"{name} ({product.currency})" if name else None)
    return found


def repeated_choices(baskets: Baskets, prices: Floats, ladder: Integers, smallest: float, largest: float) -> Choices:
    """All choices of known customers that can be compared.

    `prices` (items) are what is usually paid, `ladder` (items) which ladder each item stands on, NO_LADDER none. A
    choice counts only where something dearer by `smallest` to `largest` stood on the ladder; one further away than
    `largest`, up or down, served another need.
    """
    person, place, price = _dearest_of_each(baskets, prices, ladder)
    usual, alone = _usual_of_others(person, place, price)
    with np.errstate(divide="ignore", invalid="ignore"):
        step = price / usual - 1.0
    near = ~alone & (step <= largest + 1e-12) & (price * (1.0 + largest) >= usual * (1.0 - 1e-12))
    near &= _something_dearer(prices, ladder, place, usual, smallest, largest)
    return Choices(place[near], person[near], step[near])


def _dearest_of_each(baskets: Baskets, prices: Floats, ladder: Integers) -> tuple[Integers, Integers, Floats]:
    """Of each basket of a known customer the dearest item of each ladder: person, ladder, price; by person, ladder,
    price in ascending order."""
    on = ladder[baskets.item]
    used = (
        (baskets.person != GUEST) & (on != NO_LADDER) & (prices[baskets.item] > 0) & np.isfinite(prices[baskets.item])
    )
    order, person, on, price = baskets.order[used], baskets.person[used], on[used], prices[baskets.item[used]]
    by_price = np.lexsort((price, order, on, person))
    order, person, on, price = order[by_price], person[by_price], on[by_price], price[by_price]
    last = np.ones(len(order), dtype=np.bool_)
    last[:-1] = (order[1:] != order[:-1]) | (on[1:] != on[:-1]) | (person[1:] != person[:-1])
    person, on, price = person[last], on[last], price[last]
    again = np.lexsort((price, on, person))
    return person[again], on[again], price[again]


def _usual_of_others(person: Integers, place: Integers, price: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """The (lower) median of the same person's other choices on the ladder, and whether there are none."""
    if not len(price):
        return price, np.empty(0, dtype=np.bool_)
    new = np.ones(len(price), dtype=np.bool_)
    new[1:] = (person[1:] != person[:-1]) | (place[1:] != place[:-1])
    start = np.flatnonzero(new)
    count = np.diff(np.append(start, len(price)))
    start, count = np.repeat(start, count), np.repeat(count, count)
    middle = np.maximum(count - 2, 0) // 2
    middle += np.arange(len(price)) - start <= middle
    alone = count < 2
    return price[np.where(alone, start, start + middle)], alone


def _something_dearer(
    prices: Floats, ladder: Integers, place: Integers, usual: Floats, smallest: float, largest: float
) -> NDArray[np.bool_]:
    """Whether the ladder of each choice holds a price within reach above the usual one."""
    on = (ladder != NO_LADDER) & (prices > 0) & np.isfinite(prices)
    rungs = np.unique(_key(ladder[on], prices[on]))
    first = np.searchsorted(rungs, _key(place, usual * (1.0 + smallest)), side="left")
    last = np.searchsorted(rungs, _key(place, usual * (1.0 + largest)), side="right")
    return np.asarray(last > first)


def _key(ladder: Any, price: Any) -> Any:
    """Ladder and price as one number that sorts by both: complex numbers sort by their real part first."""
    return np.asarray(ladder, dtype=np.float64) + 1j * np.asarray(price, dtype=np.float64)
