"""The till's page, and the script that keeps it for when the line is down."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from worthmore.till.sentences import said, words

FILES = Path(__file__).parent / "static" / "till"
SCRIPTS = ("till.js", "screen.js", "sale.js", "voucher.js", "asking.js", "line.js", "store.js")
KEPT = (*SCRIPTS, "till.css")


@require_safe
def till(request: HttpRequest) -> HttpResponse:
    """The same page for everybody: it can do nothing without a till's key."""
    answer = render(request, "till/till.html", {"sentences": said(), "words": words(), "languages": settings.LANGUAGES})
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the names of what it keeps; another version of any of it is another worker."""
    kept = [reverse("till:till"), *(static(f"till/{name}") for name in KEPT)]
    version = hashlib.sha256(b"".join((FILES / name).read_bytes() for name in (*KEPT, "worker.js"))).hexdigest()[:12]
    script = (FILES / "worker.js").read_text("utf-8")
    head = f"const VERSION = {json.dumps(version)};\nconst KEPT = {json.dumps(kept)};\n"
    return HttpResponse(head + script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})
