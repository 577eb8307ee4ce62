"""Asks a service of the shop's choice for texts, over HTTP with JSON. What it answers is only a proposal."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

SECONDS = 8.0
"""A person waits for it at the page."""
MOST_BYTES = 64_000
MOST_TEXTS = 10
PORTS = {"http": 80, "https": 443}


class TextServiceError(RuntimeError):
    """The service gave no texts. The message says what happened and what to look at."""


@dataclass(frozen=True, slots=True)
class HttpTextService:
    """A service at an address: a POST of JSON, and `{"texts": ["…"]}` back. `key` goes along as a bearer token.

    It follows no redirect, waits `seconds` in all, and reads no more than 64 kB.
    """

    address: str
    key: str = ""
    seconds: float = SECONDS

    def propose(self, asked: Mapping[str, object]) -> Sequence[str]:
        """The texts it proposes, at most ten. Raises `TextServiceError`."""
        try:
            status, body = self._ask(json.dumps(asked).encode())
        except TimeoutError as error:
            raise TextServiceError(
                f"{self.address} did not answer within {self.seconds:g} seconds; try again"
            ) from error
        except (OSError, HTTPException, ValueError) as error:
            raise TextServiceError(f"{self.address} cannot be reached: {error}") from error
        if status != 200:
            raise TextServiceError(f"{self.address} answered {status}, not 200; look in its log")
        return _texts(self.address, body)

    def _ask(self, body: bytes) -> tuple[int, bytes]:
        parts = urlsplit(self.address)
        if parts.scheme not in PORTS or not parts.hostname:
            raise ValueError("its address must begin with https:// (or http:// within your own network)")
        connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = connect(parts.hostname, parts.port or PORTS[parts.scheme], timeout=self.seconds)
        until = time.monotonic() + self.seconds
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            return answer.status, _read(answer, until)
        finally:
            connection.close()


def _read(answer: HTTPResponse, until: float) -> bytes:
    """The body; no more than fits, and no longer than is waited."""
    found = b""
    while len(found) <= MOST_BYTES:
        if time.monotonic() > until:
            raise TimeoutError
        piece = answer.read1(8192)
        if not piece:
            return found
        found += piece
    raise ValueError(f"it answers with more than {MOST_BYTES // 1000} kB")


def _texts(address: str, body: bytes) -> list[str]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise TextServiceError(f"{address} did not answer with JSON: {str(error)[:100]}") from error
    texts = found.get("texts") if isinstance(found, dict) else None
    if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
        raise TextServiceError(f'{address} must answer {{"texts": ["…", "…"]}}')
    return texts[:MOST_TEXTS]
