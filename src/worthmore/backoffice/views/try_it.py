"""*Try it*: build a situation by hand and see the decision with every refusal. Nothing is recorded."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from worthmore import placements
from worthmore.backoffice.acts import Act
from worthmore.backoffice.operations import audit
from worthmore.backoffice.roles import user_id_of
from worthmore.backoffice.templatetags.office import language
from worthmore.backoffice.views.source import asks_for_part, chosen_source, page, products_of, service, typed
from worthmore.offering.answer import as_answer
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.requests import OfferRequest, RequestedLine, RequestError
from worthmore.shop import queries as shop
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.policy import LANGUAGES

MOST_LINES = 100
ABOUT_WHAT_THEY_HAVE = "account"
"""The placement that needs nothing but somebody: it is about what they have already."""
MOST_PIECES = 10_000
QUANTITY = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Asked:
    """The form as it was filled in."""

    placement: str
    customer: str
    product: str
    cart: str
    words: str

    @property
    def anything(self) -> bool:
        """Whether there is something to decide about."""
        return bool(self.cart or self.product or (self.customer and self.placement == ABOUT_WHAT_THEY_HAVE))

    @property
    def address(self) -> str:
        """The page that shows this form again. Words in the page's language follow it when that is changed."""
        filled = {name: value for name, value in vars(self).items() if value and (name, value) != ("words", language())}
        return f"{reverse('backoffice:try_it')}?{urlencode(filled)}"


def try_it(request: HttpRequest) -> HttpResponse:
    """The form and, once filled in, the decision."""
    asked, source = read(request), chosen_source(request)
    context: dict[str, Any] = {"page": "try_it", "asked": asked}
    if asked.anything:
        context |= decided(asked, source)
        write_down(request, asked, source)
    if not asks_for_part(request):
        return page(request, "backoffice/try_it.html", {**context, **choices(source)})
    answer = page(request, "backoffice/tried.html", context)
    answer.headers["HX-Push-Url"] = asked.address
    return answer


def read(request: HttpRequest) -> Asked:
    """The form's fields, whatever was sent. A product to add is put into the cart."""
    cart, added = typed(request, "cart", 2000), typed(request, "add", 128)
    words = typed(request, "words")
    return Asked(
        placement=typed(request, "placement") or "cart",
        customer=typed(request, "customer", 128),
        product=typed(request, "product", 128),
        cart=f"{cart}, {added}" if cart and added else cart or added,
        words=words if words in LANGUAGES else language(),
    )


def write_down(request: HttpRequest, asked: Asked, source: str) -> None:
    """A decision shows what a customer owns: who looked is kept."""
    key = shop.person_key_of(source, asked.customer) if asked.customer else None
    if key:
        audit.record(Act.CUSTOMER_TRIED, now(), user_id_of(request), key)


def decided(asked: Asked, source: str) -> dict[str, Any]:
    """The decision, or what is wrong with the form."""
    try:
        recorded = decide_on(asked, source)
    except RequestError as error:
        return {"error": error.message}
    return answered(recorded, source, asked.words)


def decide_on(asked: Asked, source: str) -> RecordedDecision:
    """Ask the engine without recording."""
    try:
        placement = placements.find(asked.placement)
    except KeyError as error:
        text = _("There is no placement named %(name)s.") % {"name": asked.placement}
        raise RequestError("placement", text) from error
    question = OfferRequest(
        placement=placement,
        language=asked.words,
        customer=asked.customer or None,
        cart=lines(asked.cart, products_of(source)),
        product=asked.product or None,
    )
    return service().engine.preview(source, question, now())


def lines(cart: str, known: Collection[str] = ()) -> tuple[RequestedLine, ...]:
    """`22423:2, 85123A` as lines; raises `RequestError` naming the part that is wrong.

    A known product whose number holds a colon is that product, not a quantity.
    """
    parts = [part.strip() for part in cart.split(",") if part.strip()]
    if len(parts) > MOST_LINES:
        raise RequestError("cart", _("A cart here has at most %(most)s lines.") % {"most": MOST_LINES})
    return tuple(RequestedLine(part) if part in known else _line(part) for part in parts)


def _line(part: str) -> RequestedLine:
    number, colon, quantity = part.rpartition(":")
    if not colon:
        return RequestedLine(part)
    if not (number and QUANTITY.fullmatch(quantity) and 1 <= int(quantity) <= MOST_PIECES):
        text = _("“%(part)s” is not a product number with a quantity of 1 to %(most)s, such as 22423:2.")
        raise RequestError("cart", text % {"part": part, "most": MOST_PIECES})
    return RequestedLine(number, int(quantity))


def answered(recorded: RecordedDecision, source: str, words: str) -> dict[str, Any]:
    """A decision ready to show: the answer in the language of its `words`, and what it looked at in the page's."""
    answer, known = as_answer(recorded, explain=True, language=words), products_of(source)
    mentioned = {refusal.product for refusal in answer.refused}
    return {
        "answer": answer,
        "arm": recorded.arm,
        "names": {one: known[one].called(language()) for one in mentioned if one in known},
        "saw": recorded.situation,
        "words": words,
        "wants_chosen": recorded.situation.placement.needs_chosen and recorded.situation.chosen is None,
    }


def choices(source: str) -> dict[str, Any]:
    """What the form's lists offer."""
    return {
        "placements": [placement.name for placement in placements.ALL],
        "languages": [("nl", "Nederlands"), ("en", "English"), ("fi", "Suomi")],
        "products_known": bool(products_of(source)),
    }
