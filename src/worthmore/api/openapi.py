"""The OpenAPI 3.1 document, made from the same types that decode requests and encode answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec

from worthmore import __version__
from worthmore.api import contract_requests, examples, page_examples, permission_requests, problems, requests
from worthmore.api.answers import (
    AnswerKept,
    CasesSaved,
    ContractsSaved,
    EventsSaved,
    Health,
    NeedsKept,
    OrderKept,
    PermissionsKept,
    Ready,
    StatesSaved,
    UsageSaved,
)
from worthmore.api.keys import Scope
from worthmore.api.page_shapes import PageAnswer, PageRequest
from worthmore.api.problems import ProblemBody, ProblemKind
from worthmore.api.suggestion_shapes import SuggestionsAnswer
from worthmore.api.voucher_shapes import VouchersAnswer
from worthmore.offering.answer import OffersAnswer

REFERENCE = "#/components/schemas/{name}"
DESCRIPTION = """Which offer, if any, is worth making to this customer now?

Ask `POST /v1/offers` for the offers of a page, send what became of them to `POST /v1/answers`, and tell of orders with
`POST /v1/orders`. Every error is a problem document (RFC 9457) that says what is wrong, where, and how to mend it."""

ANY_KEY = (problems.MISSING_KEY, problems.UNKNOWN_KEY, problems.ORIGIN_NOT_ALLOWED, problems.TOO_MANY_REQUESTS)
ANY_BODY = (
    problems.MALFORMED_JSON,
    problems.INVALID_REQUEST,
    problems.BODY_TOO_LARGE,
    problems.WRONG_CONTENT_TYPE,
    problems.UNKNOWN_FIELD,
    problems.MISSING_FIELD,
    problems.INVALID_VALUE,
)
ALWAYS = (problems.FAILED, problems.NOT_READY)


@dataclass(frozen=True)
class Operation:
    """One method at one address."""

    method: str
    path: str
    name: str
    summary: str
    description: str
    answer: type[msgspec.Struct] | None
    answer_example: Any
    scope: Scope | None = None
    body: type[msgspec.Struct] | None = None
    body_example: Any = None
    problems: tuple[ProblemKind, ...] = field(default=())
    parameters: tuple[dict[str, Any], ...] = ()


def _asking(name: str, summary: str, description: str, **more: Any) -> Operation:
    path = f"/v1/{name}"
    kinds = (*ANY_BODY, *ANY_KEY, *more.pop("problems", ()), *ALWAYS)
    return Operation("post", path, name, summary, description, problems=kinds, **more)


def _query(name: str, says: str, schema: dict[str, Any], example: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": says, "schema": schema, "example": example}


def _watching(
    path: str, name: str, summary: str, answer: type[msgspec.Struct] | None, example: Any, **more: Any
) -> Operation:
    return Operation("get", path, name, summary, summary, answer, example, **more)


OPERATIONS = (
    _asking(
        "offers",
        "Ask for offers",
        "A valid question is always answered with 200: with offers, or with none. What could not be used (an unknown "
        "product, customer or language) is ignored and named in `warnings`.",
        scope=Scope.STOREFRONT,
        body=requests.OffersRequest,
        body_example=examples.OFFERS_REQUEST,
        answer=OffersAnswer,
        answer_example=examples.OFFERS_ANSWER,
        problems=(problems.UNKNOWN_PLACEMENT,),
    ),
    _asking(
        "pages",
        "Ask for the offers of a whole page",
        "Up to six placements at once. No product is offered twice on the page, of the blocks beside the main content "
        "at most one appears, and the customer is looked up once. Each block is a decision of its own; they share "
        "the page's id.",
        scope=Scope.STOREFRONT,
        body=PageRequest,
        body_example=page_examples.PAGE_REQUEST,
        answer=PageAnswer,
        answer_example=page_examples.PAGE_ANSWER,
        problems=(problems.UNKNOWN_PLACEMENT,),
    ),
    _asking(
        "answers",
        "Tell what became of an offer",
        "Kept when it is answered. Sending the same again changes nothing.",
        scope=Scope.STOREFRONT,
        body=requests.AnswerRequest,
        body_example=examples.ANSWER_REQUEST,
        answer=AnswerKept,
        answer_example=examples.ANSWER_KEPT,
        problems=(problems.INVALID_TOKEN, problems.DATABASE_GONE),
    ),
    _asking(
        "events",
        "Tell what visitors did",
        "Views and cart changes, up to a thousand at once. An event sent twice counts once.",
        scope=Scope.SERVER,
        body=requests.EventsRequest,
        body_example=examples.EVENTS_REQUEST,
        answer=EventsSaved,
        answer_example=examples.EVENTS_SAVED,
        problems=(problems.WRONG_SCOPE, problems.DATABASE_GONE),
    ),
    _asking(
        "orders",
        "Tell of a placed order",
        "Send each line that was bought on an offer with that offer's token. Sending an order twice counts once.",
        scope=Scope.TILL,
        body=requests.OrderRequest,
        body_example=examples.ORDER_REQUEST,
        answer=OrderKept,
        answer_example=examples.ORDER_KEPT,
        problems=(problems.WRONG_SCOPE, problems.DATABASE_GONE),
    ),
    _asking(
        "order-states",
        "Tell how far orders are",
        "When orders are promised, delivered, due, paid, reminded of and returned, up to a thousand at once. Offers "
        "wait for them; see the guards.",
        scope=Scope.SERVER,
        body=requests.OrderStatesRequest,
        body_example=examples.ORDER_STATES_REQUEST,
        answer=StatesSaved,
        answer_example=examples.STATES_SAVED,
        problems=(problems.WRONG_SCOPE, problems.DATABASE_GONE),
    ),
    _asking(
        "cases",
        "Tell of complaints and other cases",
        "Complaints, late parcels, withdrawals and questions, up to a thousand at once. Who waits for one to be solved "
        "gets no offers.",
        scope=Scope.SERVER,
        body=requests.CasesRequest,
        body_example=examples.CASES_REQUEST,
        answer=CasesSaved,
        answer_example=examples.CASES_SAVED,
        problems=(problems.WRONG_SCOPE, problems.DATABASE_GONE),
    ),
    _asking(
        "needs",
        "Tell what customers need",
        "What customers told in a form, at the till or on the telephone, in their own words. What is understood of it "
        "keeps offers away that are the opposite, and is said back as the reason of those that fit. Texts that tell of "
        "health, religion or the like are refused.",
        scope=Scope.SERVER,
        body=requests.NeedsRequest,
        body_example=examples.NEEDS_REQUEST,
        answer=NeedsKept,
        answer_example=examples.NEEDS_KEPT,
        problems=(problems.DATABASE_GONE,),
    ),
    _asking(
        "contracts",
        "Tell of contracts, subscriptions and policies",
        "What a customer has a contract for, up to a thousand at once. Sent again it changes; what is not given stays.",
        scope=Scope.SERVER,
        body=contract_requests.ContractsRequest,
        body_example=examples.CONTRACTS_REQUEST,
        answer=ContractsSaved,
        answer_example=examples.CONTRACTS_SAVED,
        problems=(problems.WRONG_SCOPE, problems.DATABASE_GONE),
    ),
    _asking(
        "usage",
        "Tell how much of a contract is used",
        "What was counted in a period, up to a thousand rows at once. Sent again, a period is replaced.",
        scope=Scope.SERVER,
        body=contract_requests.UsageRequest,
        body_example=examples.USAGE_REQUEST,
        answer=UsageSaved,
        answer_example=examples.USAGE_SAVED,
        problems=(problems.WRONG_SCOPE, problems.DATABASE_GONE),
    ),
    _asking(
        "permissions",
        "Tell what a customer allowed or refused",
        "Permissions with their proof, withdrawals and objections, and how addresses were obtained; all of them or "
        "none. Sent twice they count once. A storefront key may only record a withdrawal or an objection.",
        scope=Scope.STOREFRONT,
        body=permission_requests.PermissionsRequest,
        body_example=examples.PERMISSIONS_REQUEST,
        answer=PermissionsKept,
        answer_example=examples.PERMISSIONS_KEPT,
        problems=(problems.WRONG_SCOPE, problems.PERMISSION_NOT_KEPT, problems.DATABASE_GONE),
    ),
    Operation(
        "get",
        "/v1/suggestions",
        "suggestions",
        "Ask for suggestions to keep",
        "The catalogue in parts, each product with its price and with what to say when it is sold, for a till that "
        "goes on when the line is down. Answers to these suggestions name the sale in `occasion`. Nothing is recorded.",
        SuggestionsAnswer,
        examples.SUGGESTIONS_ANSWER,
        scope=Scope.TILL,
        problems=(*ANY_KEY, problems.WRONG_SCOPE, problems.INVALID_VALUE, problems.NOT_READY, *ALWAYS),
        parameters=(
            _query("after", "the last product of the part before", {"type": "string", "maxLength": 128}, "bike-21"),
            _query("limit", "how many products", {"type": "integer", "minimum": 1, "maximum": 200}, 100),
            _query("locale", "the language of the words", {"type": "string", "maxLength": 35}, "nl"),
        ),
    ),
    Operation(
        "get",
        "/v1/vouchers",
        "vouchers",
        "Ask which codes a till may take",
        "The codes that hold today and what they cover; with `code` that one alone, and whether it is used up. Nothing "
        "is redeemed: that happens when the order is told with its `voucher`.",
        VouchersAnswer,
        examples.VOUCHERS_ANSWER,
        scope=Scope.TILL,
        problems=(*ANY_KEY, problems.WRONG_SCOPE, problems.INVALID_VALUE, problems.DATABASE_GONE, *ALWAYS),
        parameters=(
            _query("code", "one code alone", {"type": "string", "maxLength": 128}, "SUMMER-15"),
            _query("customer", "who wants to redeem it", {"type": "string", "maxLength": 128}, "1042"),
        ),
    ),
    _watching("/v1/health", "health", "Is the process alive?", Health, examples.HEALTH),
    _watching(
        "/v1/ready",
        "ready",
        "Can the process answer?",
        Ready,
        examples.READY,
        problems=(problems.NOT_READY, problems.FAILED),
    ),
    _watching("/v1/openapi.json", "openapi", "This document", None, None),
    _watching("/v1/worthmore-offers.js", "component", "The web component for any page, as a script", None, None),
    _watching("/v1/problems", "problems", "All kinds of problems, as text", None, "Unknown field (422, unknown-field)"),
    _watching(
        "/v1/problems/{name}",
        "problem",
        "What a problem's type means, as text",
        None,
        "Unknown field (422, unknown-field)",
        problems=(problems.NOT_FOUND,),
    ),
)


def document() -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, Any] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Worthmore",
            "version": __version__,
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [
            {"name": "shop", "description": "For shops and tills"},
            {"name": "watching", "description": "For those who watch over the server, and for reading"},
        ],
        "paths": paths,
        "components": {"schemas": _schemas(), "securitySchemes": _security_schemes(), "headers": _headers()},
    }


def _schemas() -> dict[str, Any]:
    types: set[type[msgspec.Struct]] = {ProblemBody}
    for operation in OPERATIONS:
        types.update(kind for kind in (operation.body, operation.answer) if kind is not None)
    ordered = sorted(types, key=lambda kind: kind.__name__)
    _, components = msgspec.json.schema_components(ordered, ref_template=REFERENCE)
    return components


def _security_schemes() -> dict[str, Any]:
    def key(scope: Scope, says: str) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": f"A {scope} key (`wm_{scope.letter}…`): {says}"}

    return {
        "storefrontKey": key(
            Scope.STOREFRONT, "may stand in a page; offers, answers and objections only, from its own origins."
        ),
        "tillKey": key(Scope.TILL, "stays on the shop's till; also its own sales and suggestions to keep."),
        "serverKey": key(Scope.SERVER, "a secret of the shop's server; everything."),
    }


def _headers() -> dict[str, Any]:
    return {
        "RetryAfter": {"description": "Seconds to wait", "schema": {"type": "integer", "minimum": 1}},
        "WWWAuthenticate": {"description": "How to send a key", "schema": {"type": "string"}},
    }


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "tags": ["shop" if operation.scope else "watching"],
        "summary": operation.summary,
        "description": operation.description,
        "security": _security(operation.scope),
        "responses": {"200": _answer(operation), **_problems(operation.problems)},
    }
    if operation.body is not None:
        content = _content(operation.body, operation.body_example)
        described["requestBody"] = {"required": True, "content": {"application/json": content}}
    if "{name}" in operation.path:
        described["parameters"] = [_name_parameter()]
    elif operation.parameters:
        described["parameters"] = list(operation.parameters)
    return described


def _security(scope: Scope | None) -> list[dict[str, list[str]]]:
    if scope is None:
        return []
    return [{f"{one}Key": []} for one in Scope if one.covers(scope)]


def _name_parameter() -> dict[str, Any]:
    return {
        "name": "name",
        "in": "path",
        "required": True,
        "schema": {"enum": list(problems.KINDS)},
        "example": problems.UNKNOWN_FIELD.name,
    }


def _answer(operation: Operation) -> dict[str, Any]:
    if operation.answer is not None:
        content = {"application/json": _content(operation.answer, operation.answer_example)}
    elif operation.path.endswith(".js"):
        content = {"text/javascript": {"schema": {"type": "string"}}}
    elif operation.answer_example is None:
        content = {"application/json": {"schema": {"type": "object"}}}
    else:
        content = {"text/plain": {"schema": {"type": "string"}, "example": operation.answer_example}}
    return {"description": "Done", "content": content}


def _content(kind: type[msgspec.Struct], example: Any) -> dict[str, Any]:
    return {"schema": {"$ref": REFERENCE.format(name=kind.__name__)}, "examples": {"example": {"value": example}}}


def _problems(kinds: tuple[ProblemKind, ...]) -> dict[str, Any]:
    by_status: dict[int, list[ProblemKind]] = {}
    for kind in kinds:
        by_status.setdefault(kind.status, []).append(kind)
    return {str(status): _problem(status, by_status[status]) for status in sorted(by_status)}


def _problem(status: int, kinds: list[ProblemKind]) -> dict[str, Any]:
    shown = {kind.name: {"summary": kind.title, "value": _problem_example(kind)} for kind in kinds}
    described: dict[str, Any] = {
        "description": "; ".join(kind.title for kind in kinds),
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": REFERENCE.format(name="ProblemBody")}, "examples": shown}},
    }
    if status in (429, 503):
        described["headers"] = {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}}
    if status == 401:
        described["headers"] = {"WWW-Authenticate": {"$ref": "#/components/headers/WWWAuthenticate"}}
    return described


def _problem_example(kind: ProblemKind) -> dict[str, Any]:
    return {"type": kind.type, "title": kind.title, "status": kind.status, "detail": kind.meaning}
