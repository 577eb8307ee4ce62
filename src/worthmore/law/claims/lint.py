"""The linter: free text may claim urgency, scarcity, popularity, savings and gifts only by fields of the data."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from worthmore.law.claims.folding import Folded, fold
from worthmore.law.claims.kinds import CLAIMS, Claim
from worthmore.law.claims.patterns import LANGUAGES, Patterns, patterns, words
from worthmore.law.duties import duties
from worthmore.law.reductions import LOWEST
from worthmore.law.sale_calendar import forbidden_sale_words
from worthmore.law.table import Rule, RuleTable, Topic
from worthmore.vocabulary.permission import Audience

SENTENCE = re.compile(r"(?:[^.!?…\n]|[.](?=\S))+")
"""A sentence of folded text. A full stop within a number or an abbreviation without a space ends none."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim that may not stand as it is.

    `start` and `end` are places in the given text (of its characters, from 0), `matched` what stands there. `claim` is
    the kind of claim, `rule` the row of the rule table that forbids it, or "house." and the claim where it is our own
    promise. `why` and `mend` are plain sentences.
    """

    start: int
    end: int
    matched: str
    claim: str
    language: str
    rule: str
    why: str
    mend: str


def lint(
    text: str,
    table: RuleTable,
    at: datetime,
    country: str = "",
    languages: Sequence[str] = LANGUAGES,
    bound: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Everything in a text that may not be said so, in the order of the text.

    `text` may be plain, HTML or a template. `bound` names the fields that will have a value when the text is shown, and
    facts that hold there ("free_delivery"); a claim is satisfied by a field of its kind in the same sentence, if that
    field is bound. `country` is the reader's; unknown means the rules of every country. `languages` are those the text
    may be in; English catchwords are looked for in any.
    """
    folded = fold(text)
    found = (
        _finding(text, folded, claim, language, rule, span)
        for claim, rule, searched in _searches(table, at, country, languages)
        for language, pattern in searched
        for span in _unbound(folded, claim, pattern, frozenset(bound))
    )
    return tuple(_once(sorted(found, key=lambda one: (one.start, -one.end, one.claim))))


Search = tuple[Claim, str, list[tuple[str, Patterns]]]


def _searches(table: RuleTable, at: datetime, country: str, languages: Sequence[str]) -> Iterator[Search]:
    """Which claims to look for, by which rule, with which patterns."""
    rows = [
        *duties(table, Topic.COPY, country, Audience.B2C, at),
        *duties(table, Topic.PRICE, country, Audience.B2C, at),
    ]
    for claim in CLAIMS:
        if claim.name == "sale_words":
            for kept in forbidden_sale_words(table, country, at):
                yield claim, kept.rule, [("", words(kept.words, kept.whole, kept.not_meant))]
            continue
        rule_id = _rule(claim, rows)
        if rule_id:
            yield claim, rule_id, list(_in_languages(claim, languages))


def _rule(claim: Claim, rows: Sequence[Rule]) -> str:
    """The row that forbids a claim, else our own rule; "" where only a law forbids it and none does yet."""
    wanted = LOWEST if claim.name == "saving" else {claim.what}
    found = next((rule.id for rule in rows if rule.what in wanted), "")
    return found or ("" if claim.only_by_law else f"house.{claim.name}")


def _in_languages(claim: Claim, languages: Sequence[str]) -> Iterator[tuple[str, Patterns]]:
    for language in languages:
        found = patterns(language).get(claim.name)
        if found is not None:
            yield language, found
    if "en" not in languages:
        catchwords = patterns("en").get(f"{claim.name}_anywhere")
        if catchwords is not None:
            yield "en", catchwords


def _unbound(folded: Folded, claim: Claim, pattern: Patterns, bound: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where a claim is made in a sentence that holds no bound field of its kind."""
    if bound & claim.facts:
        return
    for sentence in SENTENCE.finditer(folded.text):
        start, end = sentence.span()
        said = {name for place, name in folded.fields.items() if start <= place < end}
        if not said & claim.fields & bound:
            for first, last in pattern.find(folded.text[start:end]):
                yield start + first, start + last


def _finding(text: str, folded: Folded, claim: Claim, language: str, rule: str, span: tuple[int, int]) -> Finding:
    start, end = folded.span(*span)
    return Finding(start, end, text[start:end], claim.name, language, rule, claim.why, claim.mend)


def _once(found: Sequence[Finding]) -> Iterator[Finding]:
    """One finding a claim and place: two languages may say the same word, and phrases may overlap."""
    reached: dict[str, int] = {}
    for one in found:
        if one.start >= reached.get(one.claim, -1):
            reached[one.claim] = one.end
            yield one
