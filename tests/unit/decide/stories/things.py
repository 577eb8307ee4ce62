"""The shops of the stories about things, and short ways to look at what is decided there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.unit.decide.making import Links, knowledge, permission
from worthmore.decide.ports import Due, Knowledge, UsedUp, nothing_due
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.decision import Decision, Offer
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Person

Set = Mapping[RelationKind, Mapping[str, tuple[str, ...]]]


def shop(
    *products: Product,
    related: Set | None = None,
    complements: Links | None = None,
    also_bought: Links | None = None,
    upgrades: Links | None = None,
    kinds: Mapping[str, AttributeKind] | None = None,
    due: Due = nothing_due,
) -> Knowledge:
    """A shop that set something by hand."""
    known = knowledge(*products, complements=complements, also_bought=also_bought, upgrades=upgrades)
    gone = tuple(one for one in products if one.clearance)
    return replace(known, related=related or {}, kinds=kinds or known.kinds, due=due, clearance=gone)


def due_after(days: Mapping[str, float]) -> Due:
    """What customers buy again after so many days."""
    return lambda product_id: UsedUp(days[product_id], 4 * days[product_id]) if product_id in days else None


def owner(**facts: object) -> Person:
    """A customer whose purchases may be used."""
    return Person(**{"key": "someone", "permission": permission(), **facts})  # type: ignore[arg-type]


def told(decision: Decision, part: Callable[[Offer], str] = lambda offer: offer.words.text) -> dict[str, str]:
    """What is said of each offered product."""
    return {offer.candidate.product.id: part(offer).replace("\xa0", " ") for offer in decision.offers}


def reasons(decision: Decision) -> dict[str, str]:
    """Why each is shown, in words."""
    return told(decision, lambda offer: offer.words.reason)


def guards(decision: Decision) -> dict[str, str]:
    """Which guard refused each product, and with which words."""
    return {one.product_id: f"{one.guard}: {one.detail}" for one in decision.refused}
