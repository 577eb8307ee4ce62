from __future__ import annotations

import pytest
from django.test import Client

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


def test_the_language_is_kept(visitor: Client) -> None:
    visitor.post("/i18n/setlang/", {"language": "fi", "next": "/shop/"})
    assert '<html lang="fi">' in visitor.get("/shop/").content.decode()


def test_forms_need_their_token(shop: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    for address in ("cart/add", "cart/change", "visitor", "personal"):
        assert strict.post(f"/shop/{address}/", {"product": "lock"}).status_code == 403
