"""Whatever is sent, nothing answers 500, and every answer is as the OpenAPI document says."""

from __future__ import annotations

import io
import json
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.integration.api.conftest import ORIGIN, Shop
from worthmore.api.app import create_app
from worthmore.api.keys import Key, KeyRing, Scope, digest_of
from worthmore.api.openapi import OPERATIONS
from worthmore.api.permission_requests import Permission, PermissionsRequest, PermissionText, SaleContact
from worthmore.api.problems import INVALID_TOKEN, KINDS, MEDIA_TYPE, PERMISSION_NOT_KEPT, UNKNOWN_PLACEMENT
from worthmore.api.rate import RateLimit
from worthmore.api.requests import (
    AnswerRequest,
    CartLine,
    Case,
    Event,
    EventsRequest,
    OffersRequest,
    OrderLine,
    OrderRequest,
    OrderState,
)

PATHS = sorted({operation.path for operation in OPERATIONS if operation.method == "post"})
BODY_TYPES = (
    OffersRequest,
    CartLine,
    AnswerRequest,
    EventsRequest,
    Event,
    OrderRequest,
    OrderLine,
    OrderState,
    Case,
    PermissionsRequest,
    Permission,
    PermissionText,
    SaleContact,
)
PLAIN = "wm_sfuzz"
KEY = Key(digest_of(PLAIN), "fuzz", Scope.SERVER, "demo", frozenset())
OPEN: list[Shop] = []
ALL_PATHS = [operation.path for operation in OPERATIONS]
FIELDS = sorted({name for body in BODY_TYPES for name in body.__struct_fields__})
FUZZ = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)

MORE = settings(FUZZ, max_examples=200)

app = create_app(lambda: OPEN[-1].service, KeyRing(lambda: {KEY.digest: KEY}, every=0), RateLimit(0))
described = schemathesis.openapi.from_wsgi("/v1/openapi.json", app)


@described.auth()
class ServerKey:
    """The key every described request is sent with."""

    def get(self, case: schemathesis.Case, context: schemathesis.AuthContext) -> str:
        return PLAIN

    def set(self, case: schemathesis.Case, data: str, context: schemathesis.AuthContext) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


@pytest.fixture
def opened(shop: Shop) -> Shop:
    """The shop behind the application that is being fuzzed."""
    OPEN.append(shop)
    return shop


@described.parametrize()
@FUZZ
def test_every_operation_answers_as_it_is_described(case: schemathesis.Case, opened: Shop) -> None:
    response = case.call()
    beyond_the_schema = response.status_code == 422 and _only_the_shop_can_know(response.json())
    excluded = [positive_data_acceptance] if beyond_the_schema else []
    case.validate_response(response, excluded_checks=excluded)


def _only_the_shop_can_know(problem: dict[str, Any]) -> bool:
    """What no schema can say: which placements there are, which tokens are ours, what proves anything, the time."""
    in_time = "lies before" in problem["detail"]
    return in_time or problem["type"] in (INVALID_TOKEN.type, UNKNOWN_PLACEMENT.type, PERMISSION_NOT_KEPT.type)


def shout(method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    """One raw WSGI call, without a client library that would tidy it up."""
    environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "wsgi.input": io.BytesIO(body)}
    setup_testing_defaults(environ)
    environ["CONTENT_LENGTH"] = str(len(body))
    environ.update(headers)
    seen: list[Any] = []
    answer = b"".join(app(environ, lambda status, fields, info=None: seen.extend((status, dict(fields)))))
    return int(seen[0][:3]), {name.lower(): value for name, value in seen[1].items()}, answer


def well_formed(status: int, headers: dict[str, str], body: bytes) -> bool:
    """Fine, or a problem of a documented kind."""
    if status < 400:
        return True
    problem = json.loads(body)
    kind = KINDS[problem["type"].rpartition("/")[2]]
    return status < 500 and headers["content-type"] == MEDIA_TYPE and kind.status == status == problem["status"]


# A header's value, as a server hands it on: any bytes, read as Latin-1.
RAW = st.text(st.characters(max_codepoint=255), max_size=60)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS) | st.text(), inner, max_size=4),
    max_leaves=12,
).map(lambda value: json.dumps(value).encode())
BODIES = st.binary(max_size=300) | JSON
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "CONTENT_TYPE": st.sampled_from(["application/json", "text/plain", "application/json;charset=utf-16"]) | RAW,
        "CONTENT_LENGTH": st.integers(-5, 2_000_000).map(str) | RAW,
        "HTTP_AUTHORIZATION": st.just(f"Bearer {PLAIN}") | RAW,
        "HTTP_ORIGIN": st.just(ORIGIN) | RAW,
        "HTTP_CONTENT_ENCODING": RAW,
        "HTTP_ACCEPT": RAW,
        "HTTP_EXPECT": RAW,
        "HTTP_HOST": RAW,
        "QUERY_STRING": RAW,
        "wsgi.input_terminated": st.booleans(),
    },
)


@MORE
@given(body=BODIES)
@pytest.mark.parametrize("path", PATHS)
def test_no_body_brings_a_route_down(opened: Shop, path: str, body: bytes) -> None:
    headers = {"CONTENT_TYPE": "application/json", "HTTP_AUTHORIZATION": f"Bearer {PLAIN}"}
    assert well_formed(*shout("POST", path, body, headers))


@MORE
@given(
    method=st.sampled_from(["GET", "POST", "PUT", "HEAD", "OPTIONS", "DELETE", "TRACE", "CONNECT", "WEBSOCKET"]) | RAW,
    path=st.sampled_from(ALL_PATHS) | RAW.map(lambda text: f"/v1/{text}") | RAW,
    headers=HEADERS,
    body=BODIES,
)
def test_no_request_whatever_brings_the_application_down(
    opened: Shop, method: str, path: str, headers: dict[str, Any], body: bytes
) -> None:
    status, answered, content = shout(method, path, body, headers)
    if method == "HEAD":
        assert status < 500
        assert content == b""
    else:
        assert well_formed(status, answered, content)
