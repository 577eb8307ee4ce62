"""A copy of the stock in the data folder, so that a process that starts without a database can still answer.

It holds what the catalogue says and nothing of any person. One JSON line about the whole, then one a product, so that
writing it never holds up the other threads for long.
"""

from __future__ import annotations

import itertools
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from worthmore.offering.snapshot import Snapshot, Stock
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.contracts import Plan
from worthmore.vocabulary.hand_rules import HandRule
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.texts import ShopText

log = logging.getLogger(__name__)

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """What the copy holds."""

    stocks: dict[str, Stock]
    policy: Policy
    model_version: str
    revision: int


class _Shelf(msgspec.Struct):
    name: str
    count: int
    kinds: dict[str, AttributeKind]
    relations: dict[str, list[tuple[RelationKind, str]]]
    plans: dict[str, Plan] = {}
    hand_rules: tuple[HandRule, ...] = ()
    texts: tuple[ShopText, ...] = ()


class _Head(msgspec.Struct):
    format: int
    policy: Policy
    model_version: str
    revision: int
    shelves: list[_Shelf]


class ShelfCopy:
    """The copy at a path. Writing replaces it as a whole; a damaged one counts as none."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, snapshot: Snapshot) -> None:
        """Keep this snapshot's stock."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        encode = msgspec.json.Encoder().encode
        with beside.open("wb") as file:
            file.write(encode(_head(snapshot)) + b"\n")
            for shop in snapshot.shops.values():
                for product in shop.products.values():
                    file.write(encode(product) + b"\n")
        beside.replace(self.path)

    def read(self) -> Kept | None:
        """What is kept; None if there is nothing or it is damaged."""
        try:
            with self.path.open("rb") as file:
                return _kept(iter(file))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, msgspec.MsgspecError, StopIteration) as error:
            log.warning("the copy at %s cannot be used: %s", self.path, error)
            return None


def _head(snapshot: Snapshot) -> _Head:
    shelves = [_shelf(name, shop.stock) for name, shop in snapshot.shops.items()]
    return _Head(FORMAT, snapshot.policy, snapshot.model_version, snapshot.revision, shelves)


def _shelf(name: str, stock: Stock) -> _Shelf:
    by_people = (stock.plans, stock.hand_rules, stock.texts)
    return _Shelf(name, len(stock.products), dict(stock.kinds), stock.relations, *by_people)


def _kept(lines: Iterator[bytes]) -> Kept:
    head = msgspec.json.decode(next(lines), type=_Head)
    if head.format != FORMAT:
        raise ValueError(f"format {head.format} is not {FORMAT}")
    decode = msgspec.json.Decoder(Product).decode
    stocks = {}
    for shelf in head.shelves:
        products = [decode(line) for line in itertools.islice(lines, shelf.count)]
        if len(products) != shelf.count:
            raise ValueError(f"{shelf.count - len(products)} products of {shelf.name} are missing")
        found = {one.id: one for one in products}
        stocks[shelf.name] = Stock(
            found,
            shelf.kinds,
            shelf.relations,
            head.revision,
            plans=shelf.plans,
            hand_rules=shelf.hand_rules,
            texts=shelf.texts,
        )
    return Kept(stocks, head.policy, head.model_version, head.revision)
