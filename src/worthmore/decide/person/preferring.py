"""What meets a told need comes before what does not, as by a hand rule: the money shown stays the same."""

from __future__ import annotations

from collections.abc import Callable

from worthmore.decide.ranking.ordering import Ordered, Place
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.situation import Situation

COUNTS_FOR = 1.5
"""What meets a told need counts for half as much again. Our choice; answers to such offers will tell a better one."""


def preferring_needs(ordered: Ordered | None) -> Ordered:
    """What orders candidates already, and above it the preference for what meets a need."""

    def placing(situation: Situation) -> Callable[[Candidate], Place] | None:
        place_of = None if ordered is None else ordered(situation)
        if situation.person is None or not situation.person.needs:
            return place_of

        def place(candidate: Candidate) -> Place:
            found = Place() if place_of is None else place_of(candidate)
            return found._replace(factor=found.factor * COUNTS_FOR) if candidate.needs else found

        return place

    return placing
