"""More on the same contract: a second cover on the policy, a second line on the subscription."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.sources.by_hand import nothing
from worthmore.decide.sources.contracts import BY_HAND, candidate, held
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.products import RelationKind
from worthmore.vocabulary.situation import Situation


def deep_sell(knowledge: Knowledge) -> Source:
    """Proposes what the shop set as an addition to a contract and the contract does not have. Never while on trial."""
    related = knowledge.related.get(RelationKind.DEEP_SELL)
    if not related:
        return nothing

    def proposed(situation: Situation) -> Iterator[Candidate]:
        contracts = [one for one in held(situation, knowledge) if not one.on_trial]
        had = {one.product.id for one in contracts} | {other for one in contracts for other in one.contract.covers}
        for one in contracts:
            for product_id in related.get(one.product.id, ()):
                product = knowledge.find(product_id)
                if product is not None and product_id not in had:
                    yield candidate(OfferKind.DEEP_SELL, product, one, one.about(), knowledge, BY_HAND)

    def source(situation: Situation) -> Iterable[Candidate]:
        if situation.person is None or not situation.person.contracts:
            return ()
        return list(proposed(situation))

    return source
