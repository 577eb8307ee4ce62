"""What this installation really does, gathered once for a document. Nothing in a document comes from anywhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from worthmore.consent.queries import lists
from worthmore.consent.values import LoadedList
from worthmore.decide.standard import standard_guards
from worthmore.law.table import load
from worthmore.outcomes.queries.channels import reached_by
from worthmore.rights.identity import home
from worthmore.rights.models import RightsRequest
from worthmore.shop import queries as shop
from worthmore.training.queries import current
from worthmore.vocabulary.policy import Policy

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """One source of facts and how much of customers it brought."""

    name: str
    customers: int
    orders: int
    activity: int
    satisfaction: int


@dataclass(frozen=True, slots=True)
class Facts:
    """The settings, what is held, and what was done. `reached` counts the last year's contacts by channel.

    `guards` are the names of the rules every offer passes. `learned_at` None: nothing was learned yet.
    """

    at: datetime
    policy: Policy
    sources: tuple[SourceFacts, ...]
    lists: tuple[LoadedList, ...]
    reached: Mapping[str, int]
    guards: frozenset[str]
    database: str
    learned_at: datetime | None
    requests_open: int
    requests_late: int
    rules: int
    rules_verified_at: str

    @property
    def customers(self) -> int:
        """Customers over all sources; somebody in two sources counts twice."""
        return sum(source.customers for source in self.sources)

    @property
    def holds(self) -> bool:
        """Whether anything of customers is there at all."""
        return bool(self.customers)


def facts(at: datetime) -> Facts:
    """Everything a document may say of this installation."""
    policy, learned = shop.policy(), current(home())
    open_requests = RightsRequest.objects.filter(done_at=None)
    rules = load()
    return Facts(
        at=at,
        policy=policy,
        sources=tuple(_source(name) for name in shop.sources()),
        lists=tuple(lists(at)),
        reached=reached_by(at - YEAR),
        guards=frozenset(guard.name for guard in standard_guards(policy, lambda key: False)),
        database="SQLite, one file in the data folder" if connection.vendor == "sqlite" else "PostgreSQL",
        learned_at=learned.published_at if learned else None,
        requests_open=open_requests.count(),
        requests_late=open_requests.filter(due_at__lt=at).count(),
        rules=len(rules.rules),
        rules_verified_at=min(rule.verified_on for rule in rules.rules).isoformat(),
    )


def _source(name: str) -> SourceFacts:
    known = shop.counts(name)
    return SourceFacts(name, known.customers, known.orders, known.activity, known.satisfaction)
