"""What does not go together is never offered together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from worthmore.decide.ports import Examine, Guard, Related
from worthmore.decide.purchase import replaces
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.products import RelationKind
from worthmore.vocabulary.situation import Situation


def conflicts(related: Related) -> Guard:
    """Refuses what the shop says does not go with something being bought, or with what it is offered for.

    Said of one of the two, it holds for both. What an upgrade replaces is no obstacle to it.
    """
    apart = _both_ways(related.get(RelationKind.CONFLICTS_WITH, {}))

    def prepare(situation: Situation) -> Examine | None:
        if not apart:
            return None
        bought = [line.product.id for line in situation.cart]
        if situation.chosen is not None:
            bought.append(situation.chosen.id)
        against = {other for one in bought for other in apart.get(one, ())}

        def examine(candidate: Candidate) -> str | None:
            # Nearly every candidate goes with everything, which one look tells.
            if candidate.product.id not in against and not candidate.parts and not candidate.personal:
                return None
            return _conflict(candidate, bought, apart)

        return examine

    return Guard("conflicts", prepare)


def _conflict(candidate: Candidate, bought: Sequence[str], apart: Mapping[str, set[str]]) -> str | None:
    """What a candidate, or a part of it, does not go with."""
    anchor = candidate.anchor.id if candidate.anchor else ""
    for offered in (candidate.product, *candidate.parts):
        for one in sorted(apart.get(offered.id, ())):
            if (one in bought or one == anchor) and not (one == anchor and replaces(candidate)):
                return f"it does not go with {one}, as the shop says"
    return None


def _both_ways(said: Mapping[str, tuple[str, ...]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one, others in said.items():
        for other in others:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found
