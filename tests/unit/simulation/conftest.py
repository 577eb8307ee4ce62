"""One simulated shop for all tests of the room."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import polars as pl
import pytest

from worthmore.simulation.catalogue.assortment import Assortment
from worthmore.simulation.catalogue.reading import demo_assortment
from worthmore.simulation.history import Block, Plan, history
from worthmore.simulation.world import World, demo_world

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def at() -> datetime:
    return AT


@pytest.fixture(scope="session")
def assortment() -> Assortment:
    return demo_assortment()


@pytest.fixture(scope="session")
def shop_world() -> World:
    return demo_world()


@pytest.fixture(scope="session")
def block(shop_world: World) -> Block:
    return next(history(shop_world, Plan("demo", 6000), AT, np.random.default_rng(1)))


@pytest.fixture(scope="session")
def lines(block: Block, assortment: Assortment) -> pl.DataFrame:
    """The block's order lines with each product's family."""
    families = pl.DataFrame(
        [(item.id, item.family) for item in assortment.items], schema=["product_id", "family"], orient="row"
    )
    return block.order_lines.join(families, on="product_id", maintain_order="left")
