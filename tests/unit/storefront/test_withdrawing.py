"""Withdrawing in two steps: without login, reasons or offers, wholly or in part, with an acknowledgement to keep."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.test import Client

from tests.unit.storefront.conftest import row, save
from tests.unit.storefront.pages import Form, forms
from worthmore.law.button_words import CONFIRM_WITHDRAWAL, WITHDRAW
from worthmore.shop import operations, queries
from worthmore.shop.columns import ORDER_LINES
from worthmore.storefront import visit
from worthmore.storefront.models import UnsentOrder

WITHDRAWING = "/shop/withdraw/"


@pytest.fixture
def order(visitor: Client, keys: Path) -> str:
    """The number of an order of two locks and a bicycle, placed just now and not sent yet."""
    visitor.post("/shop/cart/add/", {"product": "lock", "quantity": "2"})
    visitor.post("/shop/cart/add/", {"product": "bike"})
    visitor.post("/shop/checkout/", {"name": "Els"})
    return str(json.loads(UnsentOrder.objects.get().body)["id"])


def page(client: Client, address: str = WITHDRAWING) -> str:
    return str(client.get(address).content.decode())


def statement(client: Client, address: str = WITHDRAWING) -> Form:
    return next(form for form in forms(page(client, address), WITHDRAWING) if "order" in form.fields)


def confirm(client: Client, order: str, **quantities: str) -> Any:
    given = {name.replace("_", "-"): value for name, value in quantities.items()}
    return client.post(
        WITHDRAWING, {"order": order, "name": "Els Maes", "email": "els@example.be", **given}, follow=True
    )


def sent_back() -> list[dict[str, int]]:
    """What Worthmore is told: products with their quantities, one withdrawal after the other."""
    bodies = [json.loads(row.body) for row in UnsentOrder.objects.order_by("pk")]
    return [{line["product"]: line["quantity"] for line in body["lines"]} for body in bodies if "-W" in body["id"][1:]]


@pytest.mark.rule("EU.chk.withdraw")
@pytest.mark.parametrize("language", ["nl", "en", "fi"])
def test_every_page_leads_to_it_in_the_words_of_the_law(visitor: Client, order: str, language: str) -> None:
    visitor.cookies.load({"django_language": language})
    for address in ("/shop/", "/shop/product/bike/", "/shop/cart/", "/shop/thanks/", "/shop/nowhere/"):
        assert re.search(rf'<a href="/shop/withdraw/[^"]*">{WITHDRAW[language]}</a>', page(visitor, address)), address
    assert CONFIRM_WITHDRAWAL[language] in statement(visitor).buttons


@pytest.mark.rule("EU.chk.withdraw")
def test_the_law_asks_for_it_from_19_june_2026(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for moment, shown in (("2026-06-18T21:59", False), ("2026-06-18T22:00", True)):
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        monkeypatch.setattr(visit, "now", lambda at=at: at)
        assert (WITHDRAW["en"] in page(visitor, "/shop/")) == shown


@pytest.mark.rule("EU.chk.withdraw")
def test_two_steps_are_enough_and_end_in_an_acknowledgement(visitor: Client, order: str) -> None:
    form = statement(visitor)
    assert form.fields["order"] == order
    assert (form.fields["quantity-1"], form.fields["quantity-2"]) == ("2", "1")
    answer = confirm(visitor, order, quantity_1="2", quantity_2="1")
    assert answer.redirect_chain == [("/shop/withdraw/acknowledged/", 302)]
    said = answer.content.decode()
    for part in (order, "2 × Chain lock Schakel 9", "1 × City e-bike Lento E3", "Els Maes", "els@example.be"):
        assert part in said
    assert re.search(r"Received: 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d CES?T", said)
    assert sent_back() == [{"lock": -2, "bike": -1}]


@pytest.mark.rule("EU.chk.withdraw")
def test_the_acknowledgement_can_be_kept_as_a_file(visitor: Client, order: str) -> None:
    confirm(visitor, order, quantity_2="1")
    file = visitor.get("/shop/withdraw/acknowledgement.txt/")
    assert file.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert file.headers["Content-Disposition"] == f'attachment; filename="withdrawal-{order}-W1.txt"'
    assert "1 × City e-bike Lento E3" in file.content.decode()
    assert "Chain lock" not in file.content.decode()


@pytest.mark.rule("EU.chk.withdraw")
def test_part_of_an_order_may_go_back_and_the_rest_later(visitor: Client, order: str) -> None:
    confirm(visitor, order, quantity_1="1")
    assert statement(visitor).fields["quantity-1"] == "1"
    confirm(visitor, order, quantity_1="5", quantity_2="1")  # never more than are left
    assert sent_back() == [{"lock": -1}, {"lock": -1, "bike": -1}]
    assert "was withdrawn already" in page(visitor)
    confirm(visitor, order, quantity_1="1")
    assert len(sent_back()) == 2


@pytest.mark.rule("EU.chk.withdraw")
def test_nobody_need_log_in_or_be_the_browser_that_ordered(visitor: Client, order: str) -> None:
    body = json.loads(UnsentOrder.objects.get().body)
    rows = [
        {
            "order_id": order,
            "key": f"api:{place}",
            "product_id": line["product"],
            "at": datetime.fromisoformat(body["at"]),
            "quantity": line["quantity"],
            "unit_price": line["unit_price"],
            "currency": "EUR",
            "customer_id": "anna",
        }
        for place, line in enumerate(body["lines"])
    ]
    schema = {name: kind for name, kind in ORDER_LINES.schema.items() if name in rows[0]}
    operations.save_order_lines("demo", pl.DataFrame(rows, schema=schema), datetime.fromisoformat(body["at"]))
    UnsentOrder.objects.all().delete()
    elsewhere = Client()
    elsewhere.cookies.load({"django_language": "en"})
    assert statement(elsewhere, f"{WITHDRAWING}?order={order.lower()}").fields["quantity-1"] == "2"
    confirm(elsewhere, order, quantity_1="2")
    told = json.loads(UnsentOrder.objects.get().body)
    assert (told["id"], told["customer"]) == (f"{order}-W1", "anna")
    assert queries.order("demo", order) is not None


@pytest.mark.rule("EU.chk.ancillary")
def test_insurance_sold_along_ends_with_the_last_of_the_goods(visitor: Client, keys: Path) -> None:
    save([row("cover", "Theft insurance", 8_900, "Services")])
    for product in ("bike", "lock", "cover"):
        visitor.post("/shop/cart/add/", {"product": product})
    visitor.post("/shop/checkout/", {})
    order = str(json.loads(UnsentOrder.objects.get().body)["id"])
    assert "end with them, and cost you nothing more" in page(visitor)
    confirm(visitor, order, quantity_1="1", quantity_2="0", quantity_3="0")
    assert sent_back() == [{"bike": -1}]
    confirm(visitor, order, quantity_1="1", quantity_2="0")  # the lock now stands first, and insurance second
    assert sent_back() == [{"bike": -1}, {"lock": -1, "cover": -1}]


@pytest.mark.rule("EU.chk.ancillary")
def test_insurance_alone_may_be_withdrawn_from_too(visitor: Client, order: str) -> None:
    save([row("cover", "Theft insurance", 8_900, "Services")])
    assert "end with them" not in page(visitor)
    visitor.post("/shop/cart/add/", {"product": "bike"})
    visitor.post("/shop/cart/add/", {"product": "cover"})
    visitor.post("/shop/checkout/", {})
    latest = str(json.loads(UnsentOrder.objects.order_by("pk").last().body)["id"])  # type: ignore[union-attr]
    confirm(visitor, latest, quantity_1="0", quantity_2="1")
    assert sent_back() == [{"cover": -1}]


@pytest.mark.rule("EU.chk.withdraw")
def test_no_offer_and_no_question_why_stands_in_the_way(visitor: Client, order: str) -> None:
    for address in (WITHDRAWING, f"{WITHDRAWING}?order={order}", f"{WITHDRAWING}?order=none"):
        assert 'class="offers"' not in page(visitor, address)
        assert "offers.js" not in page(visitor, address)
    assert set(statement(visitor).fields) == {
        "csrfmiddlewaretoken",
        "order",
        "quantity-1",
        "quantity-2",
        "name",
        "email",
    }
    done = confirm(visitor, order, quantity_1="1").content.decode()
    assert 'class="offers"' not in done


@pytest.mark.parametrize(
    "number", ["W000101-00000000", "nonsense", "W", "\x00", "W260521-0A1B2C3D' OR 1=1", "w" * 5000]
)
def test_a_number_nobody_has_is_said_with_where_to_find_it(visitor: Client, order: str, number: str) -> None:
    answer = visitor.get(WITHDRAWING, {"order": number})
    assert answer.status_code == 404
    assert "There is no order with that number here" in answer.content.decode()
    assert visitor.post(WITHDRAWING, {"order": number, "name": "x", "quantity-1": "1"}).status_code == 404
    assert sent_back() == []


def test_a_statement_about_nothing_or_without_a_name_says_what_is_missing(visitor: Client, order: str) -> None:
    nothing = confirm(visitor, order, quantity_1="0", quantity_2="x")
    assert nothing.status_code == 422
    assert "Say of at least one thing how many go back." in nothing.content.decode()
    nameless = visitor.post(WITHDRAWING, {"order": order, "name": " ", "quantity-1": "1"})
    assert nameless.status_code == 422
    assert "This field is required." in nameless.content.decode()
    assert sent_back() == []


def test_another_order_may_be_asked_for_in_the_visitors_language(visitor: Client, order: str) -> None:
    assert "Order number" in page(visitor, f"{WITHDRAWING}?another=yes")
    save([row("bike", "City e-bike Lento E3", 100_000, "Bicycles", names=json.dumps({"nl": "Stadsfiets Lento E3"}))])
    visitor.cookies.load({"django_language": "nl"})
    assert "Stadsfiets Lento E3" in page(visitor)


def test_without_an_order_it_asks_which(visitor: Client) -> None:
    assert "Order number" in page(visitor)
    assert visitor.get("/shop/withdraw/acknowledged/").status_code == 302
    assert visitor.get("/shop/withdraw/acknowledgement.txt/").status_code == 302


@pytest.mark.parametrize("kept", ["garbage", 7, {"id": 1, "text": 2}, {"id": "a\r\nb: c", "text": "x"}, None])
def test_a_tampered_acknowledgement_breaks_nothing(visitor: Client, kept: Any) -> None:
    session = visitor.session
    session["withdrawal"] = kept
    session.save()
    for address in ("/shop/withdraw/acknowledged/", "/shop/withdraw/acknowledgement.txt/"):
        assert visitor.get(address).status_code in {200, 302}
