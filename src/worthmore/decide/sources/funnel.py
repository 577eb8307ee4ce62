"""After the choice, small extras one at a time in the shop's order; at the end the whole order multiplied."""

from __future__ import annotations

from collections.abc import Iterable

from worthmore.decide.margins import margins
from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.purchase import Purchase
from worthmore.decide.sources.by_hand import BY_HAND, CHANCES, nothing
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Situation

BY_TIERS = Evidence(Basis.ATTRIBUTES)


def funnel_step(knowledge: Knowledge) -> Source:
    """Proposes the steps that are left after the chosen product; what is in the cart or excluded is behind us."""
    steps = knowledge.related.get(RelationKind.FUNNEL_STEP)
    if not steps:
        return nothing

    def source(situation: Situation) -> Iterable[Candidate]:
        chosen = situation.chosen
        ids = () if chosen is None else steps.get(chosen.id, ())
        if chosen is None or not ids:
            return ()
        behind = situation.exclude | {line.product.id for line in situation.cart}
        found = ((place, knowledge.find(one)) for place, one in enumerate(ids, 1) if one not in behind)
        return [_step(knowledge, product, chosen, place, len(ids)) for place, product in found if product is not None]

    return source


def _step(knowledge: Knowledge, product: Product, chosen: Product, step: int, steps: int) -> Candidate:
    chance = knowledge.accepted(OfferKind.FUNNEL_STEP.value, product.id, CHANCES[OfferKind.FUNNEL_STEP])
    return Candidate(OfferKind.FUNNEL_STEP, product, chance, BY_HAND, chosen, step=step, steps=steps)


def golden(knowledge: Knowledge, policy: Policy) -> Source:
    """Proposes the whole order `golden_multiple` times, at its quantity prices. It needs a price that falls by it."""
    margin_of, multiple = margins(policy), policy.golden_multiple

    def source(situation: Situation) -> Iterable[Candidate]:
        chosen = situation.chosen
        if chosen is None or multiple < 2:
            return ()
        order = _order(situation, chosen)
        if not any(product.tiers for product, _, _ in order):
            return ()
        before, after = 0, 0
        earned = 0.0
        for product, quantity, paid in order:
            unit_price = min(paid, product.price_for(quantity * multiple))
            before += quantity * paid
            after += quantity * multiple * unit_price
            earned += quantity * (multiple * margin_of(product, unit_price) - margin_of(product, paid))
        chance = knowledge.accepted(OfferKind.GOLDEN.value, chosen.id, CHANCES[OfferKind.GOLDEN])
        return (
            Candidate(
                OfferKind.GOLDEN,
                chosen,
                chance,
                BY_TIERS,
                chosen,
                extra=after - before,
                margin=earned,
                multiple=multiple,
            ),
        )

    return source


def _order(situation: Situation, chosen: Product) -> list[tuple[Product, int, int]]:
    """Every product of the order with how many and what one costs, the chosen one in any case."""
    purchase = Purchase.of(situation)
    order = [(line.product, line.quantity, line.unit_price) for line in purchase.lines.values()]
    return order if chosen.id in purchase.lines else [(chosen, 1, chosen.price), *order]
