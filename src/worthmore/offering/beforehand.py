"""Suggestions handed out beforehand: what a till may say while the line is down.

One product at a time stands for the cart, and nobody is known: what needs a person is not asked. The offers are signed
like any others; each sale at which one is made counts by itself (`OfferToken.made_at`). Nothing is recorded until then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice

from worthmore.offering.engine import Engine
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.offering.snapshot import Shop
from worthmore.offering.tokens import BEFOREHAND
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Placement

MOST = 200


@dataclass(frozen=True, slots=True)
class Asking:
    """At which places, and in which language."""

    placements: tuple[Placement, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A product the shop sells now, and the decision about it at each place that was asked for."""

    product: Product
    decided: tuple[RecordedDecision, ...]


def beforehand(
    engine: Engine, shop: Shop, asked: Asking, after: str, limit: int, at: datetime
) -> tuple[list[Suggestion], str | None]:
    """The next products by id after one, and after which to ask for more; None when that was all.

    Only what is sold today; products that nothing is suggested for are there too, since a till must know their price.
    """
    ahead = sorted(one for one in shop.products if one > after)
    found = list(islice(_sold(shop, ahead, at), min(limit, MOST) + 1))
    page = [Suggestion(one, tuple(_decided(engine, shop.name, one.id, asked, at))) for one in found[:limit]]
    return page, page[-1].product.id if len(found) > limit else None


def _sold(shop: Shop, ids: list[str], at: datetime) -> Iterator[Product]:
    return (shop.products[one] for one in ids if shop.products[one].active_on(at.date()))


def _decided(engine: Engine, source: str, product: str, asked: Asking, at: datetime) -> Iterator[RecordedDecision]:
    for placement in asked.placements:
        name = f"{BEFOREHAND}{placement.name} {product}"
        named = Engine(engine.holder, engine.recorder, engine.secret, engine.history, partial(_named, name))
        yield named.preview(source, OfferRequest(placement, asked.language, cart=(RequestedLine(product),)), at)


def _named(name: str, at: datetime) -> str:
    """The name of a decision that is made beforehand: the same until something else is learned."""
    return name
