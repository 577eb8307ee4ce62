"""Which products are similar to what somebody bought, from what a snapshot holds and what was read of the person.

The exception for own customers (soft opt-in) is for those alone. What similar means is said in `consent.similarity`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from worthmore.consent.similarity import similar
from worthmore.consent.values import SimilarRow
from worthmore.decide.ports import Similar
from worthmore.shop.queries import Placed
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Situation

Relations = Mapping[str, Sequence[tuple[RelationKind, str]]]


def similar_in(source: str, products: Mapping[str, Product], relations: Relations) -> Similar:
    """Whether a product of a source is similar to what the situation's person owns of it; nobody, nothing: no."""

    def is_similar(situation: Situation, product: Product) -> bool:
        person = situation.person
        if person is None or not person.owned:
            return False
        owned = [_placed(source, products[one]) for one in person.owned if one in products]
        declared = {
            (one, product.id) for one in person.owned if any(other == product.id for _, other in relations.get(one, ()))
        }
        rows = [SimilarRow(source, bought, offered, alike) for bought, offered, alike in person.similar]
        return similar(_placed(source, product), owned, declared, rows)

    return is_similar


def _placed(source: str, product: Product) -> Placed:
    return Placed(source, product.id, "/".join(product.category))
