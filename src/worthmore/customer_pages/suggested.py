"""What was suggested to somebody, where and when, with the reason that was kept with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as word

from worthmore.customer_pages.languages import spoken
from worthmore.outcomes.queries import DecisionKept, decisions_with_offers
from worthmore.shop.queries import PersonRecord
from worthmore.shop.queries.catalogue import find_product

PLACES: Mapping[str, str] = {
    "product_page": word("on the page of a product"),
    "comparison": word("while you compared products"),
    "category": word("on the page of a category"),
    "cart": word("in your cart"),
    "checkout": word("at the checkout"),
    "thank_you": word("after your order"),
}
BECAME = (
    ("ordered", word("You bought it.")),
    ("accepted", word("You said yes.")),
    ("declined", word("You said no thanks.")),
    ("impression", word("You saw it.")),
)
"""The first that happened is told."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """One past offer. `language` is that of `product` and `reason`: the one it was made in."""

    at: datetime
    place: str
    product: str
    reason: str
    became: str
    language: str


def suggested(person: PersonRecord, limit: int, offset: int = 0) -> list[Suggested]:
    """The offers of so many decisions, newest first, in the page's language where words are ours."""
    found = decisions_with_offers(person.keys, limit, offset)
    return [_one(decision, place, offer) for decision in found for place, offer in enumerate(decision.offers)]


def _one(decision: DecisionKept, place: int, offer: Mapping[str, Any]) -> Suggested:
    language = spoken([str(decision.saw.get("language", ""))])
    product_id = str(offer.get("product", ""))
    product = find_product(decision.source, product_id)
    return Suggested(
        at=decision.at,
        place=_(PLACES[decision.placement]) if decision.placement in PLACES else decision.placement,
        product=product.called(language) if product else product_id,
        reason=str(offer.get("reason", "")) or _("The reason was not kept."),
        became=_became(decision.outcomes.get(place, {})),
        language=language,
    )


def _became(outcomes: Mapping[str, datetime]) -> str:
    told = next((text for name, text in BECAME if name in outcomes), None)
    return _(told) if told else _("It was ready for you; we do not know whether you saw it.")
