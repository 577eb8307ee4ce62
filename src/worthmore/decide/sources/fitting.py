"""What fits what the person has: the child seat for the frame they bought in spring."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest

from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.sources import belonging
from worthmore.decide.sources.by_hand import candidates_by_hand, nothing
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.products import RelationKind
from worthmore.vocabulary.situation import Situation

NAME = "fitting"
CONSIDERED = 8


def fitting(knowledge: Knowledge) -> Source:
    """Proposes complements of which the shop says that they fit what the person owns, the latest purchase first."""
    fits: dict[str, list[str]] = {}
    for product_id, others in knowledge.related.get(RelationKind.COMPATIBLE_WITH, {}).items():
        for other in others:
            fits.setdefault(other, []).append(product_id)
    if not fits:
        return nothing
    belonging_to = candidates_by_hand(OfferKind.COMPLEMENT, fits, knowledge)

    def source(situation: Situation) -> Iterable[Candidate]:
        person = situation.person
        if person is None or not person.owned:
            return ()
        owned = person.owned
        # What is being bought anyway has its complements without this.
        bought = {line.product.id for line in situation.cart}
        had = [one for one in owned if one in fits and one not in bought]
        found: dict[str, Candidate] = {}
        for product_id in nlargest(CONSIDERED, had, key=owned.__getitem__):
            for candidate in belonging_to(product_id, belonging.CONSIDERED):
                if candidate.product.id not in owned and len(found) < CONSIDERED:
                    found.setdefault(candidate.product.id, candidate)
        return [_personal(candidate) for candidate in found.values()]

    return source


def _personal(candidate: Candidate) -> Candidate:
    return Candidate(
        candidate.kind, candidate.product, candidate.chance, candidate.evidence, candidate.anchor, personal=True
    )
