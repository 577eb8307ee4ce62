"""Trying a rule out: what it would do to each candidate of a situation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from worthmore.decide.hand_rules.guard import REFUSING, broken
from worthmore.decide.hand_rules.in_force import HandRules, purchased
from worthmore.decide.purchase import Purchase
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.hand_rules import ORDERING, HandAct
from worthmore.vocabulary.situation import Situation


class Effect(StrEnum):
    """What a rule does to a candidate."""

    REFUSED = "refused"
    FIRST = "first"
    MORE = "more"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Touched:
    """A candidate that the rule would touch, and how."""

    candidate: Candidate
    effect: Effect


EFFECTS = {HandAct.PIN: Effect.FIRST, HandAct.BOOST: Effect.MORE, HandAct.BURY: Effect.LAST}


def touched(rules: HandRules, situation: Situation, candidates: Sequence[Candidate]) -> list[Touched]:
    """The candidates that any of the rules would touch here, each once, in the order given."""
    applying = rules.applying(situation, (*REFUSING, *ORDERING))
    purchase, bought = Purchase.of(situation), purchased(situation)
    found: list[Touched] = []
    for candidate in candidates:
        for ready in applying:
            if not ready.is_about(candidate):
                continue
            effect = EFFECTS.get(ready.rule.act, Effect.REFUSED)
            if effect is not Effect.REFUSED or broken(ready, candidate, purchase, bought):
                found.append(Touched(candidate, effect))
                break
    return found
