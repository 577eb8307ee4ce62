"""What was suggested to somebody, where and when, with the reason that was kept with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as word

from worthmore.customer_pages.declining import ANSWERED, name_of
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
    "funnel": word("step by step, after your choice"),
    "account": word("on your account page"),
    "till_upsell": word("at the till"),
    "till_cross_sell": word("at the till"),
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
    """One past offer. `language` is that of `product` and `reason`: the one it was made in.

    `name` is what a no to it is said with; "" where it was answered, or where a newer offer of the product asks.
    """

    at: datetime
    place: str
    product: str
    reason: str
    became: str
    language: str
    name: str


def suggested(person: PersonRecord, limit: int, offset: int = 0) -> list[Suggested]:
    """The offers of so many decisions, newest first, in the page's language where words are ours."""
    found = decisions_with_offers(person.keys, limit, offset)
    return _asked_once(
        [_one(decision, place, offer) for decision in found for place, offer in enumerate(decision.offers)]
    )


def _asked_once(told: list[Suggested]) -> list[Suggested]:
    """A no is to the product: one button for each, beside the newest offer of it."""
    seen: set[str] = set()
    kept = []
    for one in told:
        kept.append(replace(one, name="") if one.product in seen else one)
        if one.name:
            seen.add(one.product)
    return kept


def _one(decision: DecisionKept, place: int, offer: Mapping[str, Any]) -> Suggested:
    language = spoken([str(decision.saw.get("language", ""))])
    product_id = str(offer.get("product", ""))
    product = find_product(decision.source, product_id)
    outcomes = decision.outcomes.get(place, {})
    return Suggested(
        at=decision.at,
        place=_(PLACES[decision.placement]) if decision.placement in PLACES else decision.placement,
        product=product.called(language) if product else product_id,
        reason=str(offer.get("reason", "")) or _("The reason was not kept."),
        became=_became(outcomes),
        language=language,
        name="" if ANSWERED & outcomes.keys() else name_of(decision, place),
    )


def _became(outcomes: Mapping[str, datetime]) -> str:
    told = next((text for name, text in BECAME if name in outcomes), None)
    return _(told) if told else _("It was ready for you; we do not know whether you saw it.")
