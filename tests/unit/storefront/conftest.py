"""A small shop whose every product a person can remember."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.test import Client

from worthmore.shop import operations
from worthmore.shop.columns import ATTRIBUTES, PRODUCTS, RELATIONS
from worthmore.storefront.keys import FILE_NAME
from worthmore.storefront.shelf import holder

AT = datetime(2026, 5, 2, 10, tzinfo=UTC)


def row(product_id: str, name: str, price: int, category: str, **more: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "external_id": product_id,
        "name": name,
        "price": price,
        "currency": "EUR",
        "category": category,
        "stock": 10,
        "names": "{}",
        "attributes": "{}",
    }
    return {**plain, **more}


BIKE = {"battery": 250, "weight": 25.9, "frame": "low step"}
BETTER = {"battery": 500, "weight": 22.9, "frame": "low step"}
ROWS = [
    row("bike", "City e-bike Lento E3", 100_000, "Bicycles/City e-bikes", attributes=json.dumps(BIKE)),
    row(
        "better",
        "City e-bike Lento E5",
        119_000,
        "Bicycles/City e-bikes",
        attributes=json.dumps(BETTER),
        names=json.dumps({"nl": "Elektrische stadsfiets Lento E5"}),
    ),
    row("racer", "Racing bike Snel", 240_000, "Bicycles/Racing bikes", stock=2),
    row("gone", "City e-bike Polder", 134_900, "Bicycles/City e-bikes", stock=0),
    row("lock", "Chain lock Schakel 9", 3_995, "Bicycle accessories/Locks", stock=None),
    row("old", "Helmet of last year", 2_995, "Bicycle accessories/Helmets", active_until=date(2020, 1, 1)),
    row("cards", "Business cards 100", 2_495, "Printing/Business cards", tiers='{"2": 1650}'),
    row("box", "Box with your logo", 295, "Printing/Printed extras", tiers='{"2": 210}'),
    row("pens", "Pens 5 with your logo", 495, "Printing/Printed extras", stock=1),
    row("a/b c", "Basket <b>Markt</b> & more", 2_500, "Bicycle accessories/Bags and baskets"),
]
KINDS = [
    {"name": "battery", "unit": "Wh", "direction": "higher", "labels": json.dumps({"nl": "accu", "en": "battery"})},
    {"name": "weight", "unit": "kg", "direction": "lower", "labels": json.dumps({"nl": "gewicht", "en": "weight"})},
    {"name": "frame", "need": True, "labels": json.dumps({"nl": "frame", "en": "frame"})},
]


STEPS = [("bike", "lock"), ("cards", "box"), ("cards", "pens")]


def save(rows: list[dict[str, Any]]) -> None:
    operations.save_products("demo", pl.DataFrame(rows, schema_overrides=_schema(PRODUCTS.schema, rows)), AT)


def _schema(schema: dict[str, pl.DataType], rows: list[dict[str, Any]]) -> dict[str, pl.DataType]:
    used = {name for row in rows for name in row}
    return {name: kind for name, kind in schema.items() if name in used}


@pytest.fixture
def shop(db: None) -> Iterator[None]:
    """The products above, on the shelf."""
    operations.ensure_source("demo", AT)
    save(ROWS)
    steps = [(chosen, other, "funnel_step", place) for place, (chosen, other) in enumerate(STEPS)]
    operations.save_relations("demo", pl.DataFrame(steps, schema=RELATIONS.schema, orient="row"), AT)
    kinds = pl.DataFrame(KINDS, schema_overrides=_schema(ATTRIBUTES.schema, KINDS))
    operations.save_attributes("demo", kinds, AT)
    holder.forget()
    yield
    holder.forget()


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    """A data folder of its own, without keys."""
    settings.WORTHMORE_HOME = tmp_path
    return tmp_path


@pytest.fixture
def keys(home: Path) -> Path:
    """The shop's keys in its data folder."""
    file = home / FILE_NAME
    file.write_text(json.dumps({"storefront": "public-key", "server": "secret-key", "origins": []}))
    return file


@pytest.fixture
def visitor(shop: None, home: Path) -> Client:
    """Somebody looking around in English, in a shop without keys."""
    client = Client()
    client.cookies.load({"django_language": "en"})
    return client
