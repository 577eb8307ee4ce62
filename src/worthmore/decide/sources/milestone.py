"""After so much use: congratulations, advice to work better, and the function of a larger plan that helps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from worthmore.decide.margins import margins
from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.sources.by_hand import nothing
from worthmore.decide.sources.contracts import BY_USAGE, LATE, Held, after, candidate, held, named
from worthmore.decide.sources.longer_term import satisfied
from worthmore.decide.sources.plan_upgrade import above, earning
from worthmore.vocabulary.contracts import Reached
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation

LEAST = 100
"""Below this nobody is congratulated; from here on at every 1 and 5 with its zeros: 100, 500, 1,000, 5,000 …"""


def milestone(knowledge: Knowledge, policy: Policy) -> Source:
    """Proposes to those who are served well and have just passed a milestone the nearest plan with a new function."""
    if not knowledge.plans:
        return nothing
    margin_of, advice = margins(policy), policy.milestone_advice

    def proposed(one: Held, situation: Situation) -> Iterator[Candidate]:
        reached = _reached(one, situation.at, knowledge)
        if reached is None or one.plan is None or one.on_trial or not satisfied(one, situation):
            return
        for plan, product in above(one, knowledge):
            new = [name for name in plan.features if name not in one.plan.features]
            tried = [name for name in new if name in one.contract.features_tried]
            if new:
                function = named((tried or new)[0], knowledge)
                told = advice.get(f"{reached.kind.name}/{situation.language}", "")
                offer = one.about(plan, features=(function,), reached=reached, advice=told)
                found = candidate(OfferKind.MILESTONE, product, one, offer, knowledge, BY_USAGE)
                yield earning(found, margin_of)
                return

    def source(situation: Situation) -> Iterable[Candidate]:
        if situation.person is None or not situation.person.contracts:
            return ()
        return [found for one in held(situation, knowledge) for found in proposed(one, situation)]

    return source


def _reached(one: Held, at: datetime, knowledge: Knowledge) -> Reached | None:
    """The highest milestone passed with what was used last, where that is not long ago."""
    months = 1 if one.plan is None else one.plan.period_months
    for counter, used in one.contract.usage.items():
        if not used or after(used[-1].began, months) + LATE < at.date():
            continue
        total = one.contract.totals.get(counter, 0.0)
        passed = highest(total)
        if passed and passed > total - used[-1].amount:
            return Reached(named(counter, knowledge), passed)
    return None


def highest(total: float) -> int:
    """The highest milestone up to a total; 0 below the first."""
    found, step = 0, LEAST
    while step <= total:
        found = 5 * step if 5 * step <= total else step
        step *= 10
    return found
