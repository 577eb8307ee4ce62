"""*Try it*: build a situation by hand and see the decision with every refusal. Nothing is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from worthmore import placements
from worthmore.backoffice.templatetags.office import language
from worthmore.backoffice.views.source import asks_for_part, chosen_source, page, products_of, service
from worthmore.offering.answer import OffersAnswer, as_answer
from worthmore.offering.requests import OfferRequest, RequestedLine, RequestError
from worthmore.shop import queries
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.policy import LANGUAGES

MOST_LINES = 100
MOST_PIECES = 10_000


@dataclass(frozen=True)
class Asked:
    """The form as it was filled in."""

    placement: str
    customer: str
    product: str
    cart: str
    language: str

    @property
    def anything(self) -> bool:
        """Whether there is something to decide about."""
        return bool(self.cart or self.product)


@login_required
def try_it(request: HttpRequest) -> HttpResponse:
    """The form and, once filled in, the decision."""
    asked, source = read(request), chosen_source(request)
    context: dict[str, Any] = {"page": "try_it", "asked": asked}
    if asked.anything:
        context |= decided(asked, source)
    if asks_for_part(request):
        return page(request, "backoffice/tried.html", context)
    return page(request, "backoffice/try_it.html", {**context, **choices(source)})


def read(request: HttpRequest) -> Asked:
    """The form's fields, whatever was sent."""

    def field(name: str, most: int = 128) -> str:
        return request.GET.get(name, "").replace("\x00", "").strip()[:most]

    words = field("words")
    return Asked(
        placement=field("placement") or "cart",
        customer=field("customer"),
        product=field("product"),
        cart=field("cart", 2000),
        language=words if words in LANGUAGES else language(),
    )


def decided(asked: Asked, source: str) -> dict[str, Any]:
    """The decision, or what is wrong with the form."""
    try:
        answer = decide_on(asked, source)
    except RequestError as error:
        return {"error": error.message}
    return {"answer": answer, "names": names_of(answer, source)}


def decide_on(asked: Asked, source: str) -> OffersAnswer:
    """Ask the engine without recording."""
    try:
        placement = placements.find(asked.placement)
    except KeyError as error:
        text = _("There is no placement named %(name)s.") % {"name": asked.placement}
        raise RequestError("placement", text) from error
    question = OfferRequest(
        placement=placement,
        language=asked.language,
        customer=asked.customer or None,
        cart=lines(asked.cart),
        product=asked.product or None,
    )
    recorded = service().engine.preview(source, question, now())
    return as_answer(recorded, explain=True, language=asked.language)


def lines(cart: str) -> tuple[RequestedLine, ...]:
    """`22423:2, 85123A` as lines; raises `RequestError` naming the part that is wrong."""
    parts = [part.strip() for part in cart.split(",") if part.strip()]
    if len(parts) > MOST_LINES:
        raise RequestError("cart", _("A cart here has at most %(most)s lines.") % {"most": MOST_LINES})
    return tuple(map(_line, parts))


def _line(part: str) -> RequestedLine:
    number, colon, quantity = part.rpartition(":")
    if not colon:
        return RequestedLine(part)
    if not (quantity.isascii() and quantity.isdigit() and 1 <= int(quantity) <= MOST_PIECES and number):
        text = _("“%(part)s” is not a product number with a quantity of 1 to %(most)s, such as 22423:2.")
        raise RequestError("cart", text % {"part": part, "most": MOST_PIECES})
    return RequestedLine(number, int(quantity))


def names_of(answer: OffersAnswer, source: str) -> dict[str, str]:
    """The names of the products in an answer."""
    known = products_of(source)
    mentioned = {refusal.product for refusal in answer.refused}
    return {one: known[one].called(language()) for one in mentioned if one in known}


def choices(source: str) -> dict[str, Any]:
    """What the form's lists offer."""
    return {
        "placements": [placement.name for placement in placements.ALL],
        "languages": [("nl", "Nederlands"), ("en", "English"), ("fi", "Suomi")],
        "suggestions": queries.find_products(source, "", 200),
        "customers": queries.find_customers(source, "", 20),
    }
