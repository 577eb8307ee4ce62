"""Everything that can be wrong with a request: one kind each, with a page of its own and a body as RFC 9457 has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

MEDIA_TYPE = "application/problem+json"
PAGES = "/v1/problems/"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem: its name in the `type` address, the status, a title, and what a developer should know."""

    name: str
    status: int
    title: str
    meaning: str

    @property
    def type(self) -> str:
        """The address of its page."""
        return PAGES + self.name


class ProblemBody(Struct, frozen=True, omit_defaults=True):
    """What went wrong (RFC 9457). `field` says where in the body, `mend` what to do about it."""

    type: Annotated[str, Meta(examples=["/v1/problems/unknown-field"])]
    title: Annotated[str, Meta(examples=["Unknown field"])]
    status: Annotated[int, Meta(examples=[422])]
    detail: Annotated[str, Meta(examples=["There is no field `qty` in cart[0]."])]
    field: Annotated[str | None, Meta(examples=["cart[0].qty"])] = None
    mend: Annotated[str | None, Meta(examples=["Use `quantity`."])] = None


class ProblemError(Exception):
    """Raised anywhere in the API; answered as a problem body."""

    def __init__(
        self,
        kind: ProblemKind,
        detail: str,
        field: str | None = None,
        mend: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.body = ProblemBody(kind.type, kind.title, kind.status, detail, field, mend)
        self.headers = headers or {}

    def encoded(self) -> bytes:
        """The body as JSON."""
        return _encoder.encode(self.body)


MALFORMED_JSON = ProblemKind(
    "malformed-json",
    400,
    "Not JSON",
    "The body is empty, is not JSON, or is not UTF-8. NaN and Infinity are not JSON. `detail` gives the byte.",
)
INVALID_REQUEST = ProblemKind(
    "invalid-request", 400, "Invalid request", "The HTTP request itself cannot be understood; `detail` says why."
)
MISSING_KEY = ProblemKind(
    "missing-key",
    401,
    "An API key is needed",
    "Send `Authorization: Bearer <key>`. Keys are made with `worthmore keys create`.",
)
UNKNOWN_KEY = ProblemKind(
    "unknown-key",
    401,
    "This API key is not valid",
    "The key was revoked, belongs to another installation, or was copied incompletely. `worthmore keys list` shows "
    "the first letters of every key.",
)
WRONG_SCOPE = ProblemKind(
    "wrong-scope",
    403,
    "This key may not do that",
    "A storefront key may ask for offers, send answers and record an objection only, because everyone can read it in "
    "the page. Send everything else from your server with a server key.",
)
ORIGIN_NOT_ALLOWED = ProblemKind(
    "origin-not-allowed",
    403,
    "This web origin may not use the key",
    "A browser names the page's origin. The key's list of origins must hold it, exactly: scheme, host and port. Make "
    "a key with `worthmore keys create … --origin https://shop.example`.",
)
NOT_FOUND = ProblemKind("not-found", 404, "Nothing here", "`/v1/openapi.json` lists every address.")
METHOD_NOT_ALLOWED = ProblemKind(
    "method-not-allowed", 405, "Method not allowed", "The `Allow` header names the methods of this address."
)
BODY_TOO_LARGE = ProblemKind(
    "body-too-large", 413, "The body is too large", "A body may be 1 MB. Send events and orders in several requests."
)
WRONG_CONTENT_TYPE = ProblemKind(
    "wrong-content-type", 415, "JSON is expected", "Send `Content-Type: application/json`, in UTF-8, uncompressed."
)
UNKNOWN_FIELD = ProblemKind(
    "unknown-field",
    422,
    "Unknown field",
    "A field that does not exist is refused, so that a typing error cannot pass unseen. `mend` names the fields "
    "there are.",
)
MISSING_FIELD = ProblemKind("missing-field", 422, "A field is missing", "`field` names the field that must be given.")
INVALID_VALUE = ProblemKind(
    "invalid-value",
    422,
    "A value is not possible",
    "The value at `field` has the wrong type or lies outside what is possible; `mend` says what it may be.",
)
UNKNOWN_PLACEMENT = ProblemKind(
    "unknown-placement", 422, "Unknown placement", "`mend` lists the placements of this installation."
)
INVALID_TOKEN = ProblemKind(
    "invalid-token",
    422,
    "Not an offer's token",
    "Send the `token` of an offer back exactly as it came. A token of another installation or another source is not "
    "taken.",
)
PERMISSION_NOT_KEPT = ProblemKind(
    "permission-not-kept",
    422,
    "The permission cannot be kept",
    "It would prove nothing: a date in the future, no channel, words that changed under the same version, an id used "
    "for another act. Nothing of the request was kept; `field` says which one. See docs/permission.md.",
)
TOO_MANY_REQUESTS = ProblemKind(
    "too-many-requests",
    429,
    "Too many requests",
    "Wait as long as `Retry-After` says. The limit is a setting: WORTHMORE_RATE_LIMIT requests a second for each key.",
)
DATABASE_GONE = ProblemKind(
    "database-gone",
    503,
    "The database does not answer",
    "Nothing was saved. Send the same request again later: repeating it is safe.",
)
NOT_READY = ProblemKind(
    "not-ready", 503, "Not ready yet", "The server has started but has not loaded the catalogue or the keys yet."
)
FAILED = ProblemKind(
    "failed",
    503,
    "This did not work",
    "Something unforeseen happened; the server's log tells what. Repeating the request is safe.",
)

KINDS = {
    kind.name: kind
    for kind in (
        MALFORMED_JSON,
        INVALID_REQUEST,
        MISSING_KEY,
        UNKNOWN_KEY,
        WRONG_SCOPE,
        ORIGIN_NOT_ALLOWED,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        BODY_TOO_LARGE,
        WRONG_CONTENT_TYPE,
        UNKNOWN_FIELD,
        MISSING_FIELD,
        INVALID_VALUE,
        UNKNOWN_PLACEMENT,
        INVALID_TOKEN,
        PERMISSION_NOT_KEPT,
        TOO_MANY_REQUESTS,
        DATABASE_GONE,
        NOT_READY,
        FAILED,
    )
}

_encoder = msgspec.json.Encoder()
