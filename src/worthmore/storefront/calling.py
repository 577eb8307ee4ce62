"""Asking Worthmore from the shop's own server, as any webshop would: one POST with the server key.

Asking never breaks a page: whatever goes wrong, there is a status and no answer.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from django.conf import settings

PATIENCE_SECONDS = 2.0
log = logging.getLogger(__name__)
# The installation speaks to itself, so a proxy of the surroundings has no part in it.
opener = build_opener(ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Answer:
    """The status Worthmore answers with, 0 where it does not answer, and what it says; empty unless it is 200."""

    status: int
    said: dict[str, Any] = field(default_factory=dict)


def post(what: str, body: str, key: str) -> Answer:
    """Send JSON to one address of the API, such as "orders"."""
    try:
        request = Request(  # noqa: S310 - the address is this installation's own setting
            f"{settings.BASE_URL.rstrip('/')}/v1/{what}",
            data=body.encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {key}"},
        )
        with opener.open(request, timeout=PATIENCE_SECONDS) as answer:
            return Answer(int(answer.status), _read(answer.read()))
    except HTTPError as error:
        error.close()
        return Answer(error.code)
    except (OSError, HTTPException, ValueError) as error:
        log.warning("Worthmore does not answer %s (%s)", what, error)
        return Answer(0)


def _read(text: bytes) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
