from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from django.test import Client

from tests.unit.storefront.conftest import row, save
from worthmore.shop import operations
from worthmore.shop.columns import RELATIONS
from worthmore.storefront.models import UnsentOrder

from .conftest import AT


def add(client: Client, product: str, **more: Any) -> str:
    response = client.post("/shop/cart/add/", {"product": product, **more}, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def lines(client: Client) -> list[tuple[str, int, str]]:
    return [(line["product"], line["quantity"], line["offer"]) for line in client.session.get("cart", [])]


def test_what_is_added_lies_in_the_cart(visitor: Client) -> None:
    page = add(visitor, "lock", quantity="2")
    assert "In your cart: Chain lock Schakel 9." in page
    assert lines(visitor) == [("lock", 2, "")]
    assert "€79.90" in page


def test_adding_again_adds_up(visitor: Client) -> None:
    add(visitor, "lock")
    add(visitor, "lock", quantity="3")
    assert lines(visitor) == [("lock", 4, "")]


def test_an_accepted_offer_keeps_its_token_apart_from_what_was_chosen(visitor: Client) -> None:
    add(visitor, "lock")
    add(visitor, "lock", offer="a-token_1")
    assert lines(visitor) == [("lock", 1, ""), ("lock", 1, "a-token_1")]


def test_an_accepted_upgrade_takes_the_place_and_number_of_the_chosen(visitor: Client) -> None:
    add(visitor, "bike", quantity="2")
    add(visitor, "lock")
    add(visitor, "better", replaces="bike", offer="token")
    assert lines(visitor) == [("better", 2, "token"), ("lock", 1, "")]


def test_accepting_the_same_upgrade_again_loses_nothing(visitor: Client) -> None:
    add(visitor, "bike")
    add(visitor, "better", replaces="bike", offer="token")
    add(visitor, "lock")
    add(visitor, "bike")
    add(visitor, "better", replaces="bike", offer="token")
    assert lines(visitor) == [("better", 2, "token"), ("lock", 1, "")]


def test_an_upgrade_of_what_is_not_in_the_cart_is_just_added(visitor: Client) -> None:
    add(visitor, "better", replaces="bike", offer="token")
    assert lines(visitor) == [("better", 1, "token")]


def save_set() -> None:
    """A set of a lock and a bicycle."""
    save([row("kit", "Kit", 90_000, "Bicycles")])
    parts = [{"product_id": "kit", "other_id": other, "kind": "part", "position": 0} for other in ("lock", "bike")]
    operations.save_relations("demo", pl.DataFrame(parts, schema=RELATIONS.schema), AT)


def test_an_accepted_set_takes_the_place_of_one_piece_of_each_of_its_parts(visitor: Client) -> None:
    save_set()
    add(visitor, "bike")
    add(visitor, "lock", quantity="2")
    add(visitor, "kit", offer="token")
    assert lines(visitor) == [("lock", 1, ""), ("kit", 1, "token")]


def test_a_set_that_was_chosen_without_an_offer_replaces_nothing(visitor: Client) -> None:
    save_set()
    add(visitor, "lock")
    add(visitor, "kit")
    assert lines(visitor) == [("lock", 1, ""), ("kit", 1, "")]


def test_only_an_offer_may_replace(visitor: Client) -> None:
    add(visitor, "bike")
    add(visitor, "better", replaces="bike")
    assert [line[0] for line in lines(visitor)] == ["bike", "better"]


def test_a_garbled_token_is_left_out_and_said(visitor: Client) -> None:
    page = add(visitor, "lock", offer="<script>")
    assert "could not be read" in page
    assert lines(visitor) == [("lock", 1, "")]


def test_no_more_than_the_stock_fits(visitor: Client) -> None:
    page = add(visitor, "racer", quantity="5")
    assert "Only 2 in stock" in page
    assert lines(visitor) == [("racer", 2, "")]
    assert "no room for more" in add(visitor, "racer")
    assert lines(visitor) == [("racer", 2, "")]


@pytest.mark.parametrize("product", ["nonsense", "", "\x00", "old", "gone"])
def test_what_is_not_sold_is_not_added(visitor: Client, product: str) -> None:
    assert "Nothing was added" in add(visitor, product)
    assert lines(visitor) == []


@pytest.mark.parametrize("quantity", ["0", "-1", "x", "", "1.5", "100", "99999999999999999999", "1e3", "٣"])
def test_a_quantity_that_makes_no_sense_is_refused_with_the_bounds(visitor: Client, quantity: str) -> None:
    assert "between 1 and 99" in add(visitor, "lock", quantity=quantity)
    assert lines(visitor) == []


def test_a_line_changes_and_goes(visitor: Client) -> None:
    add(visitor, "lock")
    visitor.post("/shop/cart/change/", {"line": "lock~", "quantity": "7"})
    assert lines(visitor) == [("lock", 7, "")]
    page = visitor.post("/shop/cart/change/", {"line": "lock~", "quantity": "7", "remove": "1"}, follow=True)
    assert "Taken out of your cart: Chain lock Schakel 9." in page.content.decode()
    assert lines(visitor) == []


def test_zero_takes_a_line_out(visitor: Client) -> None:
    add(visitor, "lock")
    visitor.post("/shop/cart/change/", {"line": "lock~", "quantity": "0"})
    assert lines(visitor) == []


def test_changing_a_line_that_is_gone_says_so(visitor: Client) -> None:
    page = visitor.post("/shop/cart/change/", {"line": "nonsense", "quantity": "1"}, follow=True)
    assert "no longer in your cart" in page.content.decode()


def test_a_product_that_sold_out_meanwhile_leaves_the_cart_with_a_word(visitor: Client) -> None:
    add(visitor, "lock")
    add(visitor, "bike", quantity="4")
    save([row("bike", "City e-bike Lento E3", 100_000, "Bicycles/City e-bikes", stock=3)])
    page = visitor.get("/shop/cart/").content.decode()
    assert "One line of your cart could not be kept" in page
    assert lines(visitor) == [("lock", 1, ""), ("bike", 3, "")]
    assert "could not be kept" not in visitor.get("/shop/cart/").content.decode()


@pytest.mark.parametrize("kept", ["garbage", 7, {"a": 1}, [None, 1, {"product": ["x"], "quantity": "2"}], [{}] * 500])
def test_a_tampered_cart_is_mended(visitor: Client, kept: Any) -> None:
    session = visitor.session
    session["cart"] = kept
    session["customer"] = {"not": "a customer"}
    session["order"] = kept
    session.save()
    assert "could not be kept" in visitor.get("/shop/cart/").content.decode()
    assert lines(visitor) == []
    assert visitor.get("/shop/thanks/").status_code == 302


def test_delivery_is_free_from_the_amount_the_shop_has_set(visitor: Client) -> None:
    operations.set_policy("free_delivery_from", 5_000, AT)
    page = add(visitor, "lock")
    assert "€10.05 more and delivery is free." in page
    assert "€44.90" in page
    assert "free of charge" in add(visitor, "lock")


def test_checkout_of_an_empty_cart_goes_back_to_it(visitor: Client) -> None:
    assert visitor.get("/shop/checkout/").headers["Location"] == "/shop/cart/"
    assert visitor.post("/shop/checkout/", {}).headers["Location"] == "/shop/cart/"
    assert UnsentOrder.objects.count() == 0


def test_checkout_places_the_order_and_empties_the_cart(visitor: Client) -> None:
    add(visitor, "lock", quantity="2", offer="token")
    response = visitor.post("/shop/checkout/", {"name": "Els <b>", "email": "", "customer": ""}, follow=True)
    page = response.content.decode()
    assert response.redirect_chain == [("/shop/thanks/", 302)]
    assert "Thank you, Els &lt;b&gt;!" in page
    assert "2 × Chain lock Schakel 9" in page
    assert lines(visitor) == []
    assert UnsentOrder.objects.count() == 1


def test_checkout_says_what_is_wrong_with_an_address_and_keeps_the_cart(visitor: Client) -> None:
    add(visitor, "lock")
    response = visitor.post("/shop/checkout/", {"name": "Els", "email": "els", "customer": "nonsense"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Enter a valid email address." in page
    assert 'value="els"' in page
    assert len(lines(visitor)) == 1


def test_ordering_twice_orders_once(visitor: Client) -> None:
    add(visitor, "lock")
    visitor.post("/shop/checkout/", {})
    again = visitor.post("/shop/checkout/", {})
    assert again.headers["Location"] == "/shop/cart/"
    assert UnsentOrder.objects.count() == 1


def test_thanks_without_an_order_goes_home(visitor: Client) -> None:
    assert visitor.get("/shop/thanks/").headers["Location"] == "/shop/"


def test_the_order_keeps_its_price_when_the_shelf_changes(visitor: Client) -> None:
    add(visitor, "lock")
    visitor.post("/shop/checkout/", {})
    save([row("lock", "Chain lock Schakel 9", 9_900, "Bicycle accessories/Locks", stock=None)])
    assert "€39.95" in visitor.get("/shop/thanks/").content.decode()
