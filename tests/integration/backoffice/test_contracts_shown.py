"""A customer's contracts on their page, and the account page under *Try it*."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest
from django.test import Client

from tests.integration.backoffice.conftest import text
from worthmore.offering.service import Service
from worthmore.shop import operations
from worthmore.vocabulary.clock import now


@pytest.fixture
def caller(shop: Service) -> Service:
    """Somebody without any order who fills the minutes of a plan, in the shop of the other tests."""
    at = now()
    operations.set_policy("control_share", 0.0, at)
    rows = [("m", "Medium", 2_000, "EUR"), ("l", "Large", 2_500, "EUR"), ("roam", "Roaming", 400, "EUR")]
    columns = ["external_id", "name", "price", "currency"]
    operations.save_products("demo", pl.DataFrame(rows, schema=columns, orient="row"), at)
    plans = [("m", "Mobile", "M", '{"minutes": 500}'), ("l", "Mobile", "L", '{"minutes": 1000}')]
    columns = ["product_id", "ladder", "level", "limits"]
    operations.save_plans("demo", pl.DataFrame(plans, schema=columns, orient="row"), at)
    operations.save_customers("demo", pl.DataFrame([{"external_id": "cal", "name": "Cal <b>", "country": "BE"}]), at)
    contract = {
        "external_id": "C-1",
        "customer_id": "cal",
        "product_id": "m",
        "started_at": at - timedelta(days=400),
        "last_used_at": at - timedelta(hours=1),
        "covers": "roam\nunknown-thing",
        "seats": 2,
    }
    operations.save_contracts("demo", pl.DataFrame([contract]), at)
    months, first = [], at.date().replace(day=1)
    for amount in (990, 960, 950):
        first = (first - timedelta(days=1)).replace(day=1)
        months.append({"contract_id": "C-1", "counter": "minutes", "period": first, "amount": float(amount)})
    operations.save_usage("demo", pl.DataFrame(months), at)
    return shop


def test_contracts_with_their_use_stand_on_the_customers_page(caller: Service, clerk: Client) -> None:
    page = text(clerk.get("/office/customers/cal/"))
    contracts = page[page.index('id="contracts"') : page.index('id="now"')]
    for fact in ("Medium", "C-1", "+ Roaming", "+ unknown-thing", "minutes: 950, 960, 990", "(of 1,000)", "2 × €20"):
        assert fact in contracts, fact


def test_what_the_account_page_would_offer_stands_beside(caller: Service, clerk: Client) -> None:
    page = text(clerk.get("/office/customers/cal/"))
    shown = page[page.index('id="now"') :]
    assert "On the account page." in shown
    assert "Large" in shown
    assert "larger plan" in shown
    assert "own use of the contract" in shown


def test_a_customer_without_contracts_has_no_such_part(caller: Service, clerk: Client) -> None:
    assert 'id="contracts"' not in text(clerk.get("/office/customers/ann/"))


def test_the_account_page_may_be_tried_with_nothing_but_a_customer(caller: Service, clerk: Client) -> None:
    page = text(clerk.get("/office/try/", {"placement": "account", "customer": "cal"}))
    decision = page[page.index('id="decision"') :]
    assert "Large" in decision
    assert "500 more" not in decision
    assert "1,000 more minutes" in decision


@pytest.mark.parametrize("language", ["nl", "fi"])
def test_it_is_there_in_every_language(caller: Service, clerk: Client, language: str) -> None:
    clerk.cookies["django_language"] = language
    page = text(clerk.get("/office/customers/cal/", headers={"accept-language": language}))
    assert {"nl": "Contracten", "fi": "Sopimukset"}[language] in page
