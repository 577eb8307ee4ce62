"""What makes the purchase complete: the lock and the helmet with the bicycle."""

from __future__ import annotations

from collections.abc import Container

from worthmore.decide.ports import Accepted, FindProduct, Neighbours, Source
from worthmore.decide.sources.belonging import belonging
from worthmore.vocabulary.decision import OfferKind


def complement(
    find: FindProduct, complements: Neighbours, accepted: Accepted, sets: Container[str] = frozenset()
) -> Source:
    """Proposes what goes with the products being bought."""
    return belonging(OfferKind.COMPLEMENT, find, complements, accepted, sets)
