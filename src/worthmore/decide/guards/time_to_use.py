"""A customer is left time to use what they bought before the next of its kind is offered, or anything is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from worthmore.decide.person.next_offer import time_to_use as time_for
from worthmore.decide.ports import Examine, FindProduct, Guard, Related
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Person, Situation

NEEDED = (
    RelationKind.ACCESSORY,
    RelationKind.COMPATIBLE_WITH,
    RelationKind.PROTECTION,
    RelationKind.SERVICE,
    RelationKind.PART,
)
"""What is needed to use, or keep, what was bought; both ways round, since shops write it down either way."""
NEEDED_KINDS = (OfferKind.PROTECTION, OfferKind.SERVICE, OfferKind.REFILL, OfferKind.PLAN_DOWNGRADE)

Waits = Mapping[str, tuple[Product, str]]


def time_to_use(policy: Policy, find: FindProduct, related: Related) -> Guard:
    """Refuses an offer while something bought still takes its time to be used, unless it is needed to use it.

    What goes to a person waits for everything they bought of late. In the shop only what is of the very same category,
    or belongs to the new purchase as its successor, waits; and not if they put something of that category in the cart,
    or look at it: then they decided themself.
    """

    def prepare(situation: Situation) -> Examine | None:
        person = situation.person
        if person is None or not person.recent:
            return None
        waits = _waits(person, situation.at, policy, find)
        if not waits:
            return None
        proactive, decided = situation.placement.proactive, _categories(situation)
        first = next(iter(waits.values()))[1]

        def examine(candidate: Candidate) -> str | None:
            if candidate.kind in NEEDED_KINDS or any(needed(related, bought, candidate.product.id) for bought in waits):
                return None
            return first if proactive else _same_again(candidate, waits, decided)

        return examine

    return Guard("time_to_use", prepare)


def needed(related: Related, bought: str, offered: str) -> bool:
    """Whether the shop itself says that one belongs to the other, so that it is needed to use it."""
    for kind in NEEDED:
        others = related.get(kind, {})
        if offered in others.get(bought, ()) or bought in others.get(offered, ()):
            return True
    return False


def _waits(person: Person, at: datetime, policy: Policy, find: FindProduct) -> dict[str, tuple[Product, str]]:
    """What still takes its time, with why."""
    found = {}
    for product_id, bought_at in person.recent.items():
        product = find(product_id)
        if product is None:
            continue
        until = bought_at + time_for(product, person.ordered, policy)
        if until > at:
            detail = f"{product.name} was bought on {bought_at.date()}; the customer has until {until.date()} to use it"
            found[product_id] = (product, detail)
    return found


def _categories(situation: Situation) -> set[tuple[str, ...]]:
    chosen = [situation.chosen] if situation.chosen is not None else []
    return {product.category for product in (*chosen, *(line.product for line in situation.cart))}


def _same_again(candidate: Candidate, waits: Waits, decided: set[tuple[str, ...]]) -> str | None:
    anchor, category = candidate.anchor, candidate.product.category
    if anchor is not None and candidate.personal and anchor.id in waits:
        return waits[anchor.id][1]
    if not category or category in decided or candidate.product.id in waits:
        return None  # of the very same thing, other guards know more
    return next((detail for product, detail in waits.values() if product.category == category), None)
