"""A small real shop in the database, a real engine over it, and keys as they are made and revoked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from falcon import testing

from worthmore.api.app import create_app
from worthmore.api.keys import KeyRing
from worthmore.api.operations import create_key
from worthmore.api.queries import valid_keys
from worthmore.api.rate import RateLimit
from worthmore.offering.service import Service, open_service
from worthmore.shop.operations import save_customers, save_products, save_relations, set_policy

AT = datetime(2026, 5, 1, 10, 0, tzinfo=UTC)
ORIGIN = "https://shop.example"
PRODUCTS = pl.DataFrame(
    [
        ("bike-21", "City bike 21", 89900, "EUR", "Bicycles/City bikes"),
        ("lock-7", "Folding lock", 5995, "EUR", "Accessories/Locks"),
        ("lock-9", "Chain lock", 4995, "EUR", "Accessories/Locks"),
        ("helmet-3", "Helmet", 6995, "EUR", "Accessories/Helmets"),
    ],
    schema=["external_id", "name", "price", "currency", "category"],
    orient="row",
)
RELATIONS = pl.DataFrame(
    [("bike-21", other, "accessory", place) for place, other in enumerate(["lock-7", "lock-9", "helmet-3"])],
    schema=["product_id", "other_id", "kind", "position"],
    orient="row",
)


@dataclass(frozen=True)
class Shop:
    """What a test of the whole API holds in its hands."""

    service: Service
    ring: KeyRing
    server: str
    storefront: str
    client: testing.TestClient

    def post(self, path: str, body: Any, key: str | None = None, **headers: str) -> testing.Result:
        sent = {"Authorization": f"Bearer {key or self.server}", **headers}
        return self.client.simulate_post(path, json=body, headers=sent)


@pytest.fixture
def shop(transactional_db: None, tmp_path: Path) -> Iterator[Shop]:
    save_products("demo", PRODUCTS, AT)
    save_relations("demo", RELATIONS, AT)
    save_customers("demo", pl.DataFrame({"external_id": ["1042"]}), AT)
    set_policy("control_share", 0.0, AT)
    server = create_key("server", "server", "demo", [], AT)
    storefront = create_key("page", "storefront", "demo", [ORIGIN], AT)
    service = open_service(tmp_path, "a secret of these tests")
    ring = KeyRing(valid_keys, every=0)
    app = create_app(lambda: service, ring, RateLimit(0))
    yield Shop(service, ring, server, storefront, testing.TestClient(app))
    service.close()
