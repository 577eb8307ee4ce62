"""The answer of the law and of the person themself, handed to the guard whose name says what it was about."""

from __future__ import annotations

from collections.abc import Callable

from worthmore.decide.ports import Examine, Guard, Similar
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.permission import Verdict
from worthmore.vocabulary.situation import Permission, Situation

OBJECTION, MINOR, SUGGESTIONS_OFF, PERMISSION = "objection", "minor", "personal_suggestions_off", "permission"
GROUNDS = {"objection": OBJECTION, "suppression": OBJECTION, "minor": MINOR, "suggestions_off": SUGGESTIONS_OFF}
NOBODY = "nobody is named whom this could reach"
UNASKED = "nobody could say whether this person may be reached this way"


def guard_of(name: str, similar: Similar) -> Guard:
    """The guard that refuses what a verdict forbids on the ground of this name.

    What goes to the person needs a verdict for every candidate; in the shop only what comes from their own history
    does, and suggestions from the basket alone go on.
    """

    def prepare(situation: Situation) -> Examine | None:
        if situation.placement.proactive:
            return _sent(name, situation, similar)
        person = situation.person
        return None if person is None else _shown(name, person.permission)

    return Guard(name, prepare)


def ground(verdict: Verdict, proactive: bool) -> str:
    """The name of the guard that a denial belongs to. In the shop, an objection is one to personal suggestions."""
    found = GROUNDS.get(verdict.rule, PERMISSION)
    return SUGGESTIONS_OFF if found == OBJECTION and not proactive else found


def _sent(name: str, situation: Situation, similar: Similar) -> Examine | None:
    permission = situation.person.permission if situation.person is not None else None
    if permission is None:
        return _always(NOBODY if situation.person is None else UNASKED) if name == PERMISSION else None
    alike, other = (_detail(name, verdict, True) for verdict in (permission.similar, permission.other))
    if alike == other:
        return None if alike is None else _always(alike)
    return lambda candidate: alike if similar(situation, candidate.product) else other


def _shown(name: str, permission: Permission | None) -> Examine | None:
    if permission is not None:
        detail = _detail(name, permission.other, False)
    elif name == PERMISSION:
        detail = UNASKED
    else:
        return None
    return None if detail is None else lambda candidate: detail if candidate.personal else None


def _detail(name: str, verdict: Verdict, proactive: bool) -> str | None:
    """Why, with the rule that decided; None when it is allowed or another guard's matter."""
    if verdict.allowed or ground(verdict, proactive) != name:
        return None
    return f"{verdict.reason} (rule {verdict.rule})"


def _always(detail: str) -> Callable[[Candidate], str]:
    return lambda candidate: detail
