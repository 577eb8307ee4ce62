"""Signed offer tokens: all an answer or a purchase needs to say, even if nothing else was kept.

A token is `base64url(version byte, 16 bytes of HMAC-SHA256, msgpack payload)`. It never expires: a voucher of last
year must still tell which offer it came from. Whoever needs an age limit looks at `at`.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from functools import lru_cache

import msgspec

VERSION = b"\x01"
PURPOSE = b"worthmore offer token 1"
MAC_BYTES = 16
LONGEST = 4096
BEFOREHAND = "beforehand-"
"""How the decision of a suggestion begins that a till keeps for when the line is down."""


class TokenError(ValueError):
    """The token was not made here, or somebody changed it."""


class OfferToken(msgspec.Struct, frozen=True, array_like=True):
    """What one token says. `extra` is what this offer adds to one unit, minor units: of an upgrade, this step alone.

    `line_extra` is what all accepted offers together have added to one unit of the line, so that an upgrade of an
    upgraded line still tells where the line began. Tokens made before it was kept say None: the step was all.
    """

    decision: str
    position: int
    source: str
    placement: str
    kind: str
    product: str
    anchor: str | None
    person_key: str
    extra: int
    price: int
    currency: str
    at: datetime
    line_extra: int | None = None

    @property
    def reusable(self) -> bool:
        """Whether it is of a suggestion that was handed out beforehand and may be made at many sales."""
        return self.decision.startswith(BEFOREHAND)

    def made_at(self, occasion: str) -> OfferToken:
        """The offer as it was made at one sale; a token that is not reusable stays what it is."""
        if not self.reusable:
            return self
        named = hashlib.sha256(f"{self.decision}.{self.position} {occasion}".encode()).hexdigest()[:32]
        return msgspec.structs.replace(self, decision=named)

    @property
    def accepted_extra(self) -> int:
        """What accepted offers have added to one unit of a line that carries this token."""
        return self.extra if self.line_extra is None else self.line_extra

    @property
    def offer(self) -> str:
        """The offer's own name: its decision and its place in it."""
        return f"{self.decision}.{self.position}"


def sign(payload: OfferToken, secret: str) -> str:
    """The token of one offer, safe in an address, a form or a cookie."""
    body = VERSION + _encoder.encode(payload)
    return urlsafe_b64encode(_mac(body, secret) + body).rstrip(b"=").decode("ascii")


def read(token: str, secret: str) -> OfferToken:
    """What a token says, or `TokenError` with a plain reason."""
    blob = _decoded(token)
    mac, body = blob[:MAC_BYTES], blob[MAC_BYTES:]
    if not hmac.compare_digest(mac, _mac(body, secret)):
        raise TokenError("the offer token's signature does not fit: it was changed, or made by another installation")
    if body[:1] != VERSION:
        raise TokenError("the offer token is of a version this installation does not know")
    try:
        return _decoder.decode(body[1:])
    except (msgspec.MsgspecError, ValueError) as error:
        raise TokenError("the offer token is signed but cannot be read") from error


def _decoded(token: str) -> bytes:
    if not token or len(token) > LONGEST:
        raise TokenError("the offer token is empty or far too long")
    try:
        blob = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError) as error:
        raise TokenError("the offer token is not base64url text") from error
    # Decoding forgives stray characters and spare bits; a signature must not.
    if urlsafe_b64encode(blob).rstrip(b"=") != token.encode("utf-8", "replace") or len(blob) <= MAC_BYTES:
        raise TokenError("the offer token is damaged: part of it is missing or changed")
    return blob


def _mac(body: bytes, secret: str) -> bytes:
    signing = _signing(secret).copy()
    signing.update(body)
    return signing.digest()[:MAC_BYTES]


@lru_cache(maxsize=8)
def _signing(secret: str) -> hmac.HMAC:
    """Ready to sign; a copy takes half the time of a new one.

    Its key serves this purpose only, so that a token can never pass for something else signed with the secret.
    """
    return hmac.new(hmac.digest(secret.encode(), PURPOSE, "sha256"), digestmod="sha256")


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(OfferToken)
