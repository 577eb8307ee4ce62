from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from django.test import Client

from worthmore.storefront import calling, outbox
from worthmore.storefront.models import UnsentOrder

AT = datetime(2026, 5, 2, 10, tzinfo=UTC)


class Worthmore:
    """A server that answers every order with the status it is told to, and keeps what it got."""

    def __init__(self) -> None:
        self.status = 200
        self.got: list[tuple[str, str, dict[str, Any]]] = []
        told = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                told.got.append((self.path, self.headers["Authorization"], body))
                self.send_response(told.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def worthmore(settings: Any) -> Iterator[Worthmore]:
    fake = Worthmore()
    settings.BASE_URL = fake.address
    thread = threading.Thread(target=fake.server.serve_forever, args=(0.02,))
    thread.start()
    yield fake
    fake.server.shutdown()
    fake.server.server_close()
    thread.join()


def order(client: Client, product: str = "lock", **more: str) -> str:
    client.post("/shop/cart/add/", {"product": product, "quantity": "2", **more})
    response = client.post("/shop/checkout/", {}, follow=True)
    assert response.redirect_chain[-1][0] == "/shop/thanks/"
    return response.content.decode()


def test_an_order_is_sent_with_its_tokens_and_the_server_key(visitor: Client, keys: Path, worthmore: Worthmore) -> None:
    page = order(visitor, offer="token")
    [(path, key, body)] = worthmore.got
    assert (path, key) == ("/v1/orders", "Bearer secret-key")
    assert body["lines"] == [{"product": "lock", "quantity": 2, "unit_price": 3995, "offer": "token"}]
    assert (body["channel"], body["currency"], "customer" in body) == ("web", "EUR", False)
    assert body["id"] in page
    assert UnsentOrder.objects.count() == 0


@pytest.mark.parametrize("status", [500, 503, 429, 401, 403, 404])
def test_passing_trouble_keeps_the_order_for_the_next_checkout(
    visitor: Client, keys: Path, worthmore: Worthmore, status: int
) -> None:
    worthmore.status = status
    assert "Thank you" in order(visitor)
    assert [(row.attempts, row.refused) for row in UnsentOrder.objects.all()] == [(1, "")]
    worthmore.status = 200
    order(visitor, "bike")
    assert [body["lines"][0]["product"] for _path, _key, body in worthmore.got] == ["lock", "lock", "bike"]
    assert UnsentOrder.objects.count() == 0


def test_a_refused_order_is_kept_apart_and_holds_up_no_other(visitor: Client, keys: Path, worthmore: Worthmore) -> None:
    worthmore.status = 422
    assert "Thank you" in order(visitor)
    worthmore.status = 200
    order(visitor, "bike")
    assert [(row.attempts, row.refused) for row in UnsentOrder.objects.all()] == [(1, "status 422")]
    assert len(worthmore.got) == 2


def test_nobody_at_the_other_end_breaks_nothing(visitor: Client, keys: Path, settings: Any) -> None:
    for address in ("http://127.0.0.1:9", "http://nowhere.invalid", "nonsense", "file:///etc"):
        settings.BASE_URL = address
        assert "Thank you" in order(visitor)
    assert UnsentOrder.objects.filter(refused="").count() == 4


def test_an_end_that_never_answers_costs_two_seconds_at_most(db: None, settings: Any) -> None:
    deaf = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)  # listens, but nobody picks up
    settings.BASE_URL = f"http://127.0.0.1:{deaf.server_port}"
    outbox.keep("{}", AT)
    outbox.keep("{}", AT)
    start = perf_counter()
    assert outbox.send_waiting("key") == 0
    assert perf_counter() - start < calling.PATIENCE_SECONDS + 1
    deaf.server_close()


def test_without_a_key_orders_wait(visitor: Client) -> None:
    assert "Thank you" in order(visitor)
    assert UnsentOrder.objects.count() == 1
