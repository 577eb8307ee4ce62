from __future__ import annotations

import polars as pl
import pytest
from django.test import Client

from tests.unit.storefront.conftest import AT
from worthmore.shop import operations
from worthmore.simulation.demo import DEMO_CUSTOMERS


def test_a_visitor_may_be_a_demo_customer_and_nobody_again(visitor: Client) -> None:
    customer = DEMO_CUSTOMERS[0]
    page = visitor.post("/shop/visitor/", {"customer": customer.id, "next": "/shop/cart/"}, follow=True)
    assert page.redirect_chain == [("/shop/cart/", 302)]
    assert f'<option value="{customer.id}" selected>' in page.content.decode()
    visitor.post("/shop/visitor/", {"customer": ""})
    assert "selected" not in visitor.get("/shop/").content.decode()


def test_a_visitor_may_not_be_just_anybody(visitor: Client) -> None:
    page = visitor.post("/shop/visitor/", {"customer": "somebody else"}, follow=True)
    assert "no such demo customer" in page.content.decode()
    assert "customer" not in visitor.session


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "", "x"]
)
def test_a_switch_never_leads_to_another_site(visitor: Client, wanted: str) -> None:
    for address in ("/shop/visitor/", "/shop/personal/"):
        assert visitor.post(address, {"next": wanted}).headers["Location"] == "/shop/"


def test_a_demo_customer_gets_a_link_to_their_own_page_and_nobody_else_does(visitor: Client) -> None:
    customer = DEMO_CUSTOMERS[0]
    operations.save_customers("demo", pl.DataFrame([{"external_id": customer.id, "name": customer.name}]), AT)
    assert "/shop/choices/" not in visitor.get("/shop/").content.decode()
    page = visitor.post("/shop/choices/", follow=True)
    assert "Look around as one of the demo customers first" in page.content.decode()
    visitor.post("/shop/visitor/", {"customer": customer.id})
    assert 'action="/shop/choices/"' in visitor.get("/shop/").content.decode()
    address = visitor.post("/shop/choices/").headers["Location"]
    assert address.startswith("/my/")
    assert customer.name in visitor.get(address).content.decode()
    assert visitor.get("/shop/choices/").status_code == 405, "a link must make no links"


def test_a_demo_customer_the_shop_does_not_have_has_no_page(visitor: Client) -> None:
    visitor.post("/shop/visitor/", {"customer": DEMO_CUSTOMERS[0].id})
    assert visitor.post("/shop/choices/").headers["Location"] == "/shop/"


def test_how_we_choose_is_a_click_away_in_the_visitors_language(visitor: Client) -> None:
    visitor.cookies.load({"django_language": "fi"})
    assert 'href="/how-we-choose/?language=fi"' in visitor.get("/shop/").content.decode()


def test_the_language_is_kept(visitor: Client) -> None:
    visitor.post("/i18n/setlang/", {"language": "fi", "next": "/shop/"})
    assert '<html lang="fi">' in visitor.get("/shop/").content.decode()


def test_forms_need_their_token(shop: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    for address in ("cart/add", "cart/change", "visitor", "personal", "choices"):
        assert strict.post(f"/shop/{address}/", {"product": "lock"}).status_code == 403
