"""What a shop tells of complaints and orders under way, and what becomes of offers then."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests.integration.api.conftest import Shop
from worthmore.vocabulary.clock import now

CART = {"placement": "cart", "cart": [{"product": "bike-21"}], "locale": "en", "customer": "1042", "explain": True}
LINE = {"product": "bike-21", "quantity": 1, "unit_price": 89900}
ORDER = {"id": "o-1", "currency": "EUR", "customer": "1042", "lines": [LINE]}


def ago(**time: float) -> str:
    return (now() - timedelta(**time)).isoformat()


def rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def told(shop: Shop, **case: object) -> dict[str, int]:
    result = shop.post("/v1/cases", {"cases": [{"id": "t-1", "customer": "1042", "kind": "complaint", **case}]})
    assert result.status_code == 200, result.json
    return {name: count for name, count in result.json.items() if count}


def guards(shop: Shop) -> set[str]:
    answer = shop.post("/v1/offers", CART).json
    return {"offered"} if answer["offers"] else {one["guard"] for one in answer["refused"]}


def test_an_open_complaint_stops_offers_until_a_fortnight_after(shop: Shop) -> None:
    assert guards(shop) == {"offered"}
    assert told(shop) == {"new": 1}
    assert guards(shop) == {"open_case"}
    assert told(shop, solved_at=ago(days=13)) == {"changed": 1}
    assert guards(shop) == {"open_case"}
    assert told(shop, solved_at=ago(days=15)) == {"changed": 1}
    assert guards(shop) == {"offered"}
    assert told(shop) == {"unchanged": 1}, "what is not given stays"
    assert told(shop, solved_at=None) == {"changed": 1}
    assert guards(shop) == {"open_case"}


def test_a_case_keeps_its_beginning(shop: Shop) -> None:
    told(shop, opened_at=ago(days=5))
    before = rows("SELECT opened_at FROM shop_case")
    assert told(shop, solved_at=ago(days=1)) == {"changed": 1}
    assert rows("SELECT opened_at FROM shop_case") == before


def test_several_cases_at_once_some_of_them_solved(shop: Shop) -> None:
    body = {
        "cases": [
            {"id": "a", "customer": "1042", "kind": "question"},
            {"id": "b", "customer": "7", "kind": "late_parcel", "solved_at": ago(days=1)},
            {"id": "c", "customer": "8", "kind": "withdrawal", "solved_at": None},
        ]
    }
    assert shop.post("/v1/cases", body).json == {"new": 3, "changed": 0, "unchanged": 0}
    assert shop.post("/v1/cases", body).json == {"new": 0, "changed": 0, "unchanged": 3}
    assert guards(shop) == {"offered"}, "a question alone holds nothing back in the shop"


@pytest.mark.parametrize(
    ("case", "field"),
    [
        ({"opened_at": "2999-01-01T00:00:00Z"}, "cases[0].opened_at"),
        ({"solved_at": "1066-10-14T09:00:00Z"}, "cases[0].solved_at"),
        ({"opened_at": "2026-05-02T10:00:00Z", "solved_at": "2026-05-01T10:00:00Z"}, "cases[0].solved_at"),
        ({"kind": "rant"}, "cases[0].kind"),
        ({"opened_at": "2026-05-02T10:00:00"}, "cases[0].opened_at"),
    ],
)
def test_a_bad_case_is_refused_by_field_and_nothing_is_kept(shop: Shop, case: dict[str, object], field: str) -> None:
    good = {"id": "t-0", "customer": "1", "kind": "complaint"}
    body = {"cases": [{"id": "t-1", "customer": "1042", "kind": "complaint", **case}, good]}
    result = shop.post("/v1/cases", body)
    assert result.status_code == 422
    assert result.json["field"] == field, result.json
    assert rows("SELECT count(*) FROM shop_case") == [(0,)]


def test_only_a_server_may_tell_of_cases_and_orders(shop: Shop) -> None:
    for path, body in (("/v1/cases", {"cases": []}), ("/v1/order-states", {"states": []})):
        assert shop.post(path, body, shop.storefront).status_code in (401, 403)


def test_an_order_tells_how_far_it_is(shop: Shop) -> None:
    assert shop.post("/v1/orders", {**ORDER, "promised_at": ago(days=1), "paid_at": ago(days=2)}).status_code == 200
    assert guards(shop) == {"open_case"}, "it is late"
    shop.post("/v1/orders", ORDER)
    assert guards(shop) == {"open_case"}, "what is not given stays"
    shop.post("/v1/orders", {**ORDER, "promised_at": None})
    assert guards(shop) == {"offered"}


def test_states_are_told_without_sending_the_order_again(shop: Shop) -> None:
    shop.post("/v1/orders", {**ORDER, "promised_at": ago(days=20)})
    body = {"states": [{"order": "o-1", "delivered_at": ago(days=15)}, {"order": "o-9", "paid_at": ago(days=1)}]}
    result = shop.post("/v1/order-states", body).json
    assert (result["changed"], result["unchanged"]) == (1, 0)
    assert [(one["code"], one["field"]) for one in result["warnings"]] == [("unknown_order", "states[1].order")]
    assert guards(shop) == {"offered"}
    again = shop.post("/v1/order-states", body).json
    assert (again["changed"], again["unchanged"]) == (0, 1)
    assert rows("SELECT paid_at FROM shop_order WHERE external_id = 'o-1'") == [(None,)]


@pytest.mark.parametrize(
    ("state", "field"),
    [
        ({"promised_at": "2999-01-01T00:00:00Z"}, "states[0].promised_at"),
        ({"delivered_at": "2999-01-01T00:00:00Z"}, "states[0].delivered_at"),
        ({"due_at": "1066-10-14T09:00:00Z"}, "states[0].due_at"),
        ({"paid_at": "yesterday"}, "states[0].paid_at"),
        ({"shipped_at": "2026-05-01T10:00:00Z"}, "states[0].shipped_at"),
    ],
)
def test_a_bad_moment_is_refused_by_field(shop: Shop, state: dict[str, object], field: str) -> None:
    result = shop.post("/v1/order-states", {"states": [{"order": "o-1", **state}]})
    assert result.status_code == 422
    assert result.json["field"] == field, result.json
