from __future__ import annotations

import re

import polars as pl
import pytest
from django.test import Client

from tests.integration.backoffice.conftest import AT, CUSTOMERS, frame, save_order, text
from worthmore.offering.service import Service
from worthmore.outcomes.models import Decision
from worthmore.shop import operations


def test_a_customer_is_found_by_number_name_or_address(shop: Service, clerk: Client) -> None:
    for typed in ("ann", "PEETERS", "example.org", "nn pee"):
        assert 'href="/office/customers/ann/"' in text(clerk.get("/office/customers/", {"q": typed})), typed
    assert "Nothing found" in text(clerk.get("/office/customers/", {"q": "zebra"}))


def test_a_customer_without_a_name_goes_by_the_number(shop: Service, clerk: Client) -> None:
    page = text(clerk.get("/office/customers/", {"q": "ben"}))
    assert '<a href="/office/customers/ben/2/">ben/2</a>' in page
    page = text(clerk.get("/office/customers/ben/2/"))
    assert "<h1>ben/2</h1>" in page
    assert "there is nothing to go by" in page
    assert "No orders." in page


def test_a_customer_shows_orders_satisfaction_and_what_would_be_offered(shop: Service, clerk: Client) -> None:
    page = text(clerk.get("/office/customers/ann/"))
    for fact in ("Ann Peeters", "ann@example.org", "90%", "survey", "fine bike", "25 Apr 2026 12:00", "€1,000"):
        assert fact in page, fact
    now = page[page.index('id="now"') : page.index('id="orders"')]
    assert "On the thank-you page of order 1001" in now
    assert "Chain lock" in now
    assert "out of stock" in now
    assert "<code>stock</code>" in now
    assert Decision.objects.count() == 0


def test_a_customer_in_the_control_group_is_explained(shop: Service, clerk: Client) -> None:
    operations.set_policy("control_share", 1.0, AT)
    page = text(clerk.get("/office/customers/ann/"))
    assert "This customer is in the control group and gets no offers" in page
    assert "No offer." in page
    assert "<code>control_group</code>" in page, "what would have been offered is there to see"
    assert "control group" in text(clerk.get("/office/try/", {"cart": "bike", "customer": "ann"}))


def test_a_dissatisfied_customer_is_explained(shop: Service, clerk: Client) -> None:
    operations.set_policy("dissatisfied_below", 0.95, AT)
    operations.set_policy("dissatisfied_days", 36_500, AT)
    page = text(clerk.get("/office/customers/ann/"))
    assert "dissatisfied customer" in page
    assert "No offer." in page


def test_an_order_that_came_back_is_shown_and_not_offered_upon(shop: Service, clerk: Client) -> None:
    rows = {"order_id": "1003", "key": "0", "product_id": "lock", "at": AT, "quantity": -1, "unit_price": 3_995}
    returned = pl.DataFrame([{**rows, "currency": "EUR", "customer_id": "ben/2"}])
    operations.save_order_lines("demo", returned.with_columns(at=pl.col("at").dt.cast_time_unit("us")), AT)
    page = text(clerk.get("/office/customers/ben/2/"))
    assert "-1 ×" in page
    assert "there is nothing to go by" in page


def test_orders_of_the_same_person_in_another_shop_are_shown_without_leading_astray(
    shop: Service, clerk: Client
) -> None:
    operations.ensure_source("other", AT)
    operations.save_customers("other", frame(CUSTOMERS, [{"external_id": "77", "email": "ann@example.org"}]), AT)
    save_order("2001", "77", "teapot", source="other")
    page = text(clerk.get("/office/customers/ann/"))
    assert re.search(r"2001 <span class=\"tag\">other</span>", page)
    assert "teapot" in page
    assert "/office/products/teapot/" not in page
    assert '<span class="tag">other 77</span>' in page


@pytest.mark.parametrize("customer_id", ["nobody", "ann/", "Ann", "x" * 5000, "%00", "%ff", "50%25", "a%0ab"])
def test_an_unknown_customer_gets_a_page_that_says_so(shop: Service, clerk: Client, customer_id: str) -> None:
    response = clerk.get(f"/office/customers/{customer_id}/")
    assert response.status_code == 404
    assert "Unknown customer" in text(response)
