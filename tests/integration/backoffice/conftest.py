"""A small shop in the database, an engine over it, and somebody who is logged in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from worthmore.backoffice.access import Role
from worthmore.backoffice.acts import Act
from worthmore.backoffice.models import Member
from worthmore.backoffice.queries.audit import Logged, Wanted, entries
from worthmore.offering.service import Service, open_service
from worthmore.shop import operations, queries
from worthmore.shop.columns import ATTRIBUTES, CUSTOMERS, ORDER_LINES, PRODUCTS, FrameKind

AT = datetime(2026, 5, 2, 10, tzinfo=UTC)
PASSWORD = "a password of twelve words"
ODD_IDS = ["a/b", "50% off", "x#y?z&q=1", "é ü", "../up", "//", "two\nlines", "a:b", "<b>&amp;", "try/", "ends/"]
ROWS: list[dict[str, Any]] = [
    {
        "external_id": "bike",
        "name": "City bike",
        "names": json.dumps({"nl": "Stadsfiets"}),
        "price": 100_000,
        "cost": 55_000,
        "stock": 3,
        "category": "Bicycles/City bikes",
        "brand": "Merelwiel",
        "attributes": json.dumps({"battery": 250, "weight": 25.9, "frame": "low step", "far": 1e14}),
    },
    {
        "external_id": "better",
        "name": "Better city bike",
        "price": 119_000,
        "category": "Bicycles/City bikes",
        "attributes": json.dumps({"battery": 500, "weight": 22.9}),
    },
    {"external_id": "racer", "name": "Racing bike", "price": 240_000, "category": "Bicycles/Racing bikes"},
    {"external_id": "lock", "name": "Chain lock", "names": json.dumps({"nl": "Kettingslot"}), "price": 3_995},
    {"external_id": "gone", "name": "Helmet", "price": 4_995, "stock": 0},
    *({"external_id": one, "name": f"Odd {place}", "price": 1_000 + place} for place, one in enumerate(ODD_IDS)),
]
RELATIONS = [
    ("bike", "lock", "accessory"),
    ("bike", "gone", "accessory"),
    ("bike", "better", "upgrade"),
    ("bike", "racer", "upgrade"),
    *(("lock", one, "accessory") for one in ODD_IDS),
]
KINDS = [
    {"name": "battery", "unit": "Wh", "direction": "higher", "labels": json.dumps({"nl": "accu"})},
    {"name": "weight", "unit": "kg", "direction": "lower", "labels": json.dumps({"nl": "gewicht"})},
]
PEOPLE: list[dict[str, Any]] = [
    {"external_id": "ann", "name": "Ann Peeters", "email": "ann@example.org", "city": "Antwerpen"},
    {"external_id": "ben/2", "name": "", "email": ""},
]


def frame(kind: FrameKind, rows: list[dict[str, Any]], **same: object) -> pl.DataFrame:
    """Rows as a frame of its kind, with the columns they use."""
    full = [{**same, **row} for row in rows]
    used = {name for row in full for name in row}
    return pl.DataFrame(full, schema={name: dtype for name, dtype in kind.schema.items() if name in used})


def save_products(rows: list[dict[str, Any]], source: str = "demo") -> None:
    plain = {"currency": "EUR", "names": "{}", "attributes": "{}", "category": "", "brand": ""}
    operations.save_products(source, frame(PRODUCTS, rows, **plain), AT)


def save_order(
    order: str, customer: str, *products: str, source: str = "demo", at: datetime = AT, price: int = 1_000
) -> None:
    rows = [{"order_id": order, "key": str(place), "product_id": one} for place, one in enumerate(products)]
    same = {"at": at, "quantity": 1, "unit_price": price, "currency": "EUR", "customer_id": customer}
    operations.save_order_lines(source, frame(ORDER_LINES, rows, **same), at)


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    """A data folder of its own."""
    settings.WORTHMORE_HOME = tmp_path
    return tmp_path


@pytest.fixture
def service(db: None, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """An engine that sees what the test saves: it looks in the test's own thread, at every question."""
    opened = open_service(home, "a secret of these tests")
    opened.holder.interval = 0
    monkeypatch.setattr("worthmore.backoffice.views.source.shared_service", lambda home, secret: opened)
    yield opened
    opened.close()


@pytest.fixture
def shop(service: Service) -> Service:
    """The products and customers above, with an order of Ann's last week and her satisfaction."""
    operations.ensure_source("demo", AT)
    save_products(ROWS)
    relations = pl.DataFrame(RELATIONS, schema=["product_id", "other_id", "kind"], orient="row")
    operations.save_relations("demo", relations, AT)
    operations.save_attributes("demo", frame(ATTRIBUTES, KINDS), AT)
    operations.save_customers("demo", frame(CUSTOMERS, PEOPLE), AT)
    operations.set_policy("control_share", 0.0, AT)
    save_order("1001", "ann", "bike", at=AT - timedelta(days=7), price=100_000)
    said = [{"external_id": "s1", "customer_id": "ann", "score": 0.9, "kind": "survey", "at": AT, "note": "fine bike"}]
    operations.save_satisfaction("demo", pl.DataFrame(said), AT)
    return service


@pytest.fixture
def user(db: None, settings: Any) -> User:
    """Somebody who works in the shop. A password is checked quickly here, and nobody has guessed at it yet."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    return login_of("jan", Role.OWNER)


def login_of(name: str, role: Role | None) -> User:
    """Somebody of the shop in a role, with the password of these tests."""
    made = User.objects.create_user(name, password=PASSWORD)
    if role is not None:
        Member.objects.create(user=made, role=role, since=AT)
    return made


@pytest.fixture
def visitor(service: Service) -> Iterator[Client]:
    """Somebody who is not logged in, reading English."""
    client = Client()
    client.cookies.load({"django_language": "en"})
    yield client
    translation.deactivate()  # a page leaves its language behind in the thread


@pytest.fixture
def clerk(user: User, visitor: Client) -> Client:
    """Somebody who is logged in."""
    visitor.force_login(user)
    return visitor


@pytest.fixture
def as_role(user: User, service: Service) -> Callable[[Role | None], Client]:
    """Makes browsers of somebody in a role, reading English; the login is called as the role."""

    def make(role: Role | None) -> Client:
        name = role.value if role else "nobody"
        made = User.objects.filter(username=name).first() or login_of(name, role)
        client = Client()
        client.cookies.load({"django_language": "en"})
        client.force_login(made)
        return client

    return make


@pytest.fixture
def key(shop: Service) -> str:
    """Ann's key."""
    return queries.person_key_of("demo", "ann") or ""


def logged(act: Act | None = None) -> list[Logged]:
    """What the audit log holds, the newest first."""
    return entries(Wanted(acts=(act,) if act else None))


def text(response: Any) -> str:
    """The page as it was sent."""
    content: bytes = response.content
    return content.decode()
