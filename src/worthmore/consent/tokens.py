"""Link tokens: 16 random bytes and 12 of HMAC-SHA256, as base64url text of 38 characters.

The signature tells a forged or damaged token without asking the database. Of a token that was given out only another
keyed hash is kept: whoever reads the table cannot make the links.
"""

from __future__ import annotations

import binascii
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from django.conf import settings

from worthmore.consent.values import LinkError

PURPOSE = b"worthmore consent link 1"
RANDOM_BYTES = 16
MAC_BYTES = 12
LENGTH = 38


def new_token() -> str:
    """A token nobody had before."""
    body = secrets.token_bytes(RANDOM_BYTES)
    return urlsafe_b64encode(body + _mac(b"token", body)[:MAC_BYTES]).rstrip(b"=").decode()


def token_digest(token: str) -> str:
    """What is kept of a token, 64 hexadecimal digits; `LinkError` when it was not made here."""
    if not token.isascii() or len(token) != LENGTH:
        raise LinkError("the link is incomplete: part of it is missing, or something was added")
    try:
        blob = urlsafe_b64decode(token + "==")
    except (binascii.Error, ValueError):
        raise LinkError("the link is damaged: there are characters in it that no link has") from None
    body, mac = blob[:RANDOM_BYTES], blob[RANDOM_BYTES:]
    # Decoding forgives stray characters and spare bits; a signature must not.
    exact = urlsafe_b64encode(blob).rstrip(b"=").decode() == token
    if not exact or not hmac.compare_digest(mac, _mac(b"token", body)[:MAC_BYTES]):
        raise LinkError("the link was changed, or made by another shop")
    return _mac(b"kept", body).hex()


def _mac(what: bytes, body: bytes) -> bytes:
    return hmac.digest(_key(settings.SECRET_KEY), what + body, "sha256")


@lru_cache(maxsize=8)
def _key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), PURPOSE, "sha256")
