from __future__ import annotations

import pytest
from falcon import testing

from tests.unit.api.fakes import AT, FakeService
from worthmore import __version__
from worthmore.api.problems import KINDS

GETS = ["/v1/health", "/v1/ready", "/v1/openapi.json", "/v1/problems", "/v1/problems/unknown-field"]
POSTS = ["/v1/offers", "/v1/answers", "/v1/events", "/v1/orders"]


def test_health_needs_nothing(client: testing.TestClient) -> None:
    assert client.simulate_get("/v1/health").json == {"alive": True, "version": __version__}


def test_ready_says_what_it_answers_from(client: testing.TestClient, service: FakeService) -> None:
    assert client.simulate_get("/v1/ready").json == {
        "ready": True,
        "database": "reachable",
        "model": "m1",
        "rules": "r1",
        "stale_since": None,
    }
    service.holder.stale_since = AT
    stale = client.simulate_get("/v1/ready")
    assert (stale.status_code, stale.json["database"]) == (200, "gone")


def test_not_ready_before_a_catalogue_is_loaded(client: testing.TestClient, service: FakeService) -> None:
    service.holder.snapshot = None
    result = client.simulate_get("/v1/ready")
    assert result.status_code == 503
    assert result.json["type"] == "/v1/problems/not-ready"


@pytest.mark.parametrize("path", GETS)
def test_what_can_be_read_can_be_looked_at_without_its_body(client: testing.TestClient, path: str) -> None:
    result = client.simulate_head(path)
    assert result.status_code == 200
    assert result.content == b""
    assert int(result.headers["content-length"]) > 0


@pytest.mark.parametrize(
    "path", ["/", "/v1", "/v1/", "/v1/offer", "/v1/offers/", "/v1/é\x00", "/v1/problems/none", "/v1/problems/a/b"]
)
def test_an_address_that_is_not_there_is_a_problem(client: testing.TestClient, path: str) -> None:
    result = client.simulate_get(path)
    assert result.status_code == 404
    assert result.json["type"] == "/v1/problems/not-found"


@pytest.mark.filterwarnings("ignore:Unknown REQUEST_METHOD")
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD", "TRACE", "BREW", "PROPFIND"])
@pytest.mark.parametrize("path", POSTS)
def test_another_method_is_told_the_right_ones(client: testing.TestClient, path: str, method: str) -> None:
    result = client.simulate_request(method, path)
    assert result.status_code == 405
    assert result.headers["allow"] == "OPTIONS, POST"


@pytest.mark.filterwarnings("ignore:Unknown REQUEST_METHOD")
@pytest.mark.parametrize("method", ["POST", "DELETE", "BREW"])
@pytest.mark.parametrize("path", GETS)
def test_what_can_be_read_cannot_be_written(client: testing.TestClient, path: str, method: str) -> None:
    result = client.simulate_request(method, path)
    assert result.status_code == 405
    assert result.headers["allow"] == "GET, HEAD, OPTIONS"
    assert client.simulate_options(path).headers["allow"].startswith("GET, HEAD")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_of_problem_has_a_page(client: testing.TestClient, kind: object) -> None:
    page = client.simulate_get(kind.type)  # type: ignore[attr-defined]
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/plain; charset=utf-8"
    assert kind.meaning in page.text  # type: ignore[attr-defined]
    assert page.text in client.simulate_get("/v1/problems").text + "\n"
