"""A small shop of people who can be asked, and the words of this room close at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from worthmore.consent import operations, queries
from worthmore.consent.values import Proof, Recorded
from worthmore.shop.operations import save_customers, save_order_lines, save_products
from worthmore.shop.queries import person_key_of
from worthmore.vocabulary.permission import Channel, Purpose, Question, Verdict

AT = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)
OWN = Proof("customer", place="their own page", how="button", own_act=True)
TOLD = Proof("shop", place="checkout", how="checkbox")


@dataclass
class People:
    """Customers of one source, by their ids. Days count from `AT`."""

    source: str = "shop"
    keys: dict[str, str] = field(default_factory=dict)

    def add(self, customer: str, **known: str) -> str:
        """Make a customer known (again); gives the person's key."""
        row = {"external_id": customer, "country": "BE", **known}
        save_customers(self.source, pl.DataFrame([row]), AT)
        key = person_key_of(self.source, customer)
        assert key is not None
        self.keys[customer] = key
        return key

    def buy(self, customer: str, day: float, product: str = "bike", category: str = "Bicycles/City bikes") -> None:
        """They bought one of a product."""
        goods = {
            "external_id": [product],
            "name": [product],
            "price": [100],
            "currency": ["EUR"],
            "category": [category],
        }
        save_products(self.source, pl.DataFrame(goods), AT)
        line = {
            "order_id": [f"{customer}-{product}-{day}"],
            "key": ["1"],
            "product_id": [product],
            "customer_id": [customer],
            "at": [AT + day * DAY],
            "quantity": [1],
            "unit_price": [100],
            "currency": ["EUR"],
        }
        save_order_lines(self.source, pl.DataFrame(line), AT)


@pytest.fixture
def people(db: None) -> People:
    return People()


@pytest.fixture
def jan(people: People) -> str:
    """A Belgian customer with every kind of address."""
    return people.add("jan", name="Jan Janssens", email="Jan@Example.be", phone="0470 12 34 56", postcode="9000")


Give = Callable[..., Recorded]


def give(key: str, day: float = 0, channel: Channel = Channel.EMAIL, proof: Proof = TOLD) -> Recorded:
    return operations.give(key, channel, Purpose.MARKETING, AT + day * DAY, proof, AT + day * DAY)


def object_to(key: str, day: float, channel: Channel | None = Channel.EMAIL, proof: Proof = TOLD) -> Recorded:
    return operations.object_to(key, channel, None, AT + day * DAY, proof, AT + day * DAY)


def withdraw(key: str, day: float, channel: Channel | None = Channel.EMAIL) -> Recorded:
    return operations.withdraw(key, channel, Purpose.MARKETING, AT + day * DAY, TOLD, AT + day * DAY)


def may(key: str, day: float, channel: Channel = Channel.EMAIL, **more: bool) -> Verdict:
    return queries.may(Question(channel, AT + day * DAY, **more), key)


def allowed(key: str, day: float, channel: Channel = Channel.EMAIL, **more: bool) -> bool:
    return may(key, day, channel, **more).allowed
