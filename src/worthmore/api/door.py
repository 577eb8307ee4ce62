"""Who may come in: the key, what it allows, the page it is used from, and how often."""

from __future__ import annotations

import math

from falcon import Request, Response

from worthmore.api.keys import Key, KeyRing, KeysUnavailableError, Scope
from worthmore.api.problems import (
    MISSING_KEY,
    NOT_READY,
    ORIGIN_NOT_ALLOWED,
    TOO_MANY_REQUESTS,
    UNKNOWN_KEY,
    WRONG_SCOPE,
    ProblemError,
)
from worthmore.api.rate import RateLimit

REALM = 'Bearer realm="worthmore"'
PREFLIGHT_SECONDS = "600"


class Door:
    """Checks one request; what it learns about the caller is the key it returns."""

    def __init__(self, keys: KeyRing, limit: RateLimit) -> None:
        self._keys = keys
        self._limit = limit

    def enter(self, req: Request, resp: Response, needed: Scope) -> Key:
        """The caller's key, if it may do what `needed` names here and now. Raises `ProblemError`."""
        env = req.env
        origin = env.get("HTTP_ORIGIN")
        resp.set_header("Vary", "Origin")
        try:
            if origin is not None and self._keys.knows_origin(origin):
                _allow(resp, origin)
            key = self._key(env.get("HTTP_AUTHORIZATION"))
        except KeysUnavailableError as error:
            raise ProblemError(NOT_READY, f"{error}.", headers={"Retry-After": "2"}) from error
        _check_use(key, None if _own_till(key, origin, env.get("HTTP_HOST")) else origin, needed)
        wait = self._limit.wait(key.digest)
        if wait:
            raise _too_many(wait)
        return key

    def preflight(self, req: Request, resp: Response, methods: str) -> None:
        """Answer a browser that asks whether a page may call: yes for the origins of any valid key."""
        resp.status = 204
        resp.set_header("Allow", methods)
        resp.set_header("Vary", "Origin")
        origin = req.env.get("HTTP_ORIGIN")
        if origin is None:
            return
        try:
            known = self._keys.knows_origin(origin)
        except KeysUnavailableError as error:
            raise ProblemError(NOT_READY, f"{error}.", headers={"Retry-After": "2"}) from error
        if not known:
            raise _wrong_origin(origin)
        _allow(resp, origin)
        resp.set_header("Access-Control-Allow-Methods", methods)
        resp.set_header("Access-Control-Allow-Headers", "Authorization, Content-Type")
        resp.set_header("Access-Control-Max-Age", PREFLIGHT_SECONDS)

    def _key(self, authorization: str | None) -> Key:
        scheme, _, plain = (authorization or "").strip().partition(" ")
        if scheme.lower() != "bearer" or not plain.strip():
            raise ProblemError(
                MISSING_KEY,
                "The request carries no API key.",
                mend="Send `Authorization: Bearer <key>`.",
                headers={"WWW-Authenticate": REALM},
            )
        key = self._keys.find(plain.strip())
        if key is None:
            raise ProblemError(
                UNKNOWN_KEY,
                "This API key is unknown or was revoked.",
                mend="Make a new one with `worthmore keys create`.",
                headers={"WWW-Authenticate": f'{REALM}, error="invalid_token"'},
            )
        return key


_MAY_ONLY = {
    Scope.STOREFRONT: "A storefront key may only ask for offers and send answers.",
    Scope.TILL: "A till key may only ask for offers and suggestions, send answers and tell of its own sales.",
}


def _allow(resp: Response, origin: str) -> None:
    # The origin is one of our own stored ones, so it is safe to repeat.
    resp.set_header("Access-Control-Allow-Origin", origin)
    resp.set_header("Access-Control-Expose-Headers", "Retry-After")


def _own_till(key: Key, origin: str | None, host: str | None) -> bool:
    """Whether the till page that this very server serves is asking: it needs no list of origins."""
    return key.scope is Scope.TILL and origin is not None and origin.partition("://")[2] == host


def _check_use(key: Key, origin: str | None, needed: Scope) -> None:
    if origin is not None and origin not in key.origins:
        raise _wrong_origin(origin)
    if not key.scope.covers(needed):
        raise ProblemError(WRONG_SCOPE, _MAY_ONLY[key.scope], mend=f"Use a {needed} key.")


def _wrong_origin(origin: str) -> ProblemError:
    return ProblemError(
        ORIGIN_NOT_ALLOWED,
        f"Pages of {origin[:200]!r} may not use this key.",
        mend="Make a key with this origin: `worthmore keys create … --origin https://shop.example`.",
    )


def _too_many(wait: float) -> ProblemError:
    return ProblemError(
        TOO_MANY_REQUESTS,
        "This key has made too many requests.",
        mend=f"Wait {wait:.3f} seconds.",
        headers={"Retry-After": str(max(1, math.ceil(wait)))},
    )
