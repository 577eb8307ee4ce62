"""From the text of a rule table to a checked `RuleTable`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from worthmore.law.table import Confidence, Counsel, Decision, Proof, Rule, RuleTable, Source, Status, Topic, When
from worthmore.vocabulary.permission import Audience, Channel, Purpose, Relation

Word = TypeVar("Word", bound=StrEnum)


class TableError(ValueError):
    """A rule table that cannot be trusted. `faults` names row, field and remedy, one line each."""

    def __init__(self, name: str, faults: list[str]) -> None:
        super().__init__(f"{name} has {len(faults)} fault(s):\n" + "\n".join(faults))
        self.faults = tuple(faults)


def read(text: str, name: str = "rules.toml") -> RuleTable:
    """A table from its text; raises TableError."""
    data = tomllib.loads(text)
    sources = {key: Source(key, tuple(urls)) for key, urls in data["sources"].items()}
    rules = tuple(_rule(row, sources) for row in data["rule"])
    counsel = tuple(Counsel(row["id"], row["question"], tuple(row.get("rules", ()))) for row in data.get("counsel", ()))
    return RuleTable(rules, MappingProxyType(sources), counsel, data["compiled"])


_OWN = {one.name for one in fields(Rule)} | {"from", "to"}


def _rule(row: dict[str, Any], sources: Mapping[str, Source]) -> Rule:
    return Rule(
        id=row["id"],
        jurisdiction=row["jurisdiction"],
        topic=Topic(row["topic"]),
        decision=Decision(row["decision"]),
        law=row["law"],
        summary=row["summary"],
        channels=_words(Channel, row.get("channels", "all")),
        audiences=_words(Audience, row.get("audiences", "all")),
        relations=_words(Relation, row.get("relations", "all")),
        confidence=Confidence(row["confidence"]),
        found=row["found"],
        verified_on=row["verified_on"],
        valid_from=row.get("from"),
        valid_to=row.get("to"),
        status=Status(row.get("status", "law")),
        when=When(row.get("when", "")),
        what=row.get("what", ""),
        purpose=Purpose(row["purpose"]) if "purpose" in row else None,
        proof=Proof(row["proof"]) if "proof" in row else None,
        lists=tuple(row.get("lists", ())),
        lists_obligatory=row.get("lists_obligatory", False),
        exempt_from=frozenset(row.get("exempt_from", ())),
        consent_beats_list=row.get("consent_beats_list", False),
        max_age_months=row.get("max_age_months"),
        negotiations_count=row.get("negotiations_count", False),
        similar_narrow=row.get("similar_narrow", False),
        derogates=frozenset(row.get("derogates", ())),
        supersedes=row.get("supersedes", ""),
        lapsed=row.get("lapsed", False),
        sources=tuple(sources[key] for key in row["sources"]),
        note=row.get("note", ""),
        values=MappingProxyType({key: value for key, value in row.items() if key not in _OWN}),
    )


def _words(kind: type[Word], given: str | list[str]) -> frozenset[Word]:
    return frozenset(kind) if given == "all" else frozenset(kind(word) for word in given)
