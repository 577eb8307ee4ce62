"""Small extras one at a time: what the shop asks, what a yes, a no and a step back do, and what a design may be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.storefront.pages import forms
from worthmore.storefront import calling
from worthmore.storefront.calling import Answer
from worthmore.storefront.cart import Cart, Line
from worthmore.storefront.design import MOST_BYTES, Design
from worthmore.vocabulary.products import Product

STEPS = "/shop/steps/cards/"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100
EXTRA = {"amount": 295, "currency": "EUR", "display": "€2.95"}
BOX = {"token": "t-box", "kind": "funnel_step", "product": {"id": "box"}, "extra": EXTRA, "words": "", "reason": "why"}
PENS = {**BOX, "token": "t-pens", "product": {"id": "pens"}, "progress": {"step": 2, "steps": 2}}
GOLDEN = {**BOX, "token": "t-gold", "kind": "golden", "product": {"id": "cards"}, "multiple": 2, "words": "all twice"}


class Engine:
    """Answers with the step that is left, as Worthmore does: what is in the cart or excluded is behind."""

    def __init__(self) -> None:
        self.status = 200
        self.asked: list[dict[str, Any]] = []
        self.told: list[tuple[str, str]] = []

    def post(self, what: str, body: str, key: str) -> Answer:
        said = json.loads(body)
        if what == "answers":
            self.told.append((said["token"], said["outcome"]))
            return Answer(200)
        if what != "offers":
            return Answer(200)
        self.asked.append(said)
        behind = {*said["exclude"], *(line["product"] for line in said["cart"][1:])}
        left = [step for step in (BOX, PENS, GOLDEN) if step["product"]["id"] not in behind]
        return Answer(self.status, {"offers": left[:1]} if self.status == 200 else {})


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    found = Engine()
    monkeypatch.setattr(calling, "post", found.post)
    monkeypatch.setattr("worthmore.storefront.outbox.post", found.post)
    return found


@pytest.fixture
def buyer(visitor: Client, keys: Path, engine: Engine) -> Client:
    """Somebody who just put business cards with their name in the cart."""
    logo = SimpleUploadedFile("logo.png", PNG)
    response = visitor.post("/shop/cart/add/", {"product": "cards", "text": " Bakery  Maes ", "logo": logo})
    assert (response.status_code, response.headers["Location"]) == (302, STEPS)
    return visitor


def say(client: Client, answer: str, token: str = "", **more: Any) -> str:
    """Where an answer leads; the token is that of the present page unless told."""
    shown = client.get(STEPS).content.decode()
    own = next(form.fields["token"] for form in forms(shown, STEPS) if "token" in form.fields)
    response = client.post(f"{STEPS}answer/", {"answer": answer, "token": token or own, **more})
    assert response.status_code == 302
    return response.headers["Location"]


def cart(client: Client) -> list[tuple[str, int, str]]:
    return [(line["product"], line["quantity"], line["offer"]) for line in client.session["cart"]]


def test_yes_no_and_back_one_at_a_time(buyer: Client, engine: Engine) -> None:
    assert say(buyer, "yes") == STEPS
    assert cart(buyer) == [("cards", 1, ""), ("box", 1, "t-box")]
    assert say(buyer, "no") == STEPS
    assert "all twice" in buyer.get(STEPS).content.decode().lower()
    assert say(buyer, "back") == STEPS
    assert say(buyer, "back") == STEPS
    assert cart(buyer) == [("cards", 1, "")]
    assert say(buyer, "back") == "/shop/product/cards/"
    assert ("t-box", "accepted") in engine.told
    assert ("t-pens", "ignored") in engine.told


def test_the_golden_offer_multiplies_every_line_at_its_price(buyer: Client, engine: Engine) -> None:
    say(buyer, "yes")
    say(buyer, "no")
    assert say(buyer, "yes") == "/shop/checkout/"
    assert cart(buyer) == [("cards", 2, "t-gold"), ("box", 2, "t-box")]
    page = buyer.get("/shop/checkout/").content.decode()
    assert "€33" in page  # 2 × 16.50
    assert "€4.20" in page  # 2 × 2.10
    buyer.post("/shop/checkout/", {})
    assert "€37.20" in buyer.get("/shop/thanks/").content.decode()


def test_no_to_the_golden_offer_is_the_end_and_it_does_not_come_back(buyer: Client, engine: Engine) -> None:
    for _ in range(2):
        say(buyer, "no")
    assert say(buyer, "no") == "/shop/checkout/"
    assert engine.told[-1] == ("t-gold", "ignored")
    assert buyer.get(STEPS).headers["Location"] == "/shop/checkout/"
    assert engine.asked[-1]["exclude"] == ["box", "pens", "cards"]


def test_paying_and_the_total_are_on_every_step(buyer: Client) -> None:
    for _ in range(3):
        page = buyer.get(STEPS).content.decode()
        assert page.count('href="/shop/checkout/"') == 2
        assert 'dd class="total"' in page
        assert [form.ticked for form in forms(page, STEPS)] == [[]] * len(forms(page, STEPS))
        say(buyer, "no")


def test_a_reload_asks_nothing_anew_and_an_old_page_answers_nothing(buyer: Client, engine: Engine) -> None:
    for _ in range(3):
        buyer.get(STEPS)
    assert len(engine.asked) == 1
    assert engine.told == [("t-box", "impression")]
    say(buyer, "yes", token="t-old")
    assert cart(buyer) == [("cards", 1, "")]


def test_the_design_travels_along_and_can_be_changed_on_the_way(buyer: Client, engine: Engine) -> None:
    say(buyer, "yes")
    page = buyer.get(STEPS).content.decode()
    assert page.count("Bakery Maes") >= 3
    assert engine.asked[0]["settings"]["text"] == "Bakery Maes"
    name = engine.asked[0]["settings"]["logo"]
    picture = buyer.get(f"/shop/artwork/{name}/")
    assert (picture.content, picture["Content-Type"]) == (PNG, "image/png")
    say(buyer, "design", text="Baker & Sons")
    assert {(line["text"], line["logo"]) for line in buyer.session["cart"]} == {("Baker & Sons", name)}
    assert Client().get(f"/shop/artwork/{name}/").status_code == 404


@pytest.mark.parametrize("content", [b"", b"<svg onload='alert(1)'>", PNG + b"0" * MOST_BYTES, b"MZ"])
def test_a_file_that_is_no_picture_is_refused_with_what_would_be_right(
    visitor: Client, keys: Path, engine: Engine, content: bytes
) -> None:
    file = SimpleUploadedFile("logo.png", content, "image/png")
    page = visitor.post("/shop/cart/add/", {"product": "cards", "text": "x", "logo": file}, follow=True)
    assert "PNG or JPEG of at most 100 KB" in page.content.decode()
    assert "cart" not in visitor.session


@pytest.mark.parametrize("status", [0, 403, 503])
def test_without_an_answer_buying_goes_on_as_without_offers(
    visitor: Client, keys: Path, engine: Engine, status: int
) -> None:
    engine.status = status
    page = visitor.post("/shop/cart/add/", {"product": "cards"}, follow=True)
    assert page.redirect_chain[-1][0] == "/shop/cart/"


def test_what_there_is_no_room_for_is_said_and_the_way_goes_on(buyer: Client) -> None:
    say(buyer, "no")
    buyer.post("/shop/cart/add/", {"product": "pens"})
    assert cart(buyer) == [("cards", 1, ""), ("pens", 1, "")]
    assert say(buyer, "yes") == "/shop/checkout/"  # golden: there is only one box of pens
    assert cart(buyer) == [("cards", 1, ""), ("pens", 1, "")]


def test_only_what_is_in_the_cart_has_a_way(visitor: Client, keys: Path, engine: Engine) -> None:
    assert visitor.get(STEPS).headers["Location"] == "/shop/cart/"
    assert visitor.post(f"{STEPS}answer/", {"answer": "yes"}).headers["Location"] == "/shop/cart/"
    assert engine.asked == []


quantities = st.integers(1, 40)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.sampled_from("ab"), quantities, st.sampled_from(["", "x"])), max_size=6), st.integers(2, 5)
)
def test_a_multiplied_cart_has_every_line_so_often_and_every_price_by_all_of_it(
    rows: list[tuple[str, int, str]], times: int
) -> None:
    made = Cart()
    for name, quantity, text in rows:
        made = made.with_line(Line(_product(name), quantity, design=Design(text)))
    after = made.multiplied(times, "a", "token")
    held = {name: sum(line.quantity for line in made.lines if line.product.id == name) for name in "ab"}
    if any(count * times > 99 for count in held.values()):
        assert after == made
        return
    for name, count in held.items():
        lines = [line for line in after.lines if line.product.id == name]
        assert sum(line.quantity for line in lines) == count * times
        assert {line.unit_price for line in lines} <= {_product(name).price_for(count * times)}
        assert {line.offer for line in lines} <= {"token" if name == "a" else ""}


def _product(name: str) -> Product:
    return Product(id=name, name=name, price=1000, currency="EUR", tiers=((2, 700), (10, 500)))
