from __future__ import annotations

from typing import Any

import msgspec
import pytest
import schemathesis
from falcon import testing

from tests.unit.api.fakes import FakeService, opened, ring
from worthmore.api.app import routes
from worthmore.api.door import Door
from worthmore.api.openapi import OPERATIONS, Operation, document
from worthmore.api.problems import KINDS
from worthmore.api.rate import RateLimit

DOCUMENT = document()


def test_every_route_is_described_and_nothing_else() -> None:
    built = routes(Door(ring(), RateLimit(0)), ring(), opened(FakeService()))
    assert set(DOCUMENT["paths"]) == set(built)
    for path, route in built.items():
        methods = {method.lower() for method in route.methods.split(", ")} - {"head", "options"}
        assert set(DOCUMENT["paths"][path]) == methods


def test_the_document_is_served_as_it_is_made(client: testing.TestClient) -> None:
    result = client.simulate_get("/v1/openapi.json")
    assert result.json == msgspec.json.decode(msgspec.json.encode(DOCUMENT))
    assert result.headers["access-control-allow-origin"] == "*"


def test_the_document_is_valid_openapi() -> None:
    schema = schemathesis.openapi.from_dict(msgspec.json.decode(msgspec.json.encode(DOCUMENT)))
    schema.validate()
    assert {operation.ok().label for operation in schema.get_all_operations()} == {
        f"{operation.method.upper()} {operation.path}" for operation in OPERATIONS
    }


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_example_is_of_its_type(operation: Operation) -> None:
    if operation.body is not None:
        assert msgspec.convert(operation.body_example, operation.body, strict=True)
    if operation.answer is not None:
        answer = msgspec.json.encode(msgspec.convert(operation.answer_example, operation.answer))
        assert msgspec.json.decode(answer) == operation.answer_example


def test_every_problem_is_the_problem_of_some_operation() -> None:
    named = {kind.name for operation in OPERATIONS for kind in operation.problems}
    assert set(KINDS) - named <= {"method-not-allowed"}


def test_every_field_that_may_be_sent_says_what_it_is() -> None:
    schemas: dict[str, Any] = DOCUMENT["components"]["schemas"]
    requests = [name for name in schemas if name.endswith("Request")] + ["CartLine", "Event", "OrderLine"]
    silent = [
        f"{name}.{field}"
        for name in requests
        for field, schema in schemas[name]["properties"].items()
        if "description" not in schema
    ]
    assert silent == []
