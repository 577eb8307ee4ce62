"""Changing the shop's texts, written down with what was said before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from worthmore.backoffice.acts import Act
from worthmore.backoffice.operations.audit import record
from worthmore.decide.wording.around import built_in
from worthmore.decide.wording.checking import Problem, problems
from worthmore.law.table import load
from worthmore.shop.operations.texts import save_text
from worthmore.shop.queries import policy
from worthmore.shop.queries.texts import text_versions
from worthmore.vocabulary.texts import Slot


def keep_text(source: str, slot: Slot, text: str, at: datetime, by: tuple[int, str]) -> tuple[Problem, ...]:
    """Keep a text that has no fault; returns the faults of one that has. `by` is the login's number and name."""
    found = problems(text, slot, load(), at, policy().country)
    if not found:
        _kept(source, slot, text, at, by)
    return found


def restore_built_in(source: str, slot: Slot, at: datetime, by: tuple[int, str]) -> None:
    """Say the built-in text again; what was said before stays among the versions."""
    if said_now(source, slot):
        _kept(source, slot, "", at, by)


def said_now(source: str, slot: Slot) -> str:
    """The shop's own text of a slot, "" where the built-in one is said."""
    versions = text_versions(source, slot)
    return versions[0].text if versions else ""


def _kept(source: str, slot: Slot, text: str, at: datetime, by: tuple[int, str]) -> None:
    before = said_now(source, slot)
    if before == text:
        return
    with transaction.atomic():
        number = save_text(source, slot, text, at, by[1])
        name = " ".join(filter(None, (slot.kind, slot.frame.value, slot.tone.value, slot.language)))
        detail = {"setting": f"text {name} ({number})", "from": before or built_in(slot), "to": text or built_in(slot)}
        record(Act.SETTING_CHANGED, at, by[0], detail=detail)
