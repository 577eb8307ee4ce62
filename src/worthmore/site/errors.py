"""What somebody sees when a page cannot be shown: plain, in their language, and without asking the database."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

TEMPLATE = "backoffice/error.html"
AREAS = {"/office/": "office", "/shop/": "shop"}


@dataclass(frozen=True)
class Problem:
    """One kind of error page: its status, and the name under which the template knows its words."""

    status: int
    name: str

    def page(self, request: HttpRequest) -> HttpResponse:
        """The page. Rendered without the request, so that nothing that failed already is asked again."""
        area = next((area for start, area in AREAS.items() if request.path.startswith(start)), "")
        content = render_to_string(TEMPLATE, {"problem": self.name, "status": self.status, "area": area})
        answer = HttpResponse(content, status=self.status)
        add_never_cache_headers(answer)
        return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was sent cannot be understood."""
    return Problem(400, "bad_request").page(request)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not allowed."""
    return Problem(403, "forbidden").page(request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here."""
    return Problem(404, "not_found").page(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours."""
    return Problem(500, "server_error").page(request)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without its token; mostly a page that stood open since before logging in."""
    return Problem(403, "form").page(request)
