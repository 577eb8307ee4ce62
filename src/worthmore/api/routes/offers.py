"""POST /v1/offers: which offers fit this moment. A valid question is always answered; a page must never break."""

from __future__ import annotations

import logging

import msgspec
from falcon import Request, Response

from worthmore import placements
from worthmore.api.cards import customer_named
from worthmore.api.keys import Key, Scope
from worthmore.api.problems import UNKNOWN_PLACEMENT, ProblemError
from worthmore.api.reading import Reader
from worthmore.api.requests import CartLine, OffersRequest
from worthmore.api.routes.base import Route
from worthmore.offering.answer import OffersAnswer, WarningOut, as_answer
from worthmore.offering.recorder import RecordingError
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
        placement = placement_named(asked.placement)
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
        language, warnings = answered_language(asked.locale, snapshot.policy)
        explain = asked.explain and key.is_server
        if asked.explain and not explain:
            warnings = (*warnings, EXPLAIN_REFUSED)
        try:
            recorded = service.engine.offer(key.source, _request(asked, placement, language, key), now())
        except RequestError as error:
            return _nothing(*warnings, WarningOut("not_answered", error.field, error.message))
        answer = as_answer(recorded, explain, language, margin=key.is_server, settings=asked.settings)
        told = answer.warnings if key.is_server else without_customers(answer.warnings)
        return msgspec.structs.replace(answer, warnings=(*warnings, *told))


def placement_named(name: str, field: str = "placement") -> Placement:
    """The placement of this name; a problem with the names there are when there is none."""
    try:
        return placements.find(name)
    except KeyError:
        known = ", ".join(placement.name for placement in placements.ALL)
        raise ProblemError(
            UNKNOWN_PLACEMENT, f"There is no placement {name!r}.", field, f"The placements are: {known}."
        ) from None


def answered_language(locale: str | None, policy: Policy) -> tuple[str, tuple[WarningOut, ...]]:
    """The language to answer in, and a warning where it is not the one asked for."""
    if locale is None or locale in LANGUAGES:
        return locale or policy.language, ()
    language = locale.replace("_", "-").partition("-")[0].lower()
    if language in LANGUAGES:
        return language, ()
    message = f"the languages are {', '.join(LANGUAGES)}; the shop's own, {policy.language}, was used"
    return policy.language, (WarningOut("unknown_locale", "locale", message),)


def _request(asked: OffersRequest, placement: Placement, language: str, key: Key) -> OfferRequest:
    return OfferRequest(
        placement=placement,
        language=language,
        customer=_customer(key, asked.customer),
        cart=lines_of(asked.cart),
        product=asked.product,
        limit=asked.limit,
        exclude=frozenset(asked.exclude),
        contracts=key.is_server,
    )


def _customer(key: Key, named: str | None) -> str | None:
    """Whose offers they are; where the database cannot say whose card it is, it cannot say more of them either."""
    try:
        return customer_named(key, named)
    except RecordingError:
        return named


def lines_of(cart: tuple[CartLine, ...]) -> tuple[RequestedLine, ...]:
    """The cart as the engine takes it."""
    return tuple(RequestedLine(line.product, line.quantity, line.unit_price, line.offer) for line in cart)


def without_customers(warnings: tuple[WarningOut, ...]) -> tuple[WarningOut, ...]:
    """A storefront key is public: nobody shall try with it which customer ids exist."""
    return tuple(warning for warning in warnings if warning.code != "unknown_customer")


def _nothing(*warnings: WarningOut) -> OffersAnswer:
    return OffersAnswer(decision="", offers=(), refused=(), warnings=warnings)
