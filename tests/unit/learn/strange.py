"""Histories that real shops have and textbooks forget: each with a name, as lines that every test can use."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

NEVER = np.nan
TODAY = 20_000.0


class Bought(NamedTuple):
    """One line: whose order, which product, on which day (NEVER: not known), how many pieces (below 0: went back)."""

    order: int
    person: int
    item: int
    day: float = TODAY - 30
    quantity: int = 1


Lines = list[Bought]


def one_customer() -> Lines:
    """Ten orders of somebody, of three products."""
    return [Bought(order, 7, order % 3, TODAY - 10 * order) for order in range(10)]


def one_product() -> Lines:
    """A hundred customers, two orders each, of the only product there is."""
    return [Bought(order, order // 2, 0, TODAY - order) for order in range(200)]


def one_basket() -> Lines:
    """A single order of four products."""
    return [Bought(1, 7, item) for item in range(4)]


def a_wholesaler() -> Lines:
    """One order of 10,000 lines over 2,500 products, beside sixty ordinary customers."""
    ordinary = [Bought(10 + c, c, item, TODAY - c) for c in range(60) for item in (c % 4, 4)]
    return [Bought(1, 999, line % 2_500) for line in range(10_000)] + ordinary


def bought_by_everyone() -> Lines:
    """A bag in every basket, and two products that come together besides."""
    return [Bought(o, o % 80, item, TODAY - o) for o in range(240) for item in (0, *((1, 2) if o % 3 == 0 else (3,)))]


def more_back_than_sold() -> Lines:
    """Of one product three times as many pieces came back as were ever sold."""
    sold = [Bought(c, c, item, TODAY - 60) for c in range(60) for item in (0, 1)]
    return sold + [Bought(100 + c, c, 0, TODAY - 30, -3) for c in range(60)]


def all_at_once() -> Lines:
    """Every order at the same moment."""
    return [Bought(o, o // 3, item, TODAY - 1) for o in range(120) for item in (o % 5, (o + 1) % 5)]


def without_a_day() -> Lines:
    """No order tells when it was."""
    return [Bought(o, o // 3, item, NEVER) for o in range(120) for item in (o % 5, (o + 1) % 5)]


def in_the_future() -> Lines:
    """Half of the orders come from next year."""
    return [
        Bought(o, o // 3, item, TODAY + (365 if o % 2 else -30)) for o in range(120) for item in (o % 5, (o + 1) % 5)
    ]


def one_day() -> Lines:
    """The shop opened this morning."""
    return [Bought(o, o, item, TODAY - 0.5 + o / 1000) for o in range(90) for item in (0, 1 + o % 2)]


def nobody_known() -> Lines:
    """Guests only."""
    return [Bought(o, -1, item, TODAY - o) for o in range(90) for item in (0, 1 + o % 2)]


STRANGE: dict[str, Callable[[], Lines]] = {
    one.__name__: one
    for one in (
        one_customer, one_product, one_basket, a_wholesaler, bought_by_everyone, more_back_than_sold, all_at_once,
        without_a_day, in_the_future, one_day, nobody_known,
    )
}  # fmt: skip
