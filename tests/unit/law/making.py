"""People, questions and tables for the tests of the law."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from worthmore.law.permission import may
from worthmore.law.table import Confidence, Decision, Rule, RuleTable, Topic, load
from worthmore.vocabulary.permission import (
    Act,
    Audience,
    Channel,
    Purpose,
    Question,
    Relation,
    SaleContact,
    Statement,
    Subject,
    Verdict,
)

TABLE = load()
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LISTS = ("DNCM", "ROBINSON_BE", "POSTFILTER", "ROBINSON_FI_PHONE", "ROBINSON_FI_POST", "ROBINSON_FR", "BLOCTEL")
LISTS += ("TPS", "CTPS", "MPS", "DNC")


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def ask(channel: Channel = Channel.EMAIL, at: datetime = NOW, **more: object) -> Question:
    return Question(channel, at, **{"similar": True, **more})  # type: ignore[arg-type]


def someone(country: str = "BE", relation: Relation = Relation.CUSTOMER, **more: object) -> Subject:
    """A person with every list loaded today and standing on none."""
    fresh = tuple((name, ago(1)) for name in LISTS)
    return Subject("k", country, relation=relation, **{"checked_lists": fresh, **more})  # type: ignore[arg-type]


def stated(act: Act, days: float = 10, channel: Channel | None = Channel.EMAIL, **more: object) -> Statement:
    purpose = more.pop("purpose", Purpose.MARKETING)
    return Statement(act, channel, purpose, ago(days), **more)  # type: ignore[arg-type]


def consent(
    channel: Channel = Channel.EMAIL, days: float = 10, purpose: Purpose = Purpose.MARKETING, **more: object
) -> Statement:
    """A consent with every proof any country asks for."""
    proof: dict[str, object] = {"double_opt_in": True, "written": True, "reference": "form 7"}
    return Statement(Act.GIVEN, channel, purpose, ago(days), **{**proof, **more})  # type: ignore[arg-type]


def contact(channel: Channel = Channel.EMAIL, days: float = 100, **more: object) -> SaleContact:
    """An address given in a sale, with everything the customer exception asks for."""
    facts: dict[str, object] = {"by_seller": True, "in_sale": True, "opt_out_offered": True}
    return SaleContact(channel, ago(days), **{**facts, **more})  # type: ignore[arg-type]


def answer(subject: Subject, question: Question | None = None, table: RuleTable = TABLE) -> Verdict:
    return may(table, question or ask(), subject)


def moment(day: str, hour: int = 12) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02d}:00").replace(tzinfo=UTC)


def row(rule_id: str, jurisdiction: str, decision: Decision, begins: str, **more: object) -> Rule:
    """A row for everything, to be narrowed."""
    given: dict[str, object] = {
        "topic": Topic.PERMISSION,
        "law": "a law",
        "summary": "a row",
        "channels": frozenset(Channel),
        "audiences": frozenset(Audience),
        "relations": frozenset(Relation),
        "confidence": Confidence.HIGH,
        "found": False,
        "verified_on": date(2026, 11, 21),
        "what": "something",
    }
    starts = date.fromisoformat(begins)
    return Rule(
        id=rule_id,
        jurisdiction=jurisdiction,
        decision=decision,
        valid_from=starts,
        **{**given, **more},  # type: ignore[arg-type]
    )
