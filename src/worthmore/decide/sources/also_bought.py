"""What customers who bought this also bought, in whatever order."""

from __future__ import annotations

from collections.abc import Container

from worthmore.decide.ports import Accepted, FindProduct, Neighbours, Source
from worthmore.decide.sources.belonging import belonging
from worthmore.vocabulary.decision import OfferKind


def also_bought(
    find: FindProduct, neighbours: Neighbours, accepted: Accepted, sets: Container[str] = frozenset()
) -> Source:
    """Proposes what the same customers bought."""
    return belonging(OfferKind.ALSO_BOUGHT, find, neighbours, accepted, sets)
