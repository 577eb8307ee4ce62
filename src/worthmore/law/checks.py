"""What rows owe each other: unique ids, references that exist, dates in order, chains without gap or overlap."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from worthmore.law.countries import ANY, EU, jurisdictions
from worthmore.law.table import DUTIES, Decision, Rule, RuleTable, Status, Topic

_ID = re.compile(r"[A-Z]{2,3}(\.[A-Za-z0-9]+)+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_ONLY_PERMISSION = frozenset({Decision.DENY, Decision.CONSENT, Decision.SOFT, Decision.OPTOUT})


def faults_between_rows(table: RuleTable) -> list[str]:
    """Every fault, as lines naming row, field and remedy."""
    faults = [*_twice(table)]
    for rule in table.rules:
        for check in (_identity, _dates, _substance, _references, _chain):
            faults += [f"rule {rule.id!r}, field {field!r}: {fault}" for field, fault in check(table, rule)]
    return faults


Fault = tuple[str, str]


def _twice(table: RuleTable) -> Iterator[str]:
    for kind, ids in (("rule", [one.id for one in table.rules]), ("counsel", [one.id for one in table.counsel])):
        for name, times in Counter(ids).items():
            if times > 1:
                yield f"{kind} {name!r}, field 'id': stands {times} times; give each row an id of its own"
    for asked in table.counsel:
        for name in asked.rules:
            if table.get(name) is None:
                yield f"counsel {asked.id!r}, field 'rules': names {name!r}, which is no row; give an id of this file"


def _identity(table: RuleTable, rule: Rule) -> Iterator[Fault]:
    if not _ID.fullmatch(rule.id):
        yield "id", "must be a country and words with dots between, such as NL.call.any"
    if rule.jurisdiction not in (EU, ANY) and not _COUNTRY.fullmatch(rule.jurisdiction):
        yield "jurisdiction", f"is {rule.jurisdiction!r}; give an ISO 3166 code (GB for the United Kingdom), EU or ANY"
    if rule.jurisdiction == "UK":
        yield "jurisdiction", "is 'UK'; the ISO code is GB"


def _dates(table: RuleTable, rule: Rule) -> Iterator[Fault]:
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        yield "to", f"is {rule.valid_to}, before from ({rule.valid_from}); `to` is the last day the row holds"
    if rule.verified_on > table.compiled:
        yield (
            "verified_on",
            f"is {rule.verified_on}, after the table was compiled ({table.compiled}); move `compiled` on",
        )
    if rule.status is Status.PROPOSED and rule.valid_to:
        yield "to", "a proposal holds on no day; take `to` away"


def _substance(table: RuleTable, rule: Rule) -> Iterator[Fault]:
    if rule.found and not rule.sources:
        yield "sources", "is empty although found = true; name the page that was read, or say found = false"
    if rule.decision in DUTIES and not rule.what:
        yield "what", f"is missing; say what the row {rule.decision}s"
    if rule.decision in _ONLY_PERMISSION and rule.topic is not Topic.PERMISSION:
        yield "decision", f"{rule.decision} answers 'may we?' and belongs to the topic permission, not {rule.topic}"
    if not rule.lists and (rule.lists_obligatory or rule.consent_beats_list):
        yield "lists", "is empty, yet something is said of the lists; name them"


def _references(table: RuleTable, rule: Rule) -> Iterator[Fault]:
    for name in sorted(rule.derogates):
        other = table.get(name)
        if other is None:
            yield "derogates", f"names {name!r}, which does not exist; give the id of a row of this file"
        elif other is rule or other.jurisdiction not in jurisdictions(rule.jurisdiction):
            yield "derogates", f"names {name!r}, whose law does not reach {rule.jurisdiction}; take it away"
        elif other.topic is not rule.topic:
            yield "derogates", f"names {name!r}, which is about {other.topic}; a row sets aside rows of its own topic"


def _chain(table: RuleTable, rule: Rule) -> Iterator[Fault]:
    """A superseding row begins the day after the one before ended; a closed row has a successor or says it lapsed."""
    if rule.supersedes:
        yield from _link(rule, table.get(rule.supersedes))
    followed = any(other.supersedes == rule.id for other in table.rules)
    if rule.valid_to and not followed and not rule.lapsed:
        yield "to", "closes the row and no row supersedes it; add the one that does, or say lapsed = true"
    if rule.lapsed and (followed or not rule.valid_to):
        yield "lapsed", "is only for a closed row (`to`) that nothing supersedes; take it away"


def _link(rule: Rule, former: Rule | None) -> Iterator[Fault]:
    if former is None or former is rule:
        yield "supersedes", f"names {rule.supersedes!r}, which does not exist; give the id of the row it replaces"
    elif (former.jurisdiction, former.topic) != (rule.jurisdiction, rule.topic):
        yield "supersedes", f"names {former.id!r} of another country or topic; a row replaces one of its own"
    elif former.valid_to is None:
        yield "supersedes", f"{former.id!r} is still open; close it with `to` on the day before {rule.valid_from}"
    elif rule.valid_from != former.valid_to + timedelta(days=1):
        kind = "a gap" if rule.valid_from and rule.valid_from > former.valid_to else "an overlap"
        begin = former.valid_to + timedelta(days=1)
        yield "from", f"leaves {kind}: {former.id!r} ends on {former.valid_to}, so this row begins on {begin}"
