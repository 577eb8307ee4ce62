"""No shop yet, one, or several."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.integration.backoffice.conftest import AT, save_products, text
from worthmore.offering.service import Service
from worthmore.shop import operations


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("/office/", "Nothing is learned yet"),
        ("/office/products/", "There are no products yet"),
        ("/office/products/?q=bike", "Nothing found"),
        ("/office/customers/", "There are no customers yet"),
        ("/office/customers/?q=ann", "Nothing found"),
        ("/office/try/", "There are no products yet"),
        ("/office/try/?cart=bike&customer=ann", "There are no products yet"),
    ],
)
@pytest.mark.parametrize("source", [False, True], ids=["nothing", "a source only"])
def test_an_empty_installation_says_so_on_every_page(
    service: Service, clerk: Client, page: str, said: str, source: bool
) -> None:
    if source:
        operations.ensure_source("demo", AT)
    response = clerk.get(page)
    assert response.status_code == 200
    assert said in text(response)


@pytest.mark.parametrize("page", ["/office/products/bike/", "/office/customers/ann/"])
def test_an_empty_installation_knows_no_product_and_no_customer(service: Service, clerk: Client, page: str) -> None:
    response = clerk.get(page)
    assert response.status_code == 404
    assert "Unknown" in text(response)


def test_an_empty_installation_answers_htmx_too(service: Service, clerk: Client) -> None:
    for page in (
        "/office/products/",
        "/office/customers/",
        "/office/try/?cart=bike",
        "/office/suggest/products/?add=b",
    ):
        assert clerk.get(page, headers={"HX-Request": "true"}).status_code == 200


def test_one_shop_needs_no_choice(shop: Service, clerk: Client) -> None:
    assert 'id="source"' not in text(clerk.get("/office/"))


def test_of_several_shops_one_is_chosen_and_kept(shop: Service, clerk: Client) -> None:
    operations.ensure_source("teashop & co", AT)
    save_products([{"external_id": "teapot", "name": "Teapot", "price": 2_500}], source="teashop & co")
    assert "City bike" in text(clerk.get("/office/products/"))
    response = clerk.post("/office/source/", {"source": "teashop & co"}, follow=True)
    assert "<option selected>teashop &amp; co</option>" in text(response)
    page = text(clerk.get("/office/products/"))
    assert "Teapot" in page
    assert "City bike" not in page
    assert clerk.get("/office/products/teapot/").status_code == 200
    assert clerk.get("/office/products/bike/").status_code == 404


def test_a_shop_that_is_not_there_cannot_be_chosen(shop: Service, clerk: Client) -> None:
    for wanted in ("", "nowhere", "\x00", "x" * 10_000):
        response = clerk.post("/office/source/", {"source": wanted})
        assert response.status_code == 404
        assert "No such shop" in text(response)
    assert clerk.get("/office/source/")["Location"] == "/office/"
    assert clerk.get("/office/").status_code == 200


def test_a_shop_chosen_before_and_gone_since_gives_way_to_the_first(shop: Service, clerk: Client) -> None:
    session = clerk.session
    session["source"] = ["gone"]
    session.save()
    assert "City bike" in text(clerk.get("/office/products/"))
