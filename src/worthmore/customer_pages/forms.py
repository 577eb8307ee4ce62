"""Reading what a form sent, without trusting any of it."""

from __future__ import annotations

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError

MOST_BYTES = 64 * 1024


class UnreadableError(ValueError):
    """The request carries no form, one that is broken, or one far too large."""


def read(request: HttpRequest) -> QueryDict:
    """The fields; files are never taken in."""
    if _length(request) > MOST_BYTES:
        raise UnreadableError("too large")
    try:
        return request.POST
    except (MultiPartParserError, SuspiciousOperation, BadRequest, ValueError, OSError) as error:
        raise UnreadableError(str(error)) from error


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() and len(told) < 12 else MOST_BYTES + 1
