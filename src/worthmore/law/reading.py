"""From the text of a rule table to a checked `RuleTable`; every fault is told with row, field and remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from worthmore.law.checks import faults_between_rows
from worthmore.law.faults import TableError
from worthmore.law.fields import Row
from worthmore.law.table import Confidence, Counsel, Decision, Proof, Rule, RuleTable, Source, Status, Topic, When
from worthmore.vocabulary.permission import Audience, Channel, Purpose, Relation

_PARTS = ("compiled", "sources", "rule", "counsel")


def read(text: str, name: str = "rules.toml") -> RuleTable:
    """A table from its text; raises TableError with everything that is wrong, not only the first."""
    faults: list[str] = []
    data = _parsed(text, name)
    faults += [
        f"the file has an unknown part {part!r}; it may have {', '.join(_PARTS)}" for part in data.keys() - _PARTS
    ]
    top = Row("the file", data, faults)
    compiled = top.day("compiled")
    sources = _sources(top.table("sources"), faults)
    rules = [_rule(place, row, sources, faults) for place, row in enumerate(top.tables("rule"), 1)]
    counsel = [_counsel(place, row, faults) for place, row in enumerate(top.tables("counsel"), 1)]
    if faults or compiled is None:
        raise TableError(name, faults)
    table = RuleTable(tuple(rules), MappingProxyType(sources), tuple(counsel), compiled)
    faults = faults_between_rows(table)
    if faults:
        raise TableError(name, faults)
    return table


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(name, [f"it is no TOML: {error}; mend that line first"]) from None


def _sources(given: Mapping[str, Any], faults: list[str]) -> dict[str, Source]:
    row = Row("[sources]", given, faults)
    found = {key: Source(key, row.words(key)) for key in given}
    for source in found.values():
        for url in source.urls:
            if not url.startswith(("https://", "http://")):
                row.wrong(source.id, f"{url!r} is no address; write it with https://")
    return found


def _counsel(place: int, given: Mapping[str, Any], faults: list[str]) -> Counsel:
    row = Row.named("counsel", place, given, faults)
    found = Counsel(row.text("id"), row.text("question"), row.words("rules", ()))
    row.nothing_else()
    return found


def _rule(place: int, given: Mapping[str, Any], sources: Mapping[str, Source], faults: list[str]) -> Rule:
    """A row of the file. Every field is asked for, so that what is left over is a misspelt one."""
    row = Row.named("rule", place, given, faults)
    found = Rule(
        id=row.text("id"),
        jurisdiction=row.text("jurisdiction"),
        topic=row.word("topic", Topic, Topic.PERMISSION),
        decision=row.word("decision", Decision, Decision.DENY),
        law=row.text("law"),
        summary=row.text("summary"),
        channels=row.set_of("channels", Channel),
        audiences=row.set_of("audiences", Audience),
        relations=row.set_of("relations", Relation),
        confidence=row.word("confidence", Confidence, Confidence.LOW),
        found=row.flag("found", needed=True),
        verified_on=row.needed_day("verified_on"),
        valid_from=row.day("from", needed=given.get("status") != Status.PROPOSED),
        valid_to=row.day("to", needed=False),
        status=row.word("status", Status, Status.LAW, needed=False),
        when=row.word("when", When, When.ALWAYS, needed=False),
        what=row.text("what", ""),
        purpose=row.word("purpose", Purpose, None, needed=False),
        proof=row.word("proof", Proof, None, needed=False),
        lists=row.words("lists", ()),
        lists_obligatory=row.flag("lists_obligatory"),
        exempt_from=frozenset(row.words("exempt_from", ())),
        consent_beats_list=row.flag("consent_beats_list"),
        max_age_months=row.count("max_age_months"),
        negotiations_count=row.flag("negotiations_count"),
        similar_narrow=row.flag("similar_narrow"),
        derogates=frozenset(row.words("derogates", ())),
        supersedes=row.text("supersedes", ""),
        lapsed=row.flag("lapsed"),
        sources=row.among("sources", sources),
        note=row.text("note", ""),
        values=MappingProxyType(dict(row.table("values"))),
    )
    row.nothing_else()
    return found
