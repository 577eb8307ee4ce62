"""Who is to be helped first, where a customer stands, and where people get stuck: as the shop's own people see it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl
from django.test import Client

from worthmore.offering.service import Service
from worthmore.shop import operations
from worthmore.shop.columns import CASES, CONTRACTS, NEEDS, SATISFACTION
from worthmore.vocabulary.clock import now


def save(columns: Any, store: Any, **row: Any) -> None:
    frame = pl.DataFrame([row], schema={name: columns.schema[name] for name in row})
    store("demo", frame, now())


def unhappy(customer: str, score: float = 0.1) -> None:
    save(
        SATISFACTION,
        operations.save_satisfaction,
        external_id=f"s-{customer}",
        customer_id=customer,
        score=score,
        kind="review",
        at=now() - timedelta(days=2),
    )


def page(client: Client, address: str = "") -> str:
    response = client.get(f"/office/{address}")
    assert response.status_code == 200
    return response.content.decode()


def test_today_names_who_is_to_be_helped_first_with_the_reason(shop: Service, clerk: Client) -> None:
    assert "Repair this first" not in page(clerk)
    unhappy("ann")
    save(
        CASES,
        operations.save_cases,
        external_id="c-1",
        customer_id="77",
        kind="complaint",
        opened_at=now() - timedelta(days=1),
    )
    text = page(clerk)
    assert "Repair this first" in text
    assert "/office/customers/ann/" in text
    assert "complaint" in text
    assert page(clerk, "repair/").count("<tr>") == 3


def test_who_never_used_what_they_have_is_to_be_helped(shop: Service, clerk: Client) -> None:
    product = next(iter(shop.holder.current().shops["demo"].products))  # type: ignore[union-attr]
    save(
        CONTRACTS,
        operations.save_contracts,
        external_id="k-1",
        customer_id="ann",
        product_id=product,
        started_at=now() - timedelta(days=9),
        last_used_at=None,
    )
    text = page(clerk, "repair/")
    assert "does not use it" in text
    assert '<td data-label="First">help</td>' in text


def test_the_content_are_not_on_the_list(shop: Service, clerk: Client) -> None:
    unhappy("ann", score=0.9)
    assert "Nobody, as far as we were told." in page(clerk, "repair/")


def test_a_customer_shows_grade_evidence_stage_and_needs(shop: Service, clerk: Client) -> None:
    unhappy("ann")
    save(
        NEEDS,
        operations.save_needs,
        external_id="n-1",
        customer_id="ann",
        text="a small kitchen, <b>now</b>",
        language="en",
        told="till",
        told_by="sanne",
        at=now(),
    )
    text = page(clerk, "customers/ann/")
    for said in (
        "Where this customer stands",
        "dissatisfied",
        "Dissatisfied: repair that first",
        "review",
        "not now",
        "width at most 60 cm",
        "at the till",
        "sanne",
        "&lt;b&gt;now",
    ):
        assert said in text, said


def test_the_journey_says_that_there_is_not_enough_yet(shop: Service, clerk: Client) -> None:
    text = page(clerk, "journey/")
    assert "Not enough data yet." in text
    save(
        CASES,
        operations.save_cases,
        external_id="c-1",
        customer_id="77",
        kind="late_parcel",
        opened_at=now() - timedelta(days=1),
    )
    assert "fewer than 20 people" in page(clerk, "journey/")
