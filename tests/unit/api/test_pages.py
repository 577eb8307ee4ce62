"""POST /v1/pages: several blocks in one call; whatever happens, the page gets an answer for each."""

from __future__ import annotations

from typing import Any

import pytest
from falcon import testing

from tests.unit.api.fakes import SERVER, STOREFRONT, FakeService

TWO = {"blocks": [{"placement": "product_page", "name": "main"}, {"placement": "cart", "beside": True}]}


def ask(client: testing.TestClient, body: Any, key: str = STOREFRONT) -> testing.Result:
    return client.simulate_post("/v1/pages", json=body, headers={"Authorization": f"Bearer {key}"})


def test_every_block_is_answered_under_the_pages_own_name(client: testing.TestClient) -> None:
    answer = ask(client, {**TWO, "customer": "1042", "locale": "en"}).json
    assert answer["page"] == "p" * 32
    assert [(one["name"], one["placement"], one["appears"]) for one in answer["blocks"]] == [
        ("main", "product_page", True),
        ("cart", "cart", True),
    ]
    assert answer["blocks"][0]["offers"][0]["product"]["id"] == "lock-7"
    assert [one["code"] for one in answer["warnings"]] == ["unknown_product"]


def test_only_a_server_key_sees_what_it_earns(client: testing.TestClient) -> None:
    body = {**TWO, "explain": True}
    seen, hidden = (ask(client, body, key).json["blocks"][0] for key in (SERVER, STOREFRONT))
    assert seen["refused"][0]["guard"] == "premium"
    assert seen["offers"][0]["worth"]["chance"] == 0.18
    assert (hidden["refused"], hidden["offers"][0]["worth"]) == ([], None)


@pytest.mark.parametrize(
    ("body", "problem", "field"),
    [
        ({}, "missing-field", "blocks"),
        ({"blocks": []}, "invalid-value", "blocks"),
        ({"blocks": [{"placement": "cart"}] * 7}, "invalid-value", "blocks"),
        ({"blocks": [{"placement": "attic"}]}, "unknown-placement", "blocks[0].placement"),
        ({"blocks": [{"placement": "cart", "besides": True}]}, "unknown-field", "blocks[0].besides"),
        ({"blocks": [{"placement": "cart", "limit": 0}]}, "invalid-value", "blocks[0].limit"),
    ],
)
def test_a_question_that_cannot_be_answered_says_where(
    client: testing.TestClient, body: Any, problem: str, field: str
) -> None:
    result = ask(client, body)
    assert result.status_code == 422
    assert result.json["type"] == f"/v1/problems/{problem}"
    assert result.json["field"] == field


def test_a_failure_leaves_the_page_whole(client: testing.TestClient, service: FakeService) -> None:
    service.engine.fails = RuntimeError("a mistake of ours")
    answer = ask(client, TWO)
    assert answer.status_code == 200
    assert [(one["appears"], one["offers"]) for one in answer.json["blocks"]] == [(False, [])] * 2
    assert answer.json["warnings"][0]["code"] == "failed"


def test_before_anything_is_loaded_every_block_is_empty(client: testing.TestClient, service: FakeService) -> None:
    service.holder.snapshot = None
    answer = ask(client, TWO).json
    assert len(answer["blocks"]) == 2
    assert answer["warnings"][0]["code"] == "not_ready"
