"""Which rules decide, made once per snapshot so that a decision only has to use them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

import msgspec

from worthmore import __version__
from worthmore.decide.hand_rules import HandRules, pinned, sentence
from worthmore.decide.pipeline import decide, permitted, proposed
from worthmore.decide.ports import Announce, Guard, InControl, Knowledge, Similar, Source
from worthmore.decide.price_law import PriceLaw
from worthmore.decide.ranking import Ranking
from worthmore.decide.standard import nothing_similar, standard_guards, standard_ranking, standard_sources
from worthmore.decide.wording import Wording
from worthmore.law.table import RULES, load
from worthmore.measure import assignment
from worthmore.offering.quiet import quiet_times
from worthmore.vocabulary.decision import Candidate, Decision
from worthmore.vocabulary.hand_rules import HandRule
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Placement, Situation

# Never changes: with another salt, other customers would be the control group and a year of measuring is lost.
CONTROL_SALT = "worthmore control group"


@dataclass(frozen=True, slots=True)
class Rules:
    """What `decide` needs for one shop under one policy."""

    sources: Mapping[str, Source]
    guards: tuple[Guard, ...]
    ranking: Ranking
    wording: Wording
    in_control: InControl
    announce: Announce
    pinned: Source | None = None
    asked: dict[tuple[str, ...], tuple[Source, ...]] = field(default_factory=dict)

    def decide(self, situation: Situation) -> Decision:
        """The decision for a situation."""
        sources = self._sources(situation.placement)
        return decide(situation, sources, self.guards, self.ranking, self.wording.begin(), self.announce)

    def proposed(self, situation: Situation) -> list[Candidate]:
        """Everything that could be offered, before any guard."""
        return proposed(situation, self._sources(situation.placement))

    def permitted(self, situation: Situation) -> list[Candidate]:
        """Everything that no guard refuses."""
        return permitted(situation, self.proposed(situation), self.guards)

    def _sources(self, placement: Placement) -> tuple[Source, ...]:
        return self.asked.get(placement.sources) or self._ask(placement)

    def _ask(self, placement: Placement) -> tuple[Source, ...]:
        """The sources a placement asks, in its order; remembered. A name this version does not know is skipped."""
        found = tuple(self.sources[name] for name in placement.sources if name in self.sources)
        found = found if self.pinned is None else (*found, self.pinned)
        self.asked[placement.sources] = found
        return found


def rules(
    knowledge: Knowledge,
    policy: Policy,
    similar: Similar = nothing_similar,
    by_hand: Sequence[HandRule] = (),
    wording: Wording | None = None,
) -> Rules:
    """The standard rules over what is known of a shop, and the hand rules and texts of its people."""
    in_control, table = controlled(policy), load()
    hand = HandRules(by_hand, policy, knowledge.find, sentence) if by_hand else None
    prices = PriceLaw(table, knowledge.prices, policy)
    return Rules(
        sources=standard_sources(knowledge, policy),
        guards=standard_guards(policy, in_control, similar, quiet_times(policy, table), prices, knowledge, hand),
        ranking=standard_ranking(policy, knowledge, hand),
        wording=wording or Wording(),
        in_control=in_control,
        announce=prices.announce,
        pinned=None if hand is None else pinned(hand, knowledge.accepted),
    )


def controlled(policy: Policy) -> InControl:
    """Whether a person is in the permanent control group; remembered, since a decision asks more than once."""

    @lru_cache(maxsize=1024)
    def controls(person_key: str) -> bool:
        return assignment.in_control(person_key, CONTROL_SALT, policy.control_share)

    return controls


def rules_version(policy: Policy, by_hand: Mapping[str, Sequence[HandRule]] = MappingProxyType({})) -> str:
    """Names the program, the settings, the hand rules and the rule table: the same name, the same rules."""
    kept = {name: found for name, found in by_hand.items() if found}
    told = (policy, kept) if kept else policy
    digest = hashlib.sha256(msgspec.json.encode(told, order="deterministic")).hexdigest()
    return f"{__version__}-{digest[:12]}-{law_version()}"


@lru_cache(maxsize=1)
def law_version() -> str:
    """Names the rule table: the day it was compiled, and the beginning of its hash."""
    return f"{load().compiled:%Y%m%d}.{hashlib.sha256(RULES.read_bytes()).hexdigest()[:6]}"
