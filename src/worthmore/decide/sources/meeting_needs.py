"""Candidates with the told needs they meet: so that they come first, and the reason can say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from worthmore.decide.person.needs import Fit, fit
from worthmore.decide.ports import Related, Source
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.needs import Need
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Situation

BELONGING = (RelationKind.ACCESSORY, RelationKind.COMPATIBLE_WITH, RelationKind.PART, RelationKind.BUNDLE)


def meeting_needs(source: Source, kinds: Mapping[str, AttributeKind], related: Related) -> Source:
    """The same source; where the person told needs, its candidates name those they meet."""

    def proposed(situation: Situation) -> Iterable[Candidate]:
        person = situation.person
        if person is None or not person.needs:
            return source(situation)
        needs = person.needs
        return [_naming(candidate, needs, kinds, related) for candidate in source(situation)]

    return proposed


def _naming(
    candidate: Candidate, needs: tuple[Need, ...], kinds: Mapping[str, AttributeKind], related: Related
) -> Candidate:
    met = tuple(one for one in needs if _meets(one, candidate.product, kinds, related))
    return replace(candidate, needs=met) if met else candidate


def _meets(need: Need, product: Product, kinds: Mapping[str, AttributeKind], related: Related) -> bool:
    """By what the product is; or by what it belongs to, where the need is told of a product of the shop."""
    found = fit(need, product, kinds)
    if found is Fit.BREAKS or not need.product_id:
        return found is Fit.MEETS
    return any(
        product.id in related.get(kind, {}).get(need.product_id, ())
        or need.product_id in related.get(kind, {}).get(product.id, ())
        for kind in BELONGING
    )
