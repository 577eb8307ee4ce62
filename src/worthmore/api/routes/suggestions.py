"""GET /v1/suggestions: a part of the catalogue with what to say about each product, for a till that loses its line."""

from __future__ import annotations

import msgspec
from falcon import Request, Response

from worthmore import placements
from worthmore.api.keys import Scope
from worthmore.api.problems import INVALID_VALUE, NOT_READY, ProblemError
from worthmore.api.routes.base import Route
from worthmore.api.suggestion_shapes import KeptSuggestion, SuggestionsAnswer
from worthmore.decide.wording import language_of
from worthmore.offering.answer import OfferOut, as_answer, money
from worthmore.offering.beforehand import MOST, Asking, Suggestion, beforehand
from worthmore.offering.recorded import RecordedDecision
from worthmore.vocabulary.clock import now

UPSELL, CROSS_SELL = placements.find("till_upsell"), placements.find("till_cross_sell")
_encode = msgspec.json.Encoder().encode


class Suggestions(Route):
    """Ask for suggestions to keep."""

    methods = "GET, OPTIONS"

    def on_get(self, req: Request, resp: Response) -> None:
        """One part, in the order of ids; nothing is recorded."""
        key = self._door.enter(req, resp, Scope.TILL)
        service, limit = self._service(), _limit(req)
        snapshot = service.holder.current()
        shop = snapshot.shops.get(key.source) if snapshot else None
        if snapshot is None or shop is None:
            raise ProblemError(NOT_READY, "The catalogue is not loaded yet.", headers={"Retry-After": "2"})
        language = language_of(_text(req, "locale", 35)) or snapshot.policy.language
        asked = Asking((UPSELL, CROSS_SELL), language)
        found, after = beforehand(service.engine, shop, asked, _text(req, "after", 128), limit, now())
        resp.data = _encode(
            SuggestionsAnswer(
                version=f"{snapshot.model_version} {snapshot.rules_version}",
                currency=snapshot.policy.currency,
                premium_cap=snapshot.policy.premium_cap,
                products=tuple(_kept(one, language) for one in found),
                after=after,
            )
        )


def _text(req: Request, name: str, most: int) -> str:
    text = req.get_param(name) or ""
    if len(text) > most:
        raise ProblemError(INVALID_VALUE, f"`{name}` is longer than {most} characters.", name)
    return text


def _limit(req: Request) -> int:
    text = req.get_param("limit")
    if text is None:
        return MOST
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST):
        raise ProblemError(
            INVALID_VALUE, f"`limit` is {text[:40]!r}.", "limit", f"Give a whole number from 1 to {MOST}."
        )
    return int(text)


def _kept(one: Suggestion, language: str) -> KeptSuggestion:
    product = one.product
    price = money(product.price, product.currency, language)
    upsell, cross_sell = (_first(decided, language) for decided in one.decided)
    return KeptSuggestion(product.id, product.called(language), product.gtin, price, upsell, cross_sell)


def _first(decided: RecordedDecision, language: str) -> OfferOut | None:
    return next(iter(as_answer(decided, False, language, margin=False).offers), None)
