"""POST /v1/offers: which offers fit this moment. A valid question is always answered; a page must never break."""

from __future__ import annotations

import logging

import msgspec
from falcon import Request, Response

from worthmore import placements
from worthmore.api.keys import Key, Scope
from worthmore.api.problems import UNKNOWN_PLACEMENT, ProblemError
from worthmore.api.reading import Reader
from worthmore.api.requests import OffersRequest
from worthmore.api.routes.base import Route
from worthmore.offering.answer import OffersAnswer, WarningOut, as_answer
from worthmore.offering.requests import OfferRequest, RequestedLine, RequestError
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.policy import LANGUAGES, Policy
from worthmore.vocabulary.situation import Placement

log = logging.getLogger("worthmore.api")

NOT_READY = WarningOut("not_ready", "", "the catalogue is not loaded yet; ask again in a moment")
FAILED = WarningOut("failed", "", "no offers this time: something unforeseen happened, the server's log tells what")
EXPLAIN_REFUSED = WarningOut(
    "server_key_needed", "explain", "only a server key may see what was refused; it was ignored"
)

_reader = Reader(OffersRequest)
_encode = msgspec.json.Encoder().encode


class Offers(Route):
    """Ask for offers."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Offers with their words and tokens, or none."""
        key = self._door.enter(req, resp, Scope.STOREFRONT)
        asked = _reader.read(req)
        placement = _placement(asked.placement)
        try:
            answer = self._answer(key, asked, placement)
        except Exception:
            log.exception("no offers could be made for %s", key.source)
            answer = _nothing(FAILED)
        resp.data = _encode(answer)

    def _answer(self, key: Key, asked: OffersRequest, placement: Placement) -> OffersAnswer:
        service = self._service()
        snapshot = service.holder.current()
        if snapshot is None:
            return _nothing(NOT_READY)
        language, warnings = _language(asked.locale, snapshot.policy)
        explain = asked.explain and key.is_server
        if asked.explain and not explain:
            warnings = (*warnings, EXPLAIN_REFUSED)
        try:
            recorded = service.engine.offer(key.source, _request(asked, placement, language), now())
        except RequestError as error:
            return _nothing(*warnings, WarningOut("not_answered", error.field, error.message))
        answer = as_answer(recorded, explain, language, margin=key.is_server)
        told = answer.warnings if key.is_server else _without_customers(answer.warnings)
        return msgspec.structs.replace(answer, warnings=(*warnings, *told))


def _placement(name: str) -> Placement:
    try:
        return placements.find(name)
    except KeyError:
        known = ", ".join(placement.name for placement in placements.ALL)
        raise ProblemError(
            UNKNOWN_PLACEMENT, f"There is no placement {name!r}.", "placement", f"The placements are: {known}."
        ) from None


def _language(locale: str | None, policy: Policy) -> tuple[str, tuple[WarningOut, ...]]:
    if locale is None or locale in LANGUAGES:
        return locale or policy.language, ()
    language = locale.replace("_", "-").partition("-")[0].lower()
    if language in LANGUAGES:
        return language, ()
    message = f"the languages are {', '.join(LANGUAGES)}; the shop's own, {policy.language}, was used"
    return policy.language, (WarningOut("unknown_locale", "locale", message),)


def _request(asked: OffersRequest, placement: Placement, language: str) -> OfferRequest:
    return OfferRequest(
        placement=placement,
        language=language,
        customer=asked.customer,
        cart=tuple(RequestedLine(line.product, line.quantity, line.unit_price, line.offer) for line in asked.cart),
        product=asked.product,
        limit=asked.limit,
        exclude=frozenset(asked.exclude),
    )


def _without_customers(warnings: tuple[WarningOut, ...]) -> tuple[WarningOut, ...]:
    """A storefront key is public: nobody shall try with it which customer ids exist."""
    return tuple(warning for warning in warnings if warning.code != "unknown_customer")


def _nothing(*warnings: WarningOut) -> OffersAnswer:
    return OffersAnswer(decision="", offers=(), refused=(), warnings=warnings)
