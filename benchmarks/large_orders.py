"""A shop of any size put straight into the database: the demo's catalogue in many ranges, orders drawn as arrays.

What the simulation's people do takes the time of drawing them one by one; here only the shape of the orders matters
to whoever learns from them: best sellers, regulars with favourites, companions bought together, guests, returns.

python -m benchmarks.large_orders LINES   (in an installation that `worthmore setup` made)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import django
import numpy as np
import polars as pl
from numpy.typing import NDArray

SOURCE = "large"
AT = datetime(2026, 11, 1, tzinfo=UTC)
DAYS = 730
LINES_AN_ORDER = 3
LINES_A_CUSTOMER = 30
LINES_A_PRODUCT = 300
FAVOURITES, COMPANIONS = 8, 6
GUESTS, RETURNED = 0.08, 0.02
BLOCK = 100_000

Integers = NDArray[np.int64]


def main() -> None:
    """Write the shop in one transaction."""
    django.setup()
    from django.db import transaction

    lines = int(sys.argv[1])
    if "--day" in sys.argv:
        _day(lines)
        return
    prices = _catalogue(-(-lines // LINES_A_PRODUCT))
    with transaction.atomic(), _without_indexes("shop_order", "shop_orderline"):
        _people(lines // LINES_A_CUSTOMER)
        _orders(lines, prices)


def _day(lines: int) -> None:
    """One more day's orders in a shop of so many lines; nothing of what is there changes."""
    prices = _read("SELECT id, price FROM shop_product WHERE price > 0 ORDER BY id")[: -(-lines // LINES_A_PRODUCT)]
    first = int(_read("SELECT MAX(id), 0 FROM shop_order")[0, 0])
    shelf = _Shelf(prices, lines // LINES_A_CUSTOMER, np.random.default_rng(8))
    _write(*shelf.block(first, lines // LINES_AN_ORDER // DAYS, first))


def _catalogue(products: int) -> Integers:
    from worthmore.simulation.world import demo_world
    from worthmore.simulation.writing import save_assortment

    world = demo_world()
    save_assortment(SOURCE, world.assortment, AT, -(-products // len(world.family)))
    return _read("SELECT id, price FROM shop_product WHERE price > 0 ORDER BY id")[:products]


def _people(count: int) -> None:
    from worthmore.shop.operations import bulk

    number = pl.int_range(1, count + 1, eager=True)
    moment = pl.lit(AT).cast(pl.Datetime("us", "UTC"))
    bulk.insert("shop_person", pl.select(id=number, key=number.cast(pl.String), created_at=moment))


def _orders(lines: int, prices: Integers) -> None:
    dice, count = np.random.default_rng(7), lines // LINES_AN_ORDER
    shelf = _Shelf(prices, lines // LINES_A_CUSTOMER, dice)
    for first in range(0, count, BLOCK):
        _write(*shelf.block(first, min(BLOCK, count - first), count))


def _write(orders: pl.DataFrame, lines: pl.DataFrame) -> None:
    from worthmore.shop.operations import bulk

    source = int(_read("SELECT id, id FROM shop_source")[0, 0])
    bulk.insert("shop_order", orders.with_columns(source_id=pl.lit(source)))
    bulk.insert("shop_orderline", lines)


class _Shelf:
    """What is sold: popularity falls with rank, each product has companions, each customer favourites."""

    def __init__(self, prices: Integers, customers: int, dice: np.random.Generator) -> None:
        self.product, self.price = prices.T
        self.customers, self.dice = customers, dice
        popularity = 1.0 / (dice.permutation(len(prices)) + 50.0) ** 0.9
        self.up_to = np.cumsum(popularity) / popularity.sum()
        self.companion = self.popular(dice.random((len(prices), COMPANIONS)))

    def popular(self, chance: NDArray[np.float64]) -> Integers:
        """Products by popularity."""
        return np.minimum(np.searchsorted(self.up_to, chance), len(self.up_to) - 1).astype(np.int64)

    def favourite(self, customer: Integers) -> Integers:
        """One of the few products a customer keeps coming back for."""
        chosen = customer * FAVOURITES + self.dice.integers(0, FAVOURITES, len(customer))
        return self.popular(((chosen * 2_654_435_761) % 2**32) / 2**32)

    def block(self, first: int, count: int, of: int) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Orders and lines, the oldest first."""
        dice = self.dice
        customer = (self.customers * dice.random(count) ** 1.5).astype(np.int64)
        start = dice.random(count) < 0.4
        leading = np.where(start, self.favourite(customer), self.popular(dice.random(count)))
        order = np.repeat(np.arange(count), 1 + dice.poisson(LINES_AN_ORDER - 1, count))
        place = np.arange(len(order)) - np.searchsorted(order, order)
        beside = self.companion[leading[order], dice.integers(0, COMPANIONS, len(order))]
        other = np.where(dice.random(len(order)) < 0.5, beside, self.popular(dice.random(len(order))))
        item = np.where(place == 0, leading[order], other)
        quantity = 1 + (dice.random(len(order)) < 0.15) * dice.integers(1, 4, len(order))
        lines = pl.DataFrame({"order_id": order + first + 1, "place": place, "item": item, "quantity": quantity})
        back = lines.filter(pl.Series(dice.random(len(order)) < RETURNED)).with_columns(
            place=pl.col("place") + 1000, quantity=-pl.col("quantity")
        )
        guest = dice.random(count) < GUESTS
        return self._orders(first, of, np.where(guest, -1, customer)), self._lines(pl.concat([lines, back]))

    def _orders(self, first: int, of: int, customer: Integers) -> pl.DataFrame:
        number = first + np.arange(len(customer))
        second = int(AT.timestamp()) - DAYS * 86_400 + (number + 1) * (DAYS * 86_400) // (of + 2)
        return pl.select(
            id=pl.Series(number + 1),
            external_id=pl.Series(number + 1).cast(pl.String),
            person_id=pl.when(pl.Series(customer) >= 0).then(pl.Series(customer) + 1),
            at=pl.from_epoch(pl.Series(second), "s").dt.cast_time_unit("us").dt.replace_time_zone("UTC"),
            channel=pl.lit("web"),
            currency=pl.lit("EUR"),
            watched=pl.lit(False),
            cut_loose=pl.lit(False),
        )

    def _lines(self, lines: pl.DataFrame) -> pl.DataFrame:
        item = lines["item"].to_numpy()
        return lines.sort("order_id", "place").select(
            "order_id",
            key=pl.col("place").cast(pl.String),
            product_id=pl.Series(self.product[item]).gather(_order(lines)),
            quantity="quantity",
            unit_price=pl.Series(self.price[item]).gather(_order(lines)),
            discount=pl.lit(0),
        )


def _order(lines: pl.DataFrame) -> pl.Series:
    return lines.select(pl.arg_sort_by("order_id", "place")).to_series()


@contextmanager
def _without_indexes(*tables: str) -> Iterator[None]:
    """Indexes that are no constraints are made again at the end: much quicker than row by row."""
    from django.db import connection

    sqlite = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = %s"
    postgres = (
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s "
        "AND indexname NOT IN (SELECT conname FROM pg_constraint)"
    )
    with connection.cursor() as cursor:
        found: list[tuple[str, str]] = []
        for table in tables:
            cursor.execute(sqlite if connection.vendor == "sqlite" else postgres, [table])
            found += cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _, sql in found:
            cursor.execute(sql)


def _read(sql: str) -> Integers:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)
        return np.array(cursor.fetchall(), dtype=np.int64)


if __name__ == "__main__":
    main()
