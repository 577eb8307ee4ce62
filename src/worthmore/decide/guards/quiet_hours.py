"""No telephone rings or buzzes for an offer in the evening, at night, on a Sunday or on a feast day."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard, Quiet
from worthmore.vocabulary.contact_caps import CALLS, PHONE_TEXTS
from worthmore.vocabulary.situation import Situation

RINGING = CALLS | PHONE_TEXTS


def quiet_hours(quiet: Quiet) -> Guard:
    """Refuses calls, texts and notifications at a time that is quiet where the person lives (P17)."""

    def prepare(situation: Situation) -> Examine | None:
        person, channel = situation.person, situation.placement.channel
        if person is None or channel not in RINGING:
            return None
        detail = quiet(channel, person.country, situation.at)
        return None if detail is None else lambda candidate: detail

    return Guard("quiet_hours", prepare)
