"""An answer of the law as a shopkeeper reads it: the rule that decided, what was checked, what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from worthmore.backoffice import law_sentences, law_words, reading_rules
from worthmore.backoffice.labels import label
from worthmore.law.table import RuleTable
from worthmore.vocabulary.permission import Verdict

NO_ROW = {
    "stopped": _("All marketing is stopped"),
    "pause": _("The person asked for silence"),
    "suggestions_off": _("The person wants no personal suggestions"),
    "objection": _("The person said no: no law allows more than that"),
    "suppression": _("The address is on the list of those to leave alone"),
    "list": _("A do-not-contact list"),
    "minor": _("Children are not profiled"),
    "default": _("No rule allows it"),
}
"""What decided where it is no row of the table."""


@dataclass(frozen=True)
class Checked:
    """One thing that was checked. `state`: met, unmet, or spare (it was not needed for a yes)."""

    name: str
    state: str
    detail: str


@dataclass(frozen=True)
class Answer:
    """A verdict, ready to read. `row` is the row of the table that decided, None where none did."""

    allowed: bool
    reason: str
    decided_by: str
    row: reading_rules.Row | None
    step: int
    conditions: tuple[Checked, ...]
    would_change: tuple[str, ...]
    duties: tuple[reading_rules.Row, ...]
    warnings: tuple[str, ...]


def answer(verdict: Verdict, table: RuleTable, today: date) -> Answer:
    """The verdict in the language of the page."""
    rule = table.get(verdict.rule)
    owed = (table.get(duty) for duty in verdict.duties)
    return Answer(
        allowed=verdict.allowed,
        reason=reading_rules.sentence(law_sentences.said(verdict.reason)),
        decided_by=gettext("Rule %(id)s") % {"id": rule.id} if rule else label(NO_ROW, verdict.rule),
        row=reading_rules.row(rule, today) if rule else None,
        step=verdict.step,
        conditions=checks(verdict),
        would_change=tuple(reading_rules.sentence(law_sentences.said(one)) for one in verdict.would_change),
        duties=tuple(reading_rules.row(one, today) for one in owed if one),
        warnings=tuple(reading_rules.sentence(law_sentences.said(one)) for one in dict.fromkeys(verdict.warnings)),
    )


def checks(verdict: Verdict) -> tuple[Checked, ...]:
    """What was checked, each thing once; a detail that only repeats its name is left out."""
    found: dict[str, Checked] = {}
    for one in verdict.conditions:
        name, detail = law_words.condition_name(one.name), law_sentences.said(one.detail)
        state = "met" if one.met else "spare" if verdict.allowed else "unmet"
        found.setdefault(name, Checked(name, state, "" if detail.casefold() == name.casefold() else detail))
    return tuple(found.values())
