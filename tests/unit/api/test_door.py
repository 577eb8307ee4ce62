from __future__ import annotations

import pytest
from falcon import testing

from tests.unit.api.fakes import ORIGIN, SERVER, STOREFRONT, FakeService, opened, token
from worthmore.api.app import create_app
from worthmore.api.keys import Key, KeyRing
from worthmore.api.rate import RateLimit

POSTS = ["/v1/offers", "/v1/answers", "/v1/events", "/v1/orders"]
CART = {"placement": "cart"}
ANSWER = {"token": token(), "outcome": "accepted"}


def post(client: testing.TestClient, path: str, **headers: str) -> testing.Result:
    return client.simulate_post(path, json={"offers": CART, "answers": ANSWER}.get(path[4:], {}), headers=headers)


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer  ", "Basic abc", "wm_sserver"])
def test_without_a_key_nothing_is_done(client: testing.TestClient, path: str, header: str | None) -> None:
    result = post(client, path, **({} if header is None else {"Authorization": header}))
    assert result.status_code == 401
    assert result.json["type"] == "/v1/problems/missing-key"
    assert result.headers["www-authenticate"] == 'Bearer realm="worthmore"'
    assert result.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", POSTS)
def test_an_unknown_key_is_told_so(client: testing.TestClient, path: str) -> None:
    result = post(client, path, Authorization="Bearer wm_srevoked")
    assert result.status_code == 401
    assert result.json["type"] == "/v1/problems/unknown-key"
    assert 'error="invalid_token"' in result.headers["www-authenticate"]


def test_the_scheme_may_be_written_in_any_case(client: testing.TestClient) -> None:
    assert post(client, "/v1/offers", Authorization=f"bearer  {SERVER} ").status_code == 200


@pytest.mark.parametrize("path", ["/v1/events", "/v1/orders"])
def test_a_storefront_key_may_not_write_the_shops_history(client: testing.TestClient, path: str) -> None:
    result = post(client, path, Authorization=f"Bearer {STOREFRONT}")
    assert result.status_code == 403
    assert result.json["type"] == "/v1/problems/wrong-scope"


@pytest.mark.parametrize("path", ["/v1/offers", "/v1/answers"])
def test_a_page_of_the_keys_origin_may_ask(client: testing.TestClient, path: str) -> None:
    result = post(client, path, Authorization=f"Bearer {STOREFRONT}", Origin=ORIGIN)
    assert result.status_code == 200
    assert result.headers["access-control-allow-origin"] == ORIGIN
    assert result.headers["vary"] == "Origin"
    assert "access-control-allow-credentials" not in result.headers


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "https://shop.example.evil.example", "null", "http://shop.example", ""]
)
def test_a_page_of_another_origin_may_not(client: testing.TestClient, origin: str) -> None:
    result = post(client, "/v1/offers", Authorization=f"Bearer {STOREFRONT}", Origin=origin)
    assert result.status_code == 403
    assert result.json["type"] == "/v1/problems/origin-not-allowed"
    assert "access-control-allow-origin" not in result.headers


def test_a_page_may_not_use_a_server_key(client: testing.TestClient) -> None:
    assert post(client, "/v1/offers", Authorization=f"Bearer {SERVER}", Origin=ORIGIN).status_code == 403


def test_an_origin_of_another_key_is_refused_but_may_read_why(client: testing.TestClient) -> None:
    other = "https://other.example"
    result = post(client, "/v1/offers", Authorization=f"Bearer {STOREFRONT}", Origin=other)
    assert result.status_code == 403
    assert result.headers["access-control-allow-origin"] == other


@pytest.mark.parametrize("path", POSTS)
def test_a_preflight_is_answered_for_the_origins_of_any_key(client: testing.TestClient, path: str) -> None:
    headers = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
    result = client.simulate_options(path, headers=headers)
    assert result.status_code == 204
    assert result.headers["access-control-allow-origin"] == ORIGIN
    assert "POST" in result.headers["access-control-allow-methods"]
    assert result.headers["access-control-allow-headers"] == "Authorization, Content-Type"
    assert result.headers["vary"] == "Origin"


def test_a_preflight_from_elsewhere_is_refused(client: testing.TestClient) -> None:
    result = client.simulate_options("/v1/offers", headers={"Origin": "https://evil.example"})
    assert result.status_code == 403
    assert "access-control-allow-origin" not in result.headers


def test_options_without_an_origin_names_the_methods(client: testing.TestClient) -> None:
    result = client.simulate_options("/v1/offers")
    assert (result.status_code, result.headers["allow"]) == (204, "OPTIONS, POST")


def test_when_no_keys_could_be_read_the_answer_is_try_again(service: FakeService) -> None:
    def gone() -> dict[str, Key]:
        raise ConnectionError

    client = testing.TestClient(create_app(opened(service), KeyRing(gone, every=0), RateLimit(0)))
    for result in (
        post(client, "/v1/offers", Authorization=f"Bearer {SERVER}"),
        post(client, "/v1/offers", Authorization=f"Bearer {SERVER}", Origin=ORIGIN),
        client.simulate_options("/v1/offers", headers={"Origin": ORIGIN}),
        client.simulate_get("/v1/ready"),
    ):
        assert result.status_code == 503
        assert result.json["type"] == "/v1/problems/not-ready"
        assert int(result.headers["retry-after"]) >= 1
    assert client.simulate_get("/v1/health").status_code == 200
