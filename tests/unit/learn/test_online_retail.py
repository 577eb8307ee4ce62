"""The real gift shop: what is learned of it must make sense to a person, and count as brute force counts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from worthmore.learn.also_bought import AlsoBought
from worthmore.learn.baskets import Baskets
from worthmore.learn.complements import Complements
from worthmore.learn.counting import PairRule, count_pairs
from worthmore.learn.upgrades import Upgrades
from worthmore.vocabulary.products import Product

pytestmark = pytest.mark.data


@dataclass(frozen=True)
class GiftShop:
    lines: pl.DataFrame
    products: list[Product]
    baskets: Baskets
    paid: np.ndarray

    def place(self, name: str) -> int:
        return next(place for place, product in enumerate(self.products) if product.name.strip() == name)

    def names(self, places: list[int]) -> list[str]:
        return [self.products[place].name.strip() for place in places]


@pytest.fixture(scope="module")
def gifts(data: Path) -> GiftShop:
    lines = (
        pl.read_parquet(data / "online_retail" / "online_retail.parquet")
        .with_columns(pl.col("stock_code", "description").cast(pl.String))
        .filter(pl.col("quantity") > 0, pl.col("unit_price") > 0, pl.col("stock_code").str.contains(r"^\d{5}"))
        .with_columns(order=pl.col("invoice_no").rank("dense").cast(pl.Int64))
        .with_columns(person=pl.col("customer_id").cast(pl.Int64).fill_null(-1))
    )
    known = lines.group_by("stock_code").agg(
        pl.col("description").drop_nulls().mode().sort().first(), (pl.col("unit_price").median() * 100).round()
    )
    known = known.sort("stock_code").with_row_index("item")
    products = [Product(code, name or code, int(price), "GBP") for _, code, name, price in known.iter_rows()]
    lines = lines.join(known.select("stock_code", "item"), on="stock_code")
    columns = (lines[name].to_numpy() for name in ("order", "person"))
    baskets = Baskets(*columns, lines["item"].cast(pl.Int32).to_numpy(), len(products))
    return GiftShop(lines, products, baskets, known["unit_price"].to_numpy())


def test_counts_equal_a_self_join(gifts: GiftShop) -> None:
    some = gifts.lines.filter(pl.col("item") % 7 == 0).select("order", "person", "item").unique()
    pairs = some.join(some, on=["order", "person"], suffix="_other").filter(pl.col("item") != pl.col("item_other"))
    known = pl.col("person").filter(pl.col("person") >= 0)
    expected = pairs.group_by("item", "item_other").agg(pl.col("order").n_unique(), known.n_unique())
    columns = (some[name].to_numpy() for name in ("order", "person", "item"))
    baskets = Baskets(*columns, len(gifts.products))
    everything = PairRule(0, 1.0, 10.0, 600, np.ones(len(gifts.products), dtype=np.bool_), 0.0)
    found = count_pairs(baskets, everything)
    counted = zip(found.item, found.other, found.baskets, found.customers, strict=True)
    assert {tuple(int(number) for number in row) for row in counted} == set(expected.iter_rows())


def test_teacups_and_clocks_of_one_series_go_together(gifts: GiftShop) -> None:
    learned = Complements().fit(gifts.baskets)
    teacup = gifts.names(learned.neighbours(gifts.place("GREEN REGENCY TEACUP AND SAUCER"))["other"].tolist())
    assert {"ROSES REGENCY TEACUP AND SAUCER", "PINK REGENCY TEACUP AND SAUCER"} == set(teacup[:2])
    clock = gifts.names(learned.neighbours(gifts.place("ALARM CLOCK BAKELIKE GREEN"))["other"].tolist())
    assert all(name.startswith("ALARM CLOCK BAKELIKE") for name in clock[:4])


def test_most_products_with_enough_customers_have_complements(gifts: GiftShop) -> None:
    learned = Complements().fit(gifts.baskets)
    customers = np.bincount(gifts.baskets.lifetimes().item, minlength=gifts.baskets.item_count)
    often = np.flatnonzero(customers >= 100)
    assert np.mean(np.diff(learned.neighbours_.start)[often] > 0) > 0.99
    assert (learned.neighbours_.records["customers"] >= 20).all()


def test_also_bought_counts_true_customers(gifts: GiftShop) -> None:
    learned = AlsoBought().fit(gifts.baskets)
    one = gifts.place("REGENCY CAKESTAND 3 TIER")
    for other, customers in learned.neighbours(one)[["other", "customers"]][:5].tolist():
        buyers = [
            set(gifts.lines.filter(pl.col("item") == item, pl.col("person") >= 0)["person"]) for item in (one, other)
        ]
        assert customers == len(buyers[0] & buyers[1])


def test_upgrades_are_few_and_make_sense(gifts: GiftShop) -> None:
    learned = Upgrades().fit(gifts.products, {}, gifts.baskets)
    assert 30 <= len(learned.neighbours_.records) <= 90
    for chosen, offered in [
        ("PICNIC BASKET WICKER SMALL", "PICNIC BASKET WICKER LARGE"),
        ("SMALL CERAMIC TOP STORAGE JAR", "LARGE CERAMIC TOP STORAGE JAR"),
        ("SET 12 COLOUR PENCILS SPACEBOY", "SET 36 COLOUR PENCILS SPACEBOY"),
        ("LUNCH BAG RED RETROSPOT", "JUMBO BAG RED RETROSPOT"),
        ("RED DINER WALL CLOCK", "RED REFECTORY CLOCK"),
    ]:
        assert offered in gifts.names(learned.neighbours(gifts.place(chosen))["other"].tolist())
    for chosen in range(len(gifts.products)):
        for step in learned.neighbours(chosen):
            assert (
                gifts.products[chosen].price < gifts.products[step["other"]].price <= 2 * gifts.products[chosen].price
            )
            assert step["customers"] >= 20
