"""Texts that a service proposes, for a person to look at: nothing of them is kept or shown to customers by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings

from worthmore.backoffice.text_words import told
from worthmore.connectors.text_service import HttpTextService
from worthmore.decide.wording.checking import LONGEST, problems, tidy
from worthmore.decide.wording.fields import fields_of
from worthmore.law.table import load
from worthmore.vocabulary.texts import Slot


class TextService(Protocol):
    """Whoever proposes texts."""

    def propose(self, asked: Mapping[str, object]) -> Sequence[str]:
        """Texts for a place; `TextServiceError` says why there are none."""
        ...


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal, and what keeps it from being said."""

    text: str
    wrong: tuple[str, ...]


def text_service() -> TextService | None:
    """The service this installation was given; None: it has none."""
    address = settings.WORTHMORE_TEXT_SERVICE
    return HttpTextService(address, settings.WORTHMORE_TEXT_SERVICE_KEY) if address else None


def proposed(service: TextService, slot: Slot, text: str, country: str, at: datetime) -> tuple[Proposed, ...]:
    """What the service proposes instead of a text, each passed through the check of every text.

    It is told the place, the fields and the present text; nothing of any customer.
    """
    asked = {
        "kind": slot.kind,
        "frame": slot.frame.value,
        "tone": slot.tone.value,
        "language": slot.language,
        "fields": list(fields_of(slot)),
        "longest": LONGEST,
        "text": text,
    }
    tidied = dict.fromkeys(tidy(one)[: 2 * LONGEST] for one in service.propose(asked))
    return tuple(
        Proposed(one, tuple(told(wrong, slot) for wrong in problems(one, slot, load(), at, country))) for one in tidied
    )
