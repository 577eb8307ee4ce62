"""Some customers get no offers, so that what offers earn can be measured."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard, InControl
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.situation import Situation


def control_group(in_control: InControl) -> Guard:
    """Refuses everything to the control group. Asked last: what it alone refuses is what others would be offered."""

    def prepare(situation: Situation) -> Examine | None:
        person = situation.person
        return _refuse if person is not None and in_control(person.key) else None

    return Guard("control_group", prepare)


def _refuse(candidate: Candidate) -> str:
    return "the customer is in the control group, which gets no offers so that their effect can be measured"
