"""GET /v1/worthmore-offers.js: the web component that any webshop may put on its pages."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from falcon import Request, Response

from worthmore.api.routes.base import Reading

FILE = Path(__file__).parents[1] / "static" / "worthmore-offers.js"
AN_HOUR = "public, max-age=3600"


class Component(NamedTuple):
    """The script as it is sent, and its mark for "nothing new"."""

    plain: bytes
    packed: bytes
    etag: str


class ComponentRoute(Reading):
    """The script. Pages of other sites load it as a module, which asks for the headers of shared files."""

    def on_get(self, req: Request, resp: Response) -> None:
        """The script, packed where the browser can unpack; nothing where it has this one already."""
        script = component()
        resp.etag = script.etag
        resp.set_header("Access-Control-Allow-Origin", "*")
        resp.set_header("Cross-Origin-Resource-Policy", "cross-origin")
        resp.set_header("X-Content-Type-Options", "nosniff")
        resp.set_header("Cache-Control", AN_HOUR)
        resp.set_header("Vary", "Accept-Encoding")
        if script.etag in (req.get_header("If-None-Match") or ""):
            resp.status = 304
            return
        resp.content_type = "text/javascript; charset=utf-8"
        if "gzip" in (req.get_header("Accept-Encoding") or ""):
            resp.set_header("Content-Encoding", "gzip")
            resp.data = script.packed
        else:
            resp.data = script.plain

    on_head = on_get


@cache
def component() -> Component:
    """The script, read once."""
    plain = FILE.read_bytes()
    return Component(plain, gzip.compress(plain, 9, mtime=0), hashlib.sha256(plain).hexdigest()[:16])
