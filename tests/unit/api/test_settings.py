"""What the customer made of the product travels with the offers and is looked at by nobody."""

from __future__ import annotations

from typing import Any

import pytest
from falcon import testing

from tests.unit.api.fakes import SERVER

ASKED = {"placement": "funnel", "product": "cards", "cart": [{"product": "bike-21"}]}


def ask(client: testing.TestClient, settings: Any) -> testing.Result:
    body = {**ASKED, "settings": settings}
    return client.simulate_post("/v1/offers", json=body, headers={"Authorization": f"Bearer {SERVER}"})


@pytest.mark.parametrize(
    "settings", [{"logo": "upload-5182", "sizes": [1, 2.5, None], "text": {"nl": "Café 🚲 שלום"}}, {}, None]
)
def test_settings_come_back_with_every_offer_as_they_were(client: testing.TestClient, settings: Any) -> None:
    result = ask(client, settings)
    assert result.status_code == 200
    assert [offer["settings"] for offer in result.json["offers"]] == [settings]


def test_settings_may_be_as_large_as_is_said_and_no_larger(client: testing.TestClient) -> None:
    assert ask(client, {"a": "x" * (4096 - len('{"a":""}'))}).status_code == 200
    refused = ask(client, {"a": "x" * 4096})
    assert refused.status_code == 422
    assert "4096 bytes" in refused.text


@pytest.mark.parametrize("settings", ["a text", 5, ["a list"], True])
def test_settings_that_are_no_object_are_refused_by_name(client: testing.TestClient, settings: Any) -> None:
    refused = ask(client, settings)
    assert refused.status_code == 422
    assert refused.json["field"] == "settings"
