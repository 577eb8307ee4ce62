"""Whoever hardly uses what they have gets help to use it before they are offered more of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from worthmore.decide.person.using import hardly_used
from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.contracts import Contract
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.journey import Use
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation

SERVICE = OfferKind.SERVICE
"""What helps somebody to use what they have."""


def help_first(policy: Policy) -> Guard:
    """Refuses offers about a contract or trial that lies unused, as far as the shop tells of use.

    Where everything of which use is told lies unused, nothing at all is sent to the person, and nothing in the shop
    comes from what is known of them: help comes first. What belongs to their basket still does.
    """

    def prepare(situation: Situation) -> Examine | None:
        person = situation.person
        if person is None or not person.contracts:
            return None
        told = [one for one in person.contracts if one.use_known and one.runs(situation.at)]
        unused = {one.id: detail for one in told if (detail := _unused(one, situation.at, policy))}
        if not unused:
            return None
        whole = next(iter(unused.values())) if len(unused) == len(told) else None
        return _examine(unused, whole, situation.placement.proactive)

    return Guard("help_first", prepare)


def _examine(unused: Mapping[str, str], whole: str | None, proactive: bool) -> Examine:
    def examine(candidate: Candidate) -> str | None:
        about = candidate.of_contract
        held_back = whole if proactive or (candidate.personal and candidate.kind is not SERVICE) else None
        return held_back if about is None else unused.get(about.contract.id, held_back)

    return examine


def _unused(contract: Contract, at: datetime, policy: Policy) -> str:
    """Why help comes first, for the shop; "" where the contract is used. A trial must be used before it is sold."""
    last, what = contract.last_used_at, "trial" if contract.on_trial(at) else "contract"
    if last is None and what == "trial":
        return f"the trial of {contract.product_id} was never used; help them start first"
    if not hardly_used(Use(contract.product_id, contract.started_at, last), at, policy):
        return ""
    since = f"since {contract.started_at.date()}" if last is None else f"since {last.date()}"
    return f"the {what} for {contract.product_id} was not used {since}; help them use it first"
