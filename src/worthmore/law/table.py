"""The dated rule table: what a row says, and the table as it was checked and loaded.

Rows live in `rules.toml`; `load` reads and checks them. docs/law.md tells how to read, add, close and supersede one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from worthmore.vocabulary.permission import Audience, Channel, Purpose, Relation

RULES = Path(__file__).with_name("rules.toml")


class Decision(StrEnum):
    """What a row says. The first five answer "may we?", the last three are duties of what is done."""

    DENY = "deny"
    CONSENT = "consent"
    SOFT = "soft"
    OPTOUT = "optout"
    ALLOW = "allow"
    REQUIRE = "require"
    FORBID = "forbid"
    WARN = "warn"


PERMISSIONS = (Decision.DENY, Decision.CONSENT, Decision.SOFT, Decision.OPTOUT, Decision.ALLOW)
"""The answers, the strictest first."""
DUTIES = frozenset({Decision.REQUIRE, Decision.FORBID, Decision.WARN})


class Topic(StrEnum):
    """What a row is about."""

    PERMISSION = "permission"
    CHECKOUT = "checkout"
    PRICE = "price"
    COPY = "copy"
    BUNDLE = "bundle"
    WIDGET = "widget"
    CHAT = "chat"
    MAIL = "mail"
    SUBSCRIPTION = "subscription"
    PRIVACY = "privacy"


class Confidence(StrEnum):
    """How sure the table is of a row."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Status(StrEnum):
    """Law is applied; a proposal is only shown."""

    LAW = "law"
    PROPOSED = "proposed"


class Proof(StrEnum):
    """The form a consent must have been given in."""

    DOUBLE_OPT_IN = "double_opt_in"
    WRITTEN = "written"
    DOCUMENTED = "documented"


class When(StrEnum):
    """A circumstance without which a row does not apply."""

    ALWAYS = ""
    OBJECTED = "objected"
    SPECIAL_CATEGORY = "special_category"
    NOT_PERSONALISED = "not_personalised"
    BASKET_ONLY = "basket_only"
    ABOUT_WORK = "about_work"
    IMPERSONAL_ADDRESS = "impersonal_address"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row can be read: its short name in the table, and the addresses of the pages."""

    id: str
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated row.

    `jurisdiction` is an ISO 3166 country (GB for the United Kingdom), EU or ANY. `valid_from` and `valid_to` are the
    first and last day it holds, in that country's calendar; `valid_to` None is open. `verified_on` is when somebody
    last went over the row; `found` says whether a published page was read then, or it stands from memory.
    `lists` are the do-not-contact lists to check, `lists_obligatory` whether one may not go on without them,
    `exempt_from` lists whose hits do not count here, `consent_beats_list` whether a later explicit consent wins from
    a listing. `derogates` names the rows this one sets aside. `what` says what is required or forbidden; further
    figures of the row (days, shares, dates, words) stand in `values`.
    """

    id: str
    jurisdiction: str
    topic: Topic
    decision: Decision
    law: str
    summary: str
    channels: frozenset[Channel]
    audiences: frozenset[Audience]
    relations: frozenset[Relation]
    confidence: Confidence
    found: bool
    verified_on: date
    valid_from: date | None
    valid_to: date | None = None
    status: Status = Status.LAW
    when: When = When.ALWAYS
    what: str = ""
    purpose: Purpose | None = None
    proof: Proof | None = None
    lists: tuple[str, ...] = ()
    lists_obligatory: bool = False
    exempt_from: frozenset[str] = frozenset()
    consent_beats_list: bool = False
    max_age_months: int | None = None
    negotiations_count: bool = False
    similar_narrow: bool = False
    derogates: frozenset[str] = frozenset()
    supersedes: str = ""
    lapsed: bool = False
    sources: tuple[Source, ...] = ()
    note: str = ""
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def in_force(self, day: date) -> bool:
        """Whether the row is law on a day of its own calendar. A proposal never is."""
        if self.status is Status.PROPOSED or self.valid_from is None or day < self.valid_from:
            return False
        return self.valid_to is None or day <= self.valid_to

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses of all its sources."""
        return tuple(url for source in self.sources for url in source.urls)


@dataclass(frozen=True, slots=True)
class Counsel:
    """A question only a lawyer of the country can settle, and the rows it touches."""

    id: str
    question: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class RuleTable:
    """All rows, checked. Compared and hashed by identity, so that answers prepared from it can be remembered."""

    rules: tuple[Rule, ...]
    sources: Mapping[str, Source]
    counsel: tuple[Counsel, ...] = ()
    compiled: date = date.min
    _by_id: Mapping[str, Rule] = field(init=False, repr=False)
    _by_topic: Mapping[Topic, tuple[Rule, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_topic = {topic: tuple(rule for rule in self.rules if rule.topic is topic) for topic in Topic}
        object.__setattr__(self, "_by_id", MappingProxyType({rule.id: rule for rule in self.rules}))
        object.__setattr__(self, "_by_topic", MappingProxyType(by_topic))

    def __getitem__(self, rule_id: str) -> Rule:
        """The row with this id; a KeyError that says so otherwise."""
        try:
            return self._by_id[rule_id]
        except KeyError:
            raise KeyError(f"the rule table has no row {rule_id!r}") from None

    def get(self, rule_id: str) -> Rule | None:
        """The row with this id, or None ("objection", "list" and the like are no rows)."""
        return self._by_id.get(rule_id)

    def of(self, topic: Topic) -> tuple[Rule, ...]:
        """The rows of a topic, in the order of the file."""
        return self._by_topic[topic]

    def with_rules(self, added: Iterable[Rule]) -> RuleTable:
        """This table with rows added, not checked again: for trying out a proposal."""
        return RuleTable((*self.rules, *added), self.sources, self.counsel, self.compiled)


@lru_cache(maxsize=4)
def load(path: Path = RULES) -> RuleTable:
    """Read and check a rule table. Raises TableError, naming row, field and remedy of everything that is wrong."""
    from worthmore.law.reading import read

    return read(path.read_text(encoding="utf-8"), path.name)
