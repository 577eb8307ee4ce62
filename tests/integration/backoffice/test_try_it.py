from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.integration.backoffice.conftest import AT, text
from worthmore.offering.service import Service
from worthmore.outcomes.models import AttributedOrder, Decision, Outcome
from worthmore.shop import operations


def tried(client: Client, **fields: str) -> Any:
    response = client.get("/office/try/", fields)
    assert response.status_code == 200
    return response


def test_a_cart_gets_offers_and_every_refusal_with_its_reason(shop: Service, clerk: Client) -> None:
    page = text(tried(clerk, placement="cart", cart="bike"))
    assert "Add" not in page[page.index("<h1") : page.index("<form")]
    decision = page[page.index('id="decision"') :]
    assert "Chain lock" in decision
    assert "€39.95" in decision
    assert "out of stock" in decision
    assert "<code>stock</code>" in decision
    assert "premium too high" in decision
    assert '<td lang="en">' in decision
    assert "1 × <a" in decision, "what was understood of the cart is shown"


def test_trying_records_nothing(shop: Service, clerk: Client) -> None:
    for placement in ("product_page", "cart", "checkout", "thank_you"):
        tried(clerk, placement=placement, cart="bike, lock", product="bike", customer="ann")
    shop.recorder.close()
    assert shop.recorder.counts.written == shop.recorder.counts.waiting == 0
    assert [table.objects.count() for table in (Decision, Outcome, AttributedOrder)] == [0, 0, 0]


def test_an_empty_form_asks_to_be_filled_in(shop: Service, clerk: Client) -> None:
    assert "Fill the cart or choose a product" in text(tried(clerk))
    assert "Fill the cart or choose a product" in text(tried(clerk, customer="ann"))


def test_a_place_that_looks_at_a_product_says_when_there_is_none(shop: Service, clerk: Client) -> None:
    assert "looks at the chosen product" in text(tried(clerk, placement="product_page", cart="bike"))
    assert "looks at the chosen product" not in text(tried(clerk, placement="product_page", product="bike"))


@pytest.mark.parametrize(
    ("cart", "said"),
    [
        ("bike:0", "“bike:0” is not a product number with a quantity of 1 to 10000"),
        ("bike:two", "“bike:two” is not"),
        (":2", "“:2” is not"),
        ("bike:10001", "“bike:10001” is not"),
        ("lock," * 101, "at most 100 lines"),
    ],
)
def test_a_cart_that_cannot_be_read_says_where(shop: Service, clerk: Client, cart: str, said: str) -> None:
    page = text(tried(clerk, cart=cart))
    assert said in page
    assert 'role="alert"' in page


def test_an_unknown_placement_is_named(shop: Service, clerk: Client) -> None:
    assert "There is no placement named attic." in text(tried(clerk, placement="attic", cart="bike"))


def test_unknown_numbers_are_named_and_the_rest_is_decided(shop: Service, clerk: Client) -> None:
    page = text(tried(clerk, cart="bike:2, nonsense", customer="nobody"))
    assert "A product number is unknown" in page
    assert "nonsense" in page
    assert "The customer number is unknown" in page
    assert "Chain lock" in page
    assert "2 × <a" in page


def test_a_number_with_a_colon_is_that_product(shop: Service, clerk: Client) -> None:
    assert [line.product.id for line in tried(clerk, cart="a:b, a:b:3").context["saw"].cart] == ["a:b", "a:b"]
    assert [line.quantity for line in tried(clerk, cart="a:b, a:b:3").context["saw"].cart] == [1, 3]


def test_the_words_may_be_in_another_language_than_the_page(shop: Service, clerk: Client) -> None:
    page = text(tried(clerk, cart="bike", words="nl"))
    assert '<html lang="en">' in page
    assert '<blockquote lang="nl">' in page
    assert "Kettingslot" in page
    assert "<html lang" in text(tried(clerk, cart="bike", words="klingon"))


def test_a_product_to_add_is_put_into_the_cart(shop: Service, clerk: Client) -> None:
    assert [line.product.id for line in tried(clerk, add="bike").context["saw"].cart] == ["bike"]
    response = clerk.get("/office/try/", {"cart": "bike", "add": "lock"}, headers={"HX-Request": "true"})
    page = text(response)
    assert "<html" not in page
    assert '<input id="cart" name="cart" value="bike, lock"' in page
    assert '<input id="add" name="add" value=""' in page
    assert response["HX-Push-Url"] == "/office/try/?placement=cart&cart=bike%2C+lock"
    assert 'value="bike, lock"' in text(clerk.get(response["HX-Push-Url"]))


def test_the_outcome_is_told_in_a_sentence_for_those_who_listen(shop: Service, clerk: Client) -> None:
    page = text(clerk.get("/office/try/", {"cart": "bike"}, headers={"HX-Request": "true"}))
    said = page[: page.index("</p>")]
    assert 'id="outcome"' in said
    assert "offers" in said
    assert "refused" in said


def test_fields_propose_what_is_typed(shop: Service, clerk: Client) -> None:
    assert text(clerk.get("/office/suggest/products/?add=city")).count("<option") == 2
    assert '<option value="bike">City bike</option>' in text(clerk.get("/office/suggest/products/?product=city"))
    assert '<option value="ann">Ann Peeters</option>' in text(clerk.get("/office/suggest/customers/?customer=peet"))
    assert text(clerk.get("/office/suggest/products/?add=zebra")).strip() == ""
    assert text(clerk.get("/office/suggest/products/")).count("<option") == 16


def test_nobody_but_the_shop_sees_margins(shop: Service, clerk: Client) -> None:
    operations.set_policy("assumed_margin_share", 0.5, AT)
    assert "Expected margin" in text(tried(clerk, cart="bike"))
