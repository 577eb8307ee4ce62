from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError
from falcon import testing

from tests.unit.api.fakes import SERVER, STOREFRONT, FakeService, token
from worthmore.api import writing
from worthmore.api.problems import ProblemError
from worthmore.offering.recorder import RecordingError
from worthmore.offering.requests import RequestError
from worthmore.vocabulary.clock import now

LINE = {"product": "lock-7", "quantity": 1, "unit_price": 5995}
ORDER = {"id": "o-1", "currency": "EUR", "lines": [LINE]}


def post(client: testing.TestClient, path: str, body: Any, key: str = SERVER) -> testing.Result:
    return client.simulate_post(path, json=body, headers={"Authorization": f"Bearer {key}"})


@pytest.mark.parametrize(("vendor", "attempts"), [("sqlite", 1), ("postgresql", 2)])
def test_only_a_connection_that_can_die_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, vendor: str, attempts: int
) -> None:
    monkeypatch.setattr(writing, "connection", SimpleNamespace(vendor=vendor, in_atomic_block=True))
    tried = []

    def locked() -> None:
        tried.append(1)
        raise OperationalError("database is locked")

    with pytest.raises(ProblemError):
        writing.write(locked)
    assert len(tried) == attempts


def test_an_answer_is_kept_once(client: testing.TestClient) -> None:
    body = {"token": token(), "outcome": "accepted"}
    first, second = (post(client, "/v1/answers", body, STOREFRONT) for _ in range(2))
    assert first.json == {"offer": "d" * 32 + ".0", "outcome": "accepted", "new": True}
    assert second.json["new"] is False


@pytest.mark.parametrize("bad", ["x", "é" * 30, token()[:-3], token() + "A", "k" + token()[1:]])
def test_a_token_that_was_changed_is_refused(client: testing.TestClient, service: FakeService, bad: str) -> None:
    result = post(client, "/v1/answers", {"token": bad, "outcome": "accepted"})
    assert result.status_code == 422
    assert result.json["type"] == "/v1/problems/invalid-token"
    assert result.json["field"] == "token"
    assert not service.outcomes.kept


def test_a_token_of_another_source_is_refused(client: testing.TestClient) -> None:
    result = post(client, "/v1/answers", {"token": token("elsewhere"), "outcome": "accepted"})
    assert result.json["type"] == "/v1/problems/invalid-token"


def test_an_unknown_outcome_is_told_the_known_ones(client: testing.TestClient) -> None:
    result = post(client, "/v1/answers", {"token": token(), "outcome": "loved"})
    assert result.status_code == 422
    assert result.json["field"] == "outcome"
    assert result.json["mend"] == "impression, accepted, declined, ignored or not_asked."


@pytest.mark.parametrize(
    "failure", [RecordingError("the database is gone"), OperationalError("server closed the connection")]
)
def test_with_the_database_gone_writes_say_try_again(
    client: testing.TestClient, service: FakeService, failure: Exception
) -> None:
    service.outcomes.fails = failure
    for path, body in (("/v1/answers", {"token": token(), "outcome": "accepted"}), ("/v1/orders", ORDER)):
        result = post(client, path, body)
        assert result.status_code == 503
        assert result.json["type"] == "/v1/problems/database-gone"
        assert result.headers["retry-after"] == "2"


def test_a_failure_nobody_foresaw_is_logged_and_answered_with_try_again(
    client: testing.TestClient, service: FakeService, caplog: pytest.LogCaptureFixture
) -> None:
    service.outcomes.fails = ZeroDivisionError("inside")
    result = post(client, "/v1/orders", ORDER)
    assert result.status_code == 503
    assert result.json["type"] == "/v1/problems/failed"
    assert "inside" not in result.text
    assert "ZeroDivisionError" in caplog.text


def test_an_order_reaches_the_engine_whole(client: testing.TestClient, service: FakeService) -> None:
    line = {**LINE, "quantity": -2, "discount": 100, "offer": token(), "name": "Folding lock"}
    body = {**ORDER, "lines": [line], "customer": "7", "channel": "till", "at": "2026-05-01T12:00:00+02:00"}
    result = post(client, "/v1/orders", body)
    assert result.json == {"order": "o-1", "new": 1, "changed": 0, "unchanged": 0, "attributed": 1, "warnings": []}
    source, order, _ = service.outcomes.orders[0]
    assert (source, order.customer, order.channel) == ("demo", "7", "till")
    assert order.at == datetime(2026, 5, 1, 10, tzinfo=UTC)
    assert order.at.tzinfo is UTC
    assert (order.lines[0].quantity, order.lines[0].discount, order.lines[0].name) == (-2, 100, "Folding lock")


def test_an_order_without_a_time_happened_now(client: testing.TestClient, service: FakeService) -> None:
    post(client, "/v1/orders", ORDER)
    order = service.outcomes.orders[0][1]
    assert order.at is not None
    assert abs(order.at - now()) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "at",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "1900-01-01T00:00:00Z",
        "2026-05-01T10:00:00",
        "2026-05-01",
        "now",
    ],
)
def test_an_impossible_time_is_refused(client: testing.TestClient, at: str) -> None:
    result = post(client, "/v1/orders", {**ORDER, "at": at})
    assert result.status_code == 422
    assert result.json["field"] == "at"
    assert result.json["mend"]


@pytest.mark.parametrize("currency", ["eur", "EURO", "EUR\n", "", "E1R"])
def test_a_currency_is_three_capitals(client: testing.TestClient, currency: str) -> None:
    assert post(client, "/v1/orders", {**ORDER, "currency": currency}).json["field"] == "currency"


def test_an_order_the_engine_cannot_save_says_where_it_is_wrong(
    client: testing.TestClient, service: FakeService
) -> None:
    service.outcomes.fails = RequestError("lines[0].product", "two currencies for one product")
    result = post(client, "/v1/orders", ORDER)
    assert (result.status_code, result.json["field"]) == (422, "lines[0].product")
