"""Small order histories whose answer a person can see, and brute-force counting to compare with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from hypothesis import strategies as st

from worthmore.learn.baskets import Baskets
from worthmore.vocabulary.products import Product

Line = tuple[int, int, int]
"""Order, person (-1: a guest), item."""


def baskets(lines: Iterable[Line], item_count: int) -> Baskets:
    columns = np.array(list(lines), dtype=np.int64).reshape(-1, 3).T
    return Baskets(columns[0], columns[1], columns[2].astype(np.int32), item_count)


def bought(*carts: Sequence[int], item_count: int = 0, each_by: int = 1) -> Baskets:
    """One basket a cart, each by `each_by` different customers."""
    repeated = [cart for cart in carts for _ in range(each_by)]
    lines = [(number, number, item) for number, cart in enumerate(repeated) for item in cart]
    return baskets(lines, item_count or max(item for cart in carts for item in cart) + 1)


def product(name: str, price: int, category: str = "Lamps", **more: object) -> Product:
    path = tuple(part for part in category.split("/") if part)
    return Product(id=name, name=name, price=price, currency="EUR", category=path, **more)  # type: ignore[arg-type]


def both(lines: Iterable[Line], one: int, other: int) -> tuple[int, int]:
    """Distinct baskets and distinct known customers that had both items in one basket."""
    carts: dict[tuple[int, int], set[int]] = {}
    for order, person, item in lines:
        carts.setdefault((order, person), set()).add(item)
    found = [person for (_, person), items in carts.items() if {one, other} <= items]
    return len(found), len({person for person in found if person >= 0})


@st.composite
def histories(draw: st.DrawFn, items: int = 6) -> list[Line]:
    """Orders of a few persons and guests, in any order of lines, with lines twice."""
    people = draw(st.lists(st.integers(-1, 4), max_size=14))
    lines = [
        (order * 3 - 5, person, item)
        for order, person in enumerate(people)
        for item in draw(st.lists(st.integers(0, items - 1), max_size=8))
    ]
    return draw(st.permutations(lines))
