"""A version into which orders were folded is the version that is learned from all of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from tests.unit.training.shop_of_two import AT, SHOP, save_orders, save_products
from worthmore.learn.neighbours import RECORD, NeighbourTable
from worthmore.learn.returns import ReturnChance
from worthmore.shop import operations
from worthmore.shop.columns import ORDER_LINES
from worthmore.training.files import source_folder
from worthmore.training.published import open_learned
from worthmore.training.queries import Published
from worthmore.training.train import train

pytestmark = pytest.mark.django_db(transaction=True)
WEEK = timedelta(days=7)
NIGHT = AT + timedelta(days=1)


def more_orders(*bought: tuple[str | None, str, tuple[str, ...], int]) -> None:
    """Orders of the next day: customer (None: a guest), order, products, quantity of each."""
    rows = [
        {
            "order_id": order,
            "key": f"{place}{quantity}",
            "product_id": product,
            "at": AT - timedelta(days=6) if order == "5" else AT + timedelta(hours=3),
            "quantity": quantity,
            "unit_price": 1_000,
            "currency": "EUR",
            "customer_id": customer,
        }
        for customer, order, products, quantity in bought
        for place, product in enumerate(products)
    ]
    schema = {name: dtype for name, dtype in ORDER_LINES.schema.items() if name in rows[0]}
    operations.save_order_lines(SHOP, pl.DataFrame(rows, schema=schema), AT)


DAY = (
    ("customer 3", "n1", ("better", "lock"), 1),  # somebody known buys again
    ("nobody yet", "n2", ("bike", "lock", "better"), 2),
    (None, "n3", ("bike", "lock"), 1),
    ("customer 5", "5", ("bell",), -1),  # a return in an order of before
    ("customer 6", "n4", ("lock",), -1),  # and in one of its own
    *((f"new {number}", f"m{number}", ("bike", "lock", "better"), 1) for number in range(5)),
)


@pytest.fixture
def shop() -> None:
    save_products()
    save_orders()


def table(version: Published, name: str) -> NeighbourTable:
    return NeighbourTable.load(source_folder(version.folder, SHOP) / name)


def same(one: NeighbourTable, other: NeighbourTable) -> bool:
    columns = (np.allclose(one.records[n], other.records[n], rtol=1e-6, equal_nan=True) for n in RECORD.names or ())
    return one.start.tolist() == other.start.tolist() and all(columns)


def summary(version: Published) -> dict[str, Any]:
    found: dict[str, Any] = version.summary[SHOP]
    return found


@pytest.mark.parametrize("cut", [0, 3])
def test_orders_folded_in_give_what_learning_all_gives(shop: None, tmp_path: Path, cut: int) -> None:
    first = train(tmp_path / "a", AT, full_after=WEEK)
    before = table(first, "also_bought").records.copy()
    for part, night in ((DAY[:cut], NIGHT), (DAY[cut:], NIGHT + timedelta(days=1))):
        if part:
            more_orders(*part)
        folded = train(tmp_path / "a", night, full_after=WEEK)
        assert "folded" in summary(folded)
    full = train(tmp_path / "b", NIGHT + timedelta(days=1))
    for name in ("also_bought", "complements"):
        assert same(table(folded, name), table(full, name)), name
    for name in ("orders", "customers", "also_bought", "products_with_also_bought", "return_share"):
        assert summary(folded)[name] == summary(full)[name], name
    units = [ReturnChance.load(source_folder(one.folder, SHOP) / "returns").units_ for one in (folded, full)]
    assert np.array_equal(*units)
    assert [one.product_id for one in open_learned(folded.folder, SHOP).upgrades("bike")] == ["better"]
    assert np.array_equal(table(first, "also_bought").records, before)  # the version before is as it was


def full_again(tmp_path: Path, night: Any = NIGHT) -> bool:
    return "folded" not in summary(train(tmp_path, night, full_after=WEEK))


def test_without_anything_to_fold_into_everything_is_learned(shop: None, tmp_path: Path) -> None:
    train(tmp_path, AT)
    assert full_again(tmp_path)
    assert not full_again(tmp_path)


def test_after_a_week_everything_is_learned_again(shop: None, tmp_path: Path) -> None:
    train(tmp_path, AT, full_after=WEEK)
    assert not full_again(tmp_path, AT + timedelta(days=6))
    assert full_again(tmp_path, AT + WEEK)
    assert not full_again(tmp_path, AT + WEEK)


def test_an_order_of_before_that_changed_has_everything_learned_again(shop: None, tmp_path: Path) -> None:
    train(tmp_path, AT, full_after=WEEK)
    change = pl.DataFrame(
        [("7", "0", "bike", AT - timedelta(days=8), 9, 1_000, "EUR", "customer 7")],
        schema={name: ORDER_LINES.schema[name] for name in COLUMNS},
        orient="row",
    )
    operations.save_order_lines(SHOP, change, AT)
    assert full_again(tmp_path)


COLUMNS = ("order_id", "key", "product_id", "at", "quantity", "unit_price", "currency", "customer_id")


def test_a_changed_assortment_has_everything_learned_again(shop: None, tmp_path: Path) -> None:
    train(tmp_path, AT, full_after=WEEK)
    more_orders(("customer 3", "n1", ("something new",), 1))
    assert full_again(tmp_path)


def test_another_setting_has_everything_learned_again(shop: None, tmp_path: Path) -> None:
    train(tmp_path, AT, full_after=WEEK)
    operations.set_policy("minimum_customers", 10, AT)
    assert full_again(tmp_path)


def test_a_pair_that_comes_up_out_of_nothing_has_everything_learned_again(shop: None, tmp_path: Path) -> None:
    train(tmp_path, AT, full_after=WEEK)
    more_orders(*((f"new {number}", f"m{number}", ("bell", "better"), 1) for number in range(25)))
    assert full_again(tmp_path)
