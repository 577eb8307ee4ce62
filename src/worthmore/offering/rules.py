"""Which rules decide, made once per snapshot so that a decision only has to use them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec

from worthmore import __version__
from worthmore.decide.pipeline import decide
from worthmore.decide.ports import Announce, Guard, InControl, Knowledge, Rank, Similar, Source, Word
from worthmore.decide.price_law import PriceLaw
from worthmore.decide.standard import nothing_similar, standard_guards, standard_rank, standard_sources
from worthmore.decide.wording import word
from worthmore.law.table import RULES, load
from worthmore.measure import assignment
from worthmore.offering.quiet import quiet_times
from worthmore.vocabulary.decision import Decision
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Placement, Situation

# Never changes: with another salt, other customers would be the control group and a year of measuring is lost.
CONTROL_SALT = "worthmore control group"


@dataclass(frozen=True, slots=True)
class Rules:
    """What `decide` needs for one shop under one policy."""

    sources: Mapping[str, Source]
    guards: tuple[Guard, ...]
    rank: Rank
    word: Word
    minimum_margin: float
    in_control: InControl
    announce: Announce
    asked: dict[tuple[str, ...], tuple[Source, ...]] = field(default_factory=dict)

    def decide(self, situation: Situation) -> Decision:
        """The decision for a situation."""
        sources = self.asked.get(situation.placement.sources) or self._ask(situation.placement)
        return decide(situation, sources, self.guards, self.rank, self.word, self.minimum_margin, self.announce)

    def _ask(self, placement: Placement) -> tuple[Source, ...]:
        """The sources a placement asks, in its order; remembered. A name this version does not know is skipped."""
        found = tuple(self.sources[name] for name in placement.sources if name in self.sources)
        self.asked[placement.sources] = found
        return found


def rules(knowledge: Knowledge, policy: Policy, similar: Similar = nothing_similar) -> Rules:
    """The standard rules over what is known of a shop."""
    in_control, table = controlled(policy), load()
    prices = PriceLaw(table, knowledge.prices, policy)
    return Rules(
        sources=standard_sources(knowledge, policy),
        guards=standard_guards(policy, in_control, similar, quiet_times(policy, table), prices),
        rank=standard_rank(policy),
        word=word,
        minimum_margin=policy.minimum_margin,
        in_control=in_control,
        announce=prices.announce,
    )


def controlled(policy: Policy) -> InControl:
    """Whether a person is in the permanent control group; remembered, since a decision asks more than once."""

    @lru_cache(maxsize=1024)
    def controls(person_key: str) -> bool:
        return assignment.in_control(person_key, CONTROL_SALT, policy.control_share)

    return controls


def rules_version(policy: Policy) -> str:
    """Names the program, the settings and the rule table a decision was made by: the same name, the same rules."""
    digest = hashlib.sha256(msgspec.json.encode(policy, order="deterministic")).hexdigest()
    return f"{__version__}-{digest[:12]}-{law_version()}"


@lru_cache(maxsize=1)
def law_version() -> str:
    """Names the rule table: the day it was compiled, and the beginning of its hash."""
    return f"{load().compiled:%Y%m%d}.{hashlib.sha256(RULES.read_bytes()).hexdigest()[:6]}"
