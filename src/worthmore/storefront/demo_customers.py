"""The demo customers a visitor may look around as."""

from __future__ import annotations

from dataclasses import dataclass

from worthmore.simulation.demo import DEMO_CUSTOMERS
from worthmore.storefront import words


@dataclass(frozen=True, slots=True)
class DemoCustomer:
    """`id` is the customer's id in the demo source; `name` and `story` are what the visitor chooses by."""

    id: str
    name: str
    story: str


def listed() -> list[DemoCustomer]:
    """All of them, with their stories in the visitor's language."""
    return [DemoCustomer(customer.id, customer.name, words.called(customer.story)) for customer in DEMO_CUSTOMERS]


def country_of(customer_id: str) -> str | None:
    """The country of one of them, in two letters; None when there is no such customer."""
    return next((customer.city[2] for customer in DEMO_CUSTOMERS if customer.id == customer_id), None)


def known(customer_id: str) -> bool:
    """Whether there is one with that id."""
    return any(customer.id == customer_id for customer in DEMO_CUSTOMERS)
