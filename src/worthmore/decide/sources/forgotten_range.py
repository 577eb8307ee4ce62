"""A part of the assortment that a customer never saw: the bathrooms of the shop where they bought their kitchen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from heapq import nlargest
from itertools import chain

from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.sources.belonging import CONSIDERED, candidates_of
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Person, Situation

PURCHASES = 8
"""So many of the latest purchases say what else may be of use."""
RANGES = 3
"""Nobody is shown more ranges at once."""


def forgotten_range(knowledge: Knowledge) -> Source:
    """Proposes, of each department the person neither bought from nor looked at, what others with their things took.

    A department is the first part of a category. What belongs together across two of them was bought by the same
    customers, or set by hand.
    """
    sets = knowledge.related.get(RelationKind.PART, {})
    kind = OfferKind.FORGOTTEN_RANGE
    belonging_to = [
        candidates_of(kind, knowledge.find, neighbours, knowledge.accepted, sets)
        for neighbours in (knowledge.also_bought, knowledge.complements)
    ]

    def source(situation: Situation) -> Iterable[Candidate]:
        person = situation.person
        if person is None or not person.owned:
            return ()
        known = _known(person, knowledge)
        latest = nlargest(PURCHASES, person.owned, key=lambda one: (person.owned[one], one))
        found = (belonging(one, CONSIDERED) for one in latest for belonging in belonging_to)
        best: dict[str, Candidate] = {}
        for candidate in chain.from_iterable(found):
            range_ = department(candidate.product)
            if range_ and range_ not in known and candidate.anchor is not None and department(candidate.anchor):
                kept = best.setdefault(range_, candidate)
                if candidate.chance > kept.chance:
                    best[range_] = candidate
        likeliest = nlargest(RANGES, best.values(), key=lambda one: (one.chance, one.product.id))
        return [replace(candidate, personal=True) for candidate in likeliest]

    return source


def department(product: Product) -> str:
    """The range a product is of, "" where the shop has none."""
    return product.category[0] if product.category else ""


def _known(person: Person, knowledge: Knowledge) -> frozenset[str]:
    """The departments the person bought from, looked at or declined something of."""
    return frozenset(_departments(chain(person.owned, person.viewed, person.refused), knowledge))


def _departments(ids: Iterable[str], knowledge: Knowledge) -> Iterator[str]:
    return (department(product) for product in map(knowledge.find, ids) if product is not None)
