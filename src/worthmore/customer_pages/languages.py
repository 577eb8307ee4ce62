"""The languages of these pages, and which one a visitor reads.

They are more than those of the other rooms' pages, so they are not Django's `LANGUAGES`: a browser that asks for French
must get these pages in French, and a room that speaks none of it in the language it has always had.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

LANGUAGES = (("nl", "Nederlands"), ("en", "English"), ("fi", "Suomi"), ("fr", "Français"), ("de", "Deutsch"))
CODES = tuple(code for code, _ in LANGUAGES)
FIELD = "language"


def language_of(request: HttpRequest, *known: str) -> str:
    """What the visitor chose on the page, else the first of `known` that we speak, else what the browser asks for."""
    asked = request.GET.get(FIELD, "")
    wished = (code for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500]))
    return spoken((asked, *known, *wished)) or "en"


def spoken(codes: Iterable[str]) -> str:
    """The first of these languages that we speak ("nl-BE" is Dutch); empty when there is none."""
    plain = (code.replace("_", "-").partition("-")[0].strip().lower() for code in codes)
    return next((code for code in plain if code in CODES), "")
