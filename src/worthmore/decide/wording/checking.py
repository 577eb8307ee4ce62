"""What is wrong with a text somebody wrote around the reason of an offer: nothing unbound is ever kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from worthmore.decide.wording.around import AROUND
from worthmore.decide.wording.fields import NAMES, fields_of
from worthmore.decide.wording.templates import FIELD, WHY
from worthmore.law.claims import lint
from worthmore.law.table import RuleTable
from worthmore.vocabulary.decision import OfferKind
from worthmore.vocabulary.texts import Frame, Slot

LONGEST = 300
"""Characters of a text: a shop assistant who goes on for longer is not heard out."""
BRACES = re.compile(r"[{}]")
MARKUP = re.compile(r"<\s*[a-zA-Z/!]|&#?\w+;|https?://|www\.")
FREE_DELIVERY = frozenset({"free_delivery"})


class Fault(StrEnum):
    """What can be wrong."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_WHY = "no_why"
    UNKNOWN_FIELD = "unknown_field"
    UNBOUND_FIELD = "unbound_field"
    BRACES = "braces"
    MARKUP = "markup"
    ONLY_CUSTOMERS = "only_customers"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: `at` is the place in the text (from 0), `matched` what stands there.

    `claim` and `rule` name what the linter found; `why` and `mend` are its sentences, "" for faults of the form.
    """

    fault: Fault
    at: int = 0
    matched: str = ""
    claim: str = ""
    rule: str = ""
    why: str = ""
    mend: str = ""


def tidy(text: str) -> str:
    """The text in one line, without what no database can hold."""
    return " ".join(text.replace("\x00", "").split())


def problems(text: str, slot: Slot, table: RuleTable, at: datetime, country: str = "") -> tuple[Problem, ...]:
    """Everything that keeps a text from being shown, in the order of the text."""
    if not text:
        return (Problem(Fault.EMPTY),)
    found = [*_form(text), *_fields(text, slot), *_for_customers(text, slot), *_claims(text, slot, table, at, country)]
    return tuple(sorted(found, key=lambda one: one.at))


def _form(text: str) -> list[Problem]:
    found = []
    if len(text) > LONGEST:
        found.append(Problem(Fault.TOO_LONG, LONGEST, text[LONGEST : LONGEST + 20]))
    if FIELD.findall(text).count(WHY) != 1:
        found.append(Problem(Fault.NO_WHY))
    stray = BRACES.search(FIELD.sub(lambda one: "_" * len(one.group()), text))
    if stray:
        found.append(Problem(Fault.BRACES, stray.start(), text[stray.start() : stray.start() + 20]))
    markup = MARKUP.search(text)
    if markup:
        found.append(Problem(Fault.MARKUP, markup.start(), text[markup.start() : markup.start() + 20]))
    return found


def _fields(text: str, slot: Slot) -> list[Problem]:
    allowed, found = fields_of(slot), []
    for one in FIELD.finditer(text):
        if one.group(1) not in allowed:
            fault = Fault.UNBOUND_FIELD if one.group(1) in NAMES else Fault.UNKNOWN_FIELD
            found.append(Problem(fault, one.start(), one.group()))
    return found


def _for_customers(text: str, slot: Slot) -> list[Problem]:
    """That something is for customers only is said where it goes to customers only."""
    if slot.frame is Frame.EXCLUSIVE or slot.kind == OfferKind.CLEARANCE.value:
        return []
    said = re.search(AROUND[slot.language].only_customers, text.lower())
    return [Problem(Fault.ONLY_CUSTOMERS, said.start(), text[said.start() : said.end()])] if said else []


def _claims(text: str, slot: Slot, table: RuleTable, at: datetime, country: str) -> list[Problem]:
    facts = FREE_DELIVERY if slot.kind == OfferKind.THRESHOLD_FILLER.value else frozenset()
    bound = {*fields_of(slot), *facts}
    return [
        Problem(Fault.CLAIM, one.start, one.matched, one.claim, one.rule, one.why, one.mend)
        for one in lint(text, table, at, country, (slot.language,), bound)
    ]
