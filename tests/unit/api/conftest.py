from __future__ import annotations

import pytest
from falcon import testing

from tests.unit.api.fakes import FakeService, opened, ring
from worthmore.api.app import create_app
from worthmore.api.rate import RateLimit


@pytest.fixture
def service() -> FakeService:
    return FakeService()


@pytest.fixture
def client(service: FakeService) -> testing.TestClient:
    return testing.TestClient(create_app(opened(service), ring(), RateLimit(0)))
