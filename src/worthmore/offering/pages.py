"""One page, several blocks: no product twice, and at most one block beside the main content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from worthmore.offering.recorded import RecordedDecision
from worthmore.vocabulary.decision import Decision, Refusal
from worthmore.vocabulary.situation import Situation

NO_ROOM = "page_room"
"""Under which name an offer is refused because another block beside the main content earns more."""

EARNS_MORE = "another block beside the main content is expected to earn more; one is enough"

Decide = Callable[[Situation], Decision]


@dataclass(frozen=True, slots=True)
class RecordedPage:
    """The decisions of one page, in the order its blocks were asked for. They share the id."""

    id: str
    blocks: tuple[RecordedDecision, ...]


def decide_page(decide: Decide, views: Sequence[Situation], beside: Sequence[bool]) -> list[tuple[Situation, Decision]]:
    """What each block offers, with the situation it was decided on.

    Blocks in the main content come first, in their order, and what one offers the later ones do not. Of those beside
    it, the one whose offers are expected to earn most appears; of equals, the first.
    """
    decided: dict[int, tuple[Situation, Decision]] = {}
    taken: frozenset[str] = frozenset()
    for place in (place for place, aside in enumerate(beside) if not aside):
        decided[place] = _decided(decide, views[place], taken)
        taken |= _products(decided[place][1])
    aside = [place for place, stands_beside in enumerate(beside) if stands_beside]
    for place in aside:
        decided[place] = _decided(decide, views[place], taken)
    best = max(aside, key=lambda place: (_earned(decided[place][1]), -place), default=None)
    for place in aside:
        if place != best:
            situation, decision = decided[place]
            decided[place] = situation, _without_room(decision)
    return [decided[place] for place in range(len(views))]


def _decided(decide: Decide, view: Situation, taken: frozenset[str]) -> tuple[Situation, Decision]:
    situation = replace(view, on_page=taken) if taken else view
    return situation, decide(situation)


def _products(decision: Decision) -> frozenset[str]:
    """All that is offered, sets with their parts."""
    return frozenset(
        product.id for offer in decision.offers for product in (offer.candidate.product, *offer.candidate.parts)
    )


def _earned(decision: Decision) -> float:
    return sum(offer.expected_margin for offer in decision.offers)


def _without_room(decision: Decision) -> Decision:
    refused = [
        Refusal(offer.candidate.kind, offer.candidate.product.id, NO_ROOM, EARNS_MORE) for offer in decision.offers
    ]
    return Decision((), (*decision.refused, *refused))
