"""What a customer said they need is heard: nothing is offered that is the opposite."""

from __future__ import annotations

from collections.abc import Mapping

from worthmore.decide.person.needs import broken
from worthmore.decide.person.saying import said
from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.situation import Situation


def need(kinds: Mapping[str, AttributeKind]) -> Guard:
    """Refuses a product of which the catalogue says that it is not what the person told they need.

    Where the catalogue does not tell, or in a unit that does not compare, nothing is refused.
    """

    def prepare(situation: Situation) -> Examine | None:
        person = situation.person
        if person is None or not person.needs:
            return None
        needs = person.needs

        def examine(candidate: Candidate) -> str | None:
            for told in needs:
                found = broken(told, candidate.product, kinds)
                if found is not None:
                    return f"the customer told us: “{told.text}”; so {said(found)}"
            return None

        return examine

    return Guard("need", prepare)
