"""What the engine thought: the question of a page asked once more, with the server key and every refusal explained.

A storefront key gets no refusals, no chances and no margins: they are the shop's own. So the shop's server asks, and
shows the answer to the shop's people only, or to whoever runs the demo on their own machine.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import urlsplit

import msgspec
from django.conf import settings
from django.http import HttpRequest
from msgspec import Meta, Struct

from worthmore.storefront import calling
from worthmore.storefront.cart import Cart
from worthmore.storefront.keys import shop_keys
from worthmore.storefront.offers_block import OffersBlock, lines_of

OWN_MACHINE = ("127.0.0.1", "localhost", "::1")
MOST_BLOCKS, MOST_EXCLUDED, MOST_LETTERS = 6, 500, 200

Text = Annotated[str, Meta(max_length=MOST_LETTERS)]


class Asked(Struct, frozen=True, array_like=True):
    """One block as an address carries it."""

    placement: Text
    product: Text = ""
    limit: Annotated[int, Meta(ge=0, le=20)] = 0
    beside: bool = False


def may_be_seen(request: HttpRequest) -> bool:
    """Whether this visitor is one of the shop's people, or the installation knows itself as on this machine only.

    What the request says of its host proves nothing: anybody can send it.
    """
    own = urlsplit(settings.BASE_URL).hostname in OWN_MACHINE
    return bool(shop_keys().server) and (own or request.user.is_authenticated)


def address_part(blocks: Sequence[OffersBlock]) -> str:
    """The blocks of a page as an address carries them."""
    asked = [Asked(block.placement, block.product, block.limit, block.beside) for block in blocks]
    return msgspec.json.encode(asked).decode()


def read(text: str) -> tuple[Asked, ...]:
    """The blocks an address carries; none where they cannot be read."""
    try:
        return msgspec.json.decode(text, type=tuple[Asked, ...])[:MOST_BLOCKS]
    except (msgspec.DecodeError, UnicodeEncodeError):
        return ()


def thought(
    blocks: Sequence[Asked], cart: Cart, customer: str, language: str, excluded: Sequence[str]
) -> list[dict[str, Any]]:
    """The blocks with their offers and refusals; [] where nothing is asked, or Worthmore does not answer."""
    if not blocks:
        return []
    question: dict[str, Any] = {
        "blocks": [_block(one) for one in blocks],
        "cart": lines_of(cart),
        "locale": language,
        "exclude": [one[:MOST_LETTERS] for one in excluded if one][:MOST_EXCLUDED],
        "explain": True,
    }
    body = json.dumps({**question, "customer": customer} if customer else question)
    found = calling.post("pages", body, shop_keys().server).said.get("blocks")
    return found if isinstance(found, list) else []


def _block(asked: Asked) -> dict[str, Any]:
    block: dict[str, Any] = {"placement": asked.placement, "beside": asked.beside}
    return {**block, **{name: value for name in ("product", "limit") if (value := getattr(asked, name))}}
