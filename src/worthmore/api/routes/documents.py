"""GET /v1/openapi.json, and a page for each kind of problem."""

from __future__ import annotations

from functools import cache

import msgspec
from falcon import Request, Response

from worthmore.api.openapi import document
from worthmore.api.problems import KINDS, NOT_FOUND, ProblemError, ProblemKind
from worthmore.api.routes.base import Reading

TEXT = "text/plain; charset=utf-8"


class OpenApiRoute(Reading):
    """The machine-readable description of every address."""

    def on_get(self, req: Request, resp: Response) -> None:
        """The same document for everybody, so any page may read it."""
        resp.set_header("Access-Control-Allow-Origin", "*")
        resp.data = _encoded()

    on_head = on_get


class ProblemsRoute(Reading):
    """All kinds of problems on one page."""

    def on_get(self, req: Request, resp: Response) -> None:
        """Plain text, one paragraph each."""
        resp.content_type = TEXT
        resp.data = "\n\n".join(map(_page, KINDS.values())).encode()

    on_head = on_get


class ProblemRoute(Reading):
    """The page a problem's `type` leads to."""

    def on_get(self, req: Request, resp: Response, name: str) -> None:
        """Plain text: what it means and what to do."""
        kind = KINDS.get(name)
        if kind is None:
            raise ProblemError(NOT_FOUND, f"There is no problem called {name[:80]!r}.", mend="See /v1/problems.")
        resp.content_type = TEXT
        resp.data = _page(kind).encode()

    on_head = on_get


def _page(kind: ProblemKind) -> str:
    return f"{kind.title} ({kind.status}, {kind.name})\n\n{kind.meaning}\n"


@cache
def _encoded() -> bytes:
    return msgspec.json.encode(document())
