"""The API as one WSGI application. `create_app()` needs Django set up and nothing else."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import falcon
from falcon import Request, Response

from worthmore.api import process
from worthmore.api.door import Door
from worthmore.api.keys import KeyRing
from worthmore.api.problems import (
    BODY_TOO_LARGE,
    FAILED,
    INVALID_REQUEST,
    MEDIA_TYPE,
    METHOD_NOT_ALLOWED,
    NOT_FOUND,
    WRONG_CONTENT_TYPE,
    ProblemError,
)
from worthmore.api.rate import RateLimit, read_limit
from worthmore.api.routes.answers import Answers
from worthmore.api.routes.base import OpenService, Reading, Route
from worthmore.api.routes.cases import Cases
from worthmore.api.routes.component import ComponentRoute
from worthmore.api.routes.contracts import Contracts, Usage
from worthmore.api.routes.documents import OpenApiRoute, ProblemRoute, ProblemsRoute
from worthmore.api.routes.events import Events
from worthmore.api.routes.needs import Needs
from worthmore.api.routes.offers import Offers
from worthmore.api.routes.order_states import OrderStates
from worthmore.api.routes.orders import Orders
from worthmore.api.routes.pages import Pages
from worthmore.api.routes.permissions import Permissions
from worthmore.api.routes.status import HealthRoute, ReadyRoute
from worthmore.api.routes.suggestions import Suggestions
from worthmore.api.routes.vouchers import Vouchers

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

BY_STATUS = {
    404: NOT_FOUND,
    405: METHOD_NOT_ALLOWED,
    413: BODY_TOO_LARGE,
    415: WRONG_CONTENT_TYPE,
}

log = logging.getLogger("worthmore.api")


class Api(falcon.App[Request, Response]):
    """A Falcon application that answers even what Falcon itself cannot read."""

    def __call__(self, env: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        try:
            return super().__call__(env, start_response)
        except Exception:
            log.exception("a request could not be read")
            body = ProblemError(INVALID_REQUEST, "The request cannot be read.").encoded()
            start_response("400 Bad Request", [("content-type", MEDIA_TYPE), ("content-length", str(len(body)))])
            return [body]


def create_app(service: OpenService | None = None, keys: KeyRing | None = None, limit: RateLimit | None = None) -> Api:
    """The application. Tests pass their own parts; a server's are made from Django's settings at the first request."""
    ring = keys or process.key_ring()
    opened = service or process.service
    door = Door(ring, limit or RateLimit(read_limit(os.environ.get("WORTHMORE_RATE_LIMIT"))))
    app = Api()
    addresses = routes(door, ring, opened)
    for address, route in addresses.items():
        app.add_route(address, route)
    methods = {address: route.methods for address, route in addresses.items()}
    app.add_error_handler(Exception, _unforeseen)
    app.add_error_handler(falcon.HTTPError, partial(_refused_by_falcon, methods))
    app.add_error_handler(ProblemError, _problem)
    return app


def routes(door: Door, keys: KeyRing, service: OpenService) -> dict[str, Route | Reading]:
    """Every address and what answers there."""
    return {
        "/v1/offers": Offers(door, service),
        "/v1/pages": Pages(door, service),
        "/v1/answers": Answers(door, service),
        "/v1/events": Events(door, service),
        "/v1/orders": Orders(door, service),
        "/v1/order-states": OrderStates(door, service),
        "/v1/cases": Cases(door, service),
        "/v1/contracts": Contracts(door, service),
        "/v1/usage": Usage(door, service),
        "/v1/needs": Needs(door, service),
        "/v1/permissions": Permissions(door, service),
        "/v1/suggestions": Suggestions(door, service),
        "/v1/vouchers": Vouchers(door, service),
        "/v1/health": HealthRoute(),
        "/v1/ready": ReadyRoute(keys, service),
        "/v1/openapi.json": OpenApiRoute(),
        "/v1/worthmore-offers.js": ComponentRoute(),
        "/v1/problems": ProblemsRoute(),
        "/v1/problems/{name}": ProblemRoute(),
    }


def _problem(req: Request, resp: Response, problem: ProblemError, params: dict[str, Any]) -> None:
    resp.status = problem.kind.status
    resp.content_type = MEDIA_TYPE
    resp.data = problem.encoded()
    for name, value in problem.headers.items():
        resp.set_header(name, value)


def _refused_by_falcon(
    methods: dict[str, str], req: Request, resp: Response, error: falcon.HTTPError, params: dict[str, Any]
) -> None:
    kind, headers = BY_STATUS.get(error.status_code, INVALID_REQUEST), dict(error.headers or {})
    if req.method not in falcon.COMBINED_METHODS:
        # Falcon calls a method it has never heard of a bad request.
        allowed = methods.get(req.uri_template or "")
        kind, headers = (METHOD_NOT_ALLOWED, {"Allow": allowed}) if allowed else (NOT_FOUND, {})
    detail = f"{req.method[:40]} {req.path[:200]}: {kind.title[0].lower()}{kind.title[1:]}."
    mend = f"Use {headers['Allow']}." if "Allow" in headers else None
    _problem(req, resp, ProblemError(kind, detail, mend=mend, headers=headers), params)


def _unforeseen(req: Request, resp: Response, error: Exception, params: dict[str, Any]) -> None:
    log.error("%s %s failed", req.method, req.path, exc_info=error)
    _problem(req, resp, ProblemError(FAILED, "Something unforeseen happened.", headers={"Retry-After": "2"}), params)
