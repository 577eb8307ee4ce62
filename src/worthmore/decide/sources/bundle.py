"""Several things together for one price: a set with what is being bought in it, or one that goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from worthmore.decide.margins import Margin, margins
from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.purchase import Purchase, anchors
from worthmore.decide.sources.by_hand import BY_HAND, CHANCES, nothing
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.evidence import Evidence
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Situation

CONSIDERED = 8

Parts = Mapping[str, tuple[Product, ...]]


def bundle(knowledge: Knowledge, policy: Policy) -> Source:
    """Proposes sets. A set takes the place of those of its parts that are in the purchase, one piece of each."""
    parts = parts_of(knowledge)
    if not parts:
        return nothing
    margin_of, holding = margins(policy), _holding(parts)

    def belonging(anchor: Product) -> Iterator[tuple[str, Evidence]]:
        yield from ((set_id, BY_HAND) for set_id in holding.get(anchor.id, ()))
        for neighbour in knowledge.complements(anchor.id):
            if neighbour.product_id in parts:
                yield neighbour.product_id, neighbour.evidence

    def source(situation: Situation) -> Iterable[Candidate]:
        purchase = Purchase.of(situation)
        found: dict[str, Candidate] = {}
        for anchor in anchors(situation):
            for set_id, evidence in belonging(anchor):
                product = knowledge.find(set_id)
                if set_id not in found and product is not None and len(found) < CONSIDERED:
                    found[set_id] = _candidate(knowledge, purchase, margin_of, product, parts[set_id], anchor, evidence)
        return found.values()

    return source


def parts_of(knowledge: Knowledge) -> Parts:
    """Every set with its parts, of which the shop sells all."""
    found: dict[str, tuple[Product, ...]] = {}
    for set_id, ids in knowledge.related.get(RelationKind.PART, {}).items():
        parts = tuple(part for part in map(knowledge.find, ids) if part is not None)
        if len(parts) == len(ids):
            found[set_id] = parts
    return found


def _holding(parts: Parts) -> Mapping[str, list[str]]:
    """The sets each product is in."""
    found: dict[str, list[str]] = {}
    for set_id, products in parts.items():
        for product in products:
            found.setdefault(product.id, []).append(set_id)
    return found


def _candidate(
    knowledge: Knowledge,
    purchase: Purchase,
    margin_of: Margin,
    product: Product,
    parts: tuple[Product, ...],
    anchor: Product,
    evidence: Evidence,
) -> Candidate:
    there = [part for part in parts if purchase.holds(part)]
    given_up = sum(margin_of(part, purchase.unit_price(part)) for part in there)
    return Candidate(
        OfferKind.BUNDLE,
        product,
        knowledge.accepted(OfferKind.BUNDLE.value, product.id, CHANCES[OfferKind.BUNDLE]),
        evidence,
        anchor,
        parts=parts,
        extra=product.price - sum(purchase.unit_price(part) for part in there),
        margin=_margin(product, parts, margin_of) - given_up,
    )


def _margin(product: Product, parts: tuple[Product, ...], margin_of: Margin) -> float:
    """What the set earns; where its own cost is unknown, what its parts earn less what the set saves."""
    if product.cost is not None:
        return margin_of(product, product.price)
    apart = sum(part.price for part in parts)
    if apart == 0:
        return 0.0
    return sum(margin_of(part, part.price * product.price // apart) for part in parts)
