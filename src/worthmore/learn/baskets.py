"""Who bought what together: the arrays that everything about baskets is learned from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

GUEST = -1

Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Baskets:
    """Lines of orders: each `order`, by a `person` (-1: a guest), holds an `item` (0 … item_count - 1).

    Lines may come in any order, and the same item twice in one order counts once. Afterwards they stand sorted by
    person, order and item, guests first, so that all baskets of one person are neighbours. Basket number b holds
    the lines `start[b]` up to `start[b + 1]` and was bought by `buyer[b]`. The arrays cannot be written to.
    """

    order: Integers
    person: Integers
    item: NDArray[np.int32]
    item_count: int
    start: Integers = field(init=False)
    buyer: Integers = field(init=False)

    def __post_init__(self) -> None:
        order, person, item = (_whole_numbers(name, getattr(self, name)) for name in ("order", "person", "item"))
        _check(order, person, item, self.item_count)
        order_ids, position = _numbered(order)
        buyer = _buyer_per_order(order_ids, position, person)
        by_buyer = np.argsort(buyer, kind="stable")
        basket, kept = _distinct_lines(_inverse(by_buyer)[position], item, self.item_count)
        buyer, order_ids = buyer[by_buyer], order_ids[by_buyer]
        self._keep("order", order_ids[basket])
        self._keep("person", buyer[basket])
        self._keep("item", kept)
        self._keep("start", np.searchsorted(basket, np.arange(len(order_ids) + 1)))
        self._keep("buyer", buyer)

    def _keep(self, name: str, array: NDArray[Any]) -> None:
        array.setflags(write=False)
        object.__setattr__(self, name, array)

    @property
    def count(self) -> int:
        """How many baskets there are."""
        return len(self.buyer)

    @property
    def buyer_count(self) -> int:
        """How many distinct persons bought, guests left out."""
        known = self.buyer[self.buyer != GUEST]
        return int(np.count_nonzero(np.diff(known))) + 1 if len(known) else 0

    def lifetimes(self) -> Baskets:
        """One basket a person: everything they ever bought. Guests are left out: nobody knows what else they bought."""
        known = slice(int(np.searchsorted(self.person, GUEST, side="right")), None)  # guests come first
        return Baskets(self.person[known], self.person[known], self.item[known], self.item_count)

    def without_larger_than(self, lines: int) -> Baskets:
        """The baskets of at most so many different items; larger ones say little about what goes with what."""
        sizes = np.diff(self.start)
        if not len(sizes) or sizes.max() <= lines:
            return self
        kept = np.repeat(sizes <= lines, sizes)
        return Baskets(self.order[kept], self.person[kept], self.item[kept], self.item_count)


def _whole_numbers(name: str, values: NDArray[Any]) -> NDArray[Any]:
    array = np.asarray(values)
    if array.ndim != 1:
        raise ValueError(f"baskets: {name} has {array.ndim} dimensions; it must be a plain list of numbers")
    if array.size and not np.issubdtype(array.dtype, np.integer):
        raise ValueError(f"baskets: {name} holds {array.dtype}; it must hold whole numbers")
    return array.astype(np.int64, copy=False) if array.itemsize < 4 or not array.size else array


def _check(order: Integers, person: Integers, item: Integers, item_count: int) -> None:
    if not len(order) == len(person) == len(item):
        raise ValueError(
            f"baskets: {len(order)} orders, {len(person)} persons and {len(item)} items; each line needs one of each"
        )
    if item_count < 0:
        raise ValueError(f"baskets: item_count is {item_count}; it cannot be below zero")
    if len(item) and not 0 <= item.min() <= item.max() < item_count:
        raise ValueError(f"baskets: items run from {item.min()} to {item.max()}; they must lie in 0 … {item_count - 1}")
    if len(person) and person.min() < GUEST:
        raise ValueError(f"baskets: person {person.min()} is below -1, which stands for a guest")


def _numbered(ids: Integers) -> tuple[Integers, Integers]:
    """The distinct ids in ascending order, and of every given id its place among them."""
    if not len(ids):
        return ids, ids
    distinct = np.sort(ids)
    distinct = distinct[np.concatenate(([True], distinct[1:] != distinct[:-1]))]
    span = int(distinct[-1]) - int(distinct[0]) + 1
    if span > 4 * len(ids):
        return distinct, np.searchsorted(distinct, ids)
    place = np.zeros(span, dtype=np.int64)
    place[distinct - distinct[0]] = np.arange(len(distinct))
    return distinct, place[ids - distinct[0]]


def _buyer_per_order(order_ids: Integers, position: Integers, person: Integers) -> Integers:
    buyer = np.full(len(order_ids), GUEST, dtype=np.int64)
    buyer[position] = person
    mixed = np.flatnonzero(buyer[position] != person)
    if len(mixed):
        line = mixed[0]
        raise ValueError(
            f"baskets: order {order_ids[position[line]]} names person {person[line]} and person "
            f"{buyer[position[line]]}; an order belongs to one"
        )
    return buyer


def _inverse(places: Integers) -> Integers:
    inverse = np.empty_like(places)
    inverse[places] = np.arange(len(places))
    return inverse


def _distinct_lines(basket: Integers, item: Integers, item_count: int) -> tuple[Integers, NDArray[np.int32]]:
    """Sorted, each (basket, item) once. One key and a plain sort: far quicker than sorting by two columns."""
    key = basket * max(item_count, 1)
    key += item
    key.sort()
    if len(key):
        key = key[np.concatenate(([True], key[1:] != key[:-1]))]
    baskets, items = np.divmod(key, max(item_count, 1))
    return baskets, items.astype(np.int32)
