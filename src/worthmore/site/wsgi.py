"""One WSGI application: /v1/ goes to the API, everything else to Django's pages."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "worthmore.site.settings")

from django.core.wsgi import get_wsgi_application

pages = get_wsgi_application()

from worthmore.api.app import create_app

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

api = create_app()

# A decision makes some thousand small values and drops them again without any cycle among them. With Python's own
# thresholds the collector looks for cycles several times in each decision and takes a third of the time.
gc.set_threshold(50_000, 20, 20)


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Serve one request."""
    chosen = api if environ.get("PATH_INFO", "").startswith("/v1/") else pages
    answer: Iterable[bytes] = chosen(environ, start_response)
    return answer
