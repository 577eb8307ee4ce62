"""What is protected already needs no second protection of the same sort."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard, Related
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Situation

PROTECTION = OfferKind.PROTECTION


def protected(related: Related) -> Guard:
    """Refuses a protection for a product when the cart holds one of the same category that the shop set for it."""
    protections = related.get(RelationKind.PROTECTION, {})

    def prepare(situation: Situation) -> Examine | None:
        if not protections or not situation.cart:
            return None
        there = {line.product.id: line.product for line in situation.cart}
        if not any(one in there for anchor in _anchors(situation) for one in protections.get(anchor, ())):
            return None

        def examine(candidate: Candidate) -> str | None:
            anchor = candidate.anchor
            if candidate.kind is not PROTECTION or anchor is None:
                return None
            taken = (there[one] for one in protections.get(anchor.id, ()) if one in there)
            found = next((one for one in taken if _alike(one, candidate.product)), None)
            return None if found is None else f"{found.id} in the cart protects {anchor.id} already"

        return examine

    return Guard("protected", prepare)


def _anchors(situation: Situation) -> list[str]:
    """The products of the purchase by id."""
    ids = [line.product.id for line in situation.cart]
    return ids if situation.chosen is None else [*ids, situation.chosen.id]


def _alike(one: Product, other: Product) -> bool:
    return one.category == other.category
