"""Everything held of a person, to read and to take along."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from django.http import HttpResponse
from django.utils.translation import gettext as _

from worthmore.customer_pages.answering import POLICY, private
from worthmore.customer_pages.visit import GETS, Visit, opens
from worthmore.rights.queries import download

STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)


@opens(*GETS)
def everything(visit: Visit) -> HttpResponse:
    """To read here."""
    return _page(visit)


@opens(*GETS)
def everything_page(visit: Visit) -> HttpResponse:
    """The same, to keep as a file."""
    return _as_file(_page(visit), f"{_name(visit)}.html")


@opens(*GETS)
def everything_json(visit: Visit) -> HttpResponse:
    """The same for other programs."""
    text = download(visit.key, visit.at).as_json()
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    return _as_file(private(answer), f"{_name(visit)}.json")


def _page(visit: Visit) -> HttpResponse:
    """The page carries its own style, so that it can be kept: that style, and no other, is allowed by its digest."""
    text = download(visit.key, visit.at).as_html(visit.language)
    answer = private(HttpResponse(text), visit.language)
    digests = [b64encode(sha256(style.encode()).digest()).decode() for style in STYLE.findall(text)]
    allowed = " ".join(["'self'", *(f"'sha256-{digest}'" for digest in digests)])
    answer.headers["Content-Security-Policy"] = POLICY.replace("style-src 'self'", f"style-src {allowed}")
    return answer


def _as_file(answer: HttpResponse, name: str) -> HttpResponse:
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _name(visit: Visit) -> str:
    """The start of a file name, in plain letters whatever the language."""
    told = _("my-data")
    plain = told if re.fullmatch(r"[a-z-]+", told) else "my-data"
    return f"{plain}-{visit.at:%Y-%m-%d}"
