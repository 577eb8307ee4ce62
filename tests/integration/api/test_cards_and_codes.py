"""At the till: barcodes that were imported, cards that name a customer, and codes that are redeemed once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from falcon import testing

from tests.integration.api.conftest import AT, Shop
from worthmore.api.operations import create_key
from worthmore.cli.vouchers import vouchers as command
from worthmore.connectors.csv import importing
from worthmore.connectors.csv.recognising.recognise import Wishes
from worthmore.shop.operations import save_voucher
from worthmore.shop.queries import customer_of_card, person_key_of, redeemed_codes, used_up
from worthmore.vocabulary.hand_rules import Selection
from worthmore.vocabulary.vouchers import Once, Voucher

CARD = "2900000012345"


def bring(home: Path, name: str, text: str) -> importing.Summary:
    path = home / name
    path.write_text(text, encoding="utf-8")
    return importing.import_file(
        importing.plan_for(path, Wishes(source="demo"), AT), home, False, lambda progress: None
    )


@pytest.fixture
def till(shop: Shop) -> dict[str, str]:
    return {"Authorization": f"Bearer {create_key('till', 'till', 'demo', [], AT)}"}


@pytest.fixture
def card(shop: Shop, tmp_path: Path) -> str:
    """The card of customer 77."""
    bring(tmp_path, "customers.csv", f"klantnummer,naam,klantenkaart\n77,Noor,{CARD}\n78,Wout,\n")
    return CARD


def made(code: str, **told: Any) -> Voucher:
    voucher = Voucher(**{"code": code, "currency": "EUR", "percent": 10, **told})
    save_voucher("demo", voucher, AT)
    return voucher


def sale(number: int, code: str, **more: Any) -> dict[str, Any]:
    bought = {"product": "bike-21", "quantity": 1, "unit_price": 80_910, "discount": 8_990}
    return {
        **{"id": f"till-1-{number}", "currency": "EUR", "channel": "till", "lines": [bought]},
        **{"voucher": code, "at": "2026-05-01T10:00:00Z", **more},
    }


def told(client: testing.TestClient, till: dict[str, str], **asked: str) -> list[dict[str, Any]]:
    answer = client.simulate_get("/v1/vouchers", params=asked, headers=till)
    assert answer.status_code == 200
    return list(answer.json["vouchers"])


def test_a_barcode_comes_with_its_zeros_and_a_wrong_one_is_told(
    shop: Shop, till: dict[str, str], tmp_path: Path
) -> None:
    text = "sku;naam;prijs;streepjescode\nbike-21;City bike 21;899,00;0012345678905\nlock-7;Folding lock;59,95;123456\n"
    found = bring(tmp_path, "products.csv", text).counts
    assert found.cell_reasons == {"not the number of a barcode": 1}
    shop.service.holder.refresh()
    part = shop.client.simulate_get("/v1/suggestions", headers=till).json["products"]
    assert {one["id"]: one["gtin"] for one in part}["bike-21"] == "0012345678905"
    assert {one["id"]: one["gtin"] for one in part}["lock-7"] == ""


def test_a_card_names_its_customer_at_the_till_and_nowhere_else(shop: Shop, till: dict[str, str], card: str) -> None:
    placed = {**sale(1, "NONE-1"), "voucher": None, "customer": card}
    assert shop.client.simulate_post("/v1/orders", json=placed, headers=till).status_code == 200
    asked = {"placement": "account", "customer": card}
    known = shop.client.simulate_post("/v1/offers", json=asked, headers=till).json
    assert not any(one["code"] == "unknown_customer" for one in known["warnings"])
    assert customer_of_card("demo", card) == "77"
    assert person_key_of("demo", card) is None, "nobody new was made"
    elsewhere = shop.post("/v1/offers", asked).json
    assert any(one["code"] == "unknown_customer" for one in elsewhere["warnings"])


def test_a_card_of_two_people_names_nobody(shop: Shop, tmp_path: Path) -> None:
    bring(tmp_path, "customers.csv", "customer number,name,card number\n1,A,55\n2,B,55\n")
    assert customer_of_card("demo", "55") is None
    assert customer_of_card("demo", "\0") is None


def test_a_till_is_told_what_a_code_covers(shop: Shop, till: dict[str, str]) -> None:
    made("LOCKS-10", covers=Selection(categories=("Accessories/Locks",)))
    made("OVER-10", until_date=date(2026, 4, 1))
    found = told(shop.client, till)
    assert [(one["code"], one["products"], one["used"]) for one in found] == [("LOCKS-10", ["lock-7", "lock-9"], False)]
    assert told(shop.client, till, code="over-10") == []
    storefront = {"Authorization": f"Bearer {shop.storefront}"}
    assert shop.client.simulate_get("/v1/vouchers", headers=storefront).status_code == 403


def test_a_code_is_redeemed_once_however_often_the_sale_is_sent(shop: Shop, till: dict[str, str]) -> None:
    made("ONCE-10", once=Once.ALL)
    for _ in range(3):
        answer = shop.client.simulate_post("/v1/orders", json=sale(1, "once-10"), headers=till)
        assert (answer.status_code, answer.json["warnings"]) == (200, [])
    assert [(one.order, one.again) for one in redeemed_codes("demo")] == [("till-1-1", False)]
    assert told(shop.client, till, code="ONCE-10")[0]["used"]


def test_what_two_tills_without_a_line_both_took_is_kept_and_told(shop: Shop, till: dict[str, str]) -> None:
    made("ONCE-10", once=Once.ALL)
    shop.client.simulate_post("/v1/orders", json=sale(1, "ONCE-10"), headers=till)
    for _ in range(2):
        second = shop.client.simulate_post("/v1/orders", json=sale(2, "ONCE-10"), headers=till)
        assert second.status_code == 200
        assert [(one["code"], one["field"]) for one in second.json["warnings"]] == [("redeemed_before", "voucher")]
    assert [one.order for one in redeemed_codes("demo", again_only=True)] == ["till-1-2"]
    listed = CliRunner().invoke(command, ["redeemed", "--again"])
    assert "order till-1-2  REDEEMED BEFORE" in listed.output


def test_once_a_customer_is_once_for_each_of_them(shop: Shop, till: dict[str, str], card: str) -> None:
    made("EACH-10", once=Once.CUSTOMER)
    for number, customer, again in ((1, card, False), (2, "78", False), (3, "77", True)):
        placed = sale(number, "EACH-10", customer=customer)
        answer = shop.client.simulate_post("/v1/orders", json=placed, headers=till)
        assert bool(answer.json["warnings"]) is again
    assert used_up("demo", "EACH-10", "77")
    assert told(shop.client, till, code="EACH-10", customer=card)[0]["used"]
    assert not used_up("demo", "EACH-10", None)


def test_a_code_nobody_made_is_told_and_the_sale_kept(shop: Shop, till: dict[str, str]) -> None:
    answer = shop.client.simulate_post("/v1/orders", json=sale(1, "NO-SUCH"), headers=till)
    assert (answer.status_code, answer.json["new"]) == (200, 1)
    assert [one["code"] for one in answer.json["warnings"]] == ["unknown_voucher"]


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite writes one at a time anyway")
def test_of_two_that_redeem_at_once_one_is_told(shop: Shop, till: dict[str, str]) -> None:
    made("ONCE-10", once=Once.ALL)

    def send(number: int) -> int:
        try:
            sent = shop.client.simulate_post("/v1/orders", json=sale(number, "ONCE-10"), headers=till)
            return len(sent.json["warnings"])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(send, range(1, 5))) == 3


def test_codes_are_made_and_listed_from_the_terminal(shop: Shop) -> None:
    asked = ["make", "garden-15", "--percent", "15", "--category", "Bicycles", "--until", "2099-05-31", "--once", "all"]
    assert "GARDEN-15 made" in CliRunner().invoke(command, asked).output
    assert "GARDEN-15 changed" in CliRunner().invoke(command, asked).output
    assert "GARDEN-15  15 %  … to 2099-05-31  once: all" in CliRunner().invoke(command, ["list"]).output
    wrong = CliRunner().invoke(command, ["make", "x", "--percent", "15"])
    assert wrong.exit_code == 1
    assert "write 4 to 40 capitals" in wrong.output
