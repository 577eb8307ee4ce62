"""Who waits for a complaint to be solved, or for a late parcel, is left in peace everywhere."""

from __future__ import annotations

from datetime import datetime, timedelta

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation
from worthmore.vocabulary.standing import Case, CaseKind, OrderState

NAMES = {
    CaseKind.COMPLAINT: "a complaint",
    CaseKind.LATE_PARCEL: "a late parcel",
    CaseKind.WITHDRAWAL: "a withdrawal",
    CaseKind.QUESTION: "a question",
}
LINGERING = (CaseKind.COMPLAINT, CaseKind.LATE_PARCEL)


def open_case(policy: Policy) -> Guard:
    """Refuses everything while a complaint, late parcel or withdrawal runs, and `case_days` after the first two.

    A late parcel is a case somebody opened, or an order whose promised moment is past. An open question holds back only
    what would go to the person.
    """
    lingers, awaited = timedelta(days=policy.case_days), timedelta(days=policy.awaited_days)

    def prepare(situation: Situation) -> Examine | None:
        standing = situation.person.standing if situation.person is not None else None
        if standing is None or (not standing.cases and not standing.orders):
            return None
        at, proactive = situation.at, situation.placement.proactive
        found = (
            *(_case(case, at, lingers, proactive) for case in standing.cases),
            *(_late(order, at, lingers, awaited) for order in standing.orders),
        )
        detail = next((one for one in found if one is not None), None)
        return None if detail is None else lambda candidate: detail

    return Guard("open_case", prepare)


def _case(case: Case, at: datetime, lingers: timedelta, proactive: bool) -> str | None:
    if case.kind is CaseKind.QUESTION and not proactive:
        return None
    solved_at = case.solved_at
    if solved_at is None or solved_at > at:
        return f"{NAMES[case.kind]} is open since {case.opened_at.date()}"
    if case.kind in LINGERING and at - solved_at < lingers:
        return f"{NAMES[case.kind]} was solved on {solved_at.date()}; no offers for {lingers.days} days after"
    return None


def _late(order: OrderState, at: datetime, lingers: timedelta, awaited: timedelta) -> str | None:
    promised, delivered = order.promised_at, order.delivered_at
    if promised is None or promised >= at:
        return None
    if delivered is None or delivered > at:
        waiting = at - promised < awaited
        return f"an order promised for {promised.date()} has not arrived" if waiting else None
    if delivered > promised and at - delivered < lingers:
        return f"an order arrived late, on {delivered.date()}; no offers for {lingers.days} days after"
    return None
