"""Where the money lies: whom to offer what, and worth how much, over everybody who has not bought it yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.also_bought import AlsoBought
from worthmore.vocabulary.products import Product

# One best seller would fill the whole list with itself.
APPEARANCES = 3


@dataclass(frozen=True, slots=True)
class Opportunity:
    """`customers` bought the one product and not the other.

    `chance` is how much likelier they are to take the other than anybody (0 to 1); `margin` is what offering it to
    all of them is expected to earn: customers × chance × margin of one unit, minor units.
    """

    bought: str
    offered: str
    customers: int
    chance: float
    margin: int


def opportunities(
    product_ids: Sequence[str],
    also_bought: AlsoBought,
    unit_margins: NDArray[np.float64],
    prices: NDArray[np.int64],
    most: int = 20,
    sorts: NDArray[np.int64] | None = None,
) -> list[Opportunity]:
    """The best ones, no product more than three times on either side.

    `unit_margins` holds the margin of one unit of each item in minor units; zero for what cannot be offered. Nobody
    buys a bicycle because they have an inner tube: what is offered costs no more than what was bought. Nor a second
    bicycle because they have one: what is of the same of `sorts` (see `sorts_of`) is left out.
    """
    table = also_bought.neighbours_
    bought = np.repeat(np.arange(table.item_count), np.diff(table.start))
    records = table.records
    customers = also_bought.item_count_[bought] - records["customers"]
    chance = np.clip(records["chance"] - records["base_chance"], 0.0, 1.0).astype(np.float64)
    cheaper = prices[records["other"]] <= prices[bought]
    offerable = (
        cheaper if sorts is None else cheaper & ((sorts[bought] < 0) | (sorts[bought] != sorts[records["other"]]))
    )
    margin = np.where(offerable, customers * chance * unit_margins[records["other"]], 0.0)
    seen: Counter[tuple[str, int]] = Counter()
    found: list[Opportunity] = []
    for place in np.argsort(-margin, kind="stable").tolist():
        sides = (("bought", int(bought[place])), ("offered", int(records["other"][place])))
        if len(found) == most or margin[place] < 1:
            break
        if any(seen[side] == APPEARANCES for side in sides):
            continue
        seen.update(sides)
        names = product_ids[sides[0][1]], product_ids[sides[1][1]]
        found.append(Opportunity(*names, int(customers[place]), float(chance[place]), round(margin[place])))
    return found


def sorts_of(products: Sequence[Product]) -> NDArray[np.int64]:
    """Which products are of one sort, of which nobody needs a second: those of one category; -1 for what is used up.

    The narrowest category counts; a product without any is of no sort.
    """
    places = {path: place for place, path in enumerate(dict.fromkeys(product.category for product in products))}
    found = [places[one.category] if one.category and not one.consumable else -1 for one in products]
    return np.array(found, dtype=np.int64)
