"""The built-in texts around the reason: a frame's, and the sentence of a tone. A language is one file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from worthmore.decide.wording.around.de import GERMAN
from worthmore.decide.wording.around.en import ENGLISH
from worthmore.decide.wording.around.fi import FINNISH
from worthmore.decide.wording.around.fr import FRENCH
from worthmore.decide.wording.around.nl import DUTCH
from worthmore.decide.wording.around.sentences import Around
from worthmore.vocabulary.journey import Tone
from worthmore.vocabulary.texts import Frame, Slot

AROUND: Mapping[str, Around] = MappingProxyType({"nl": DUTCH, "en": ENGLISH, "fi": FINNISH, "fr": FRENCH, "de": GERMAN})
ONLY_WHY = "{why}"


def built_in(slot: Slot) -> str:
    """The text we wrote for a slot; for a frame that is not said of a kind otherwise, the one of every kind."""
    return with_tone(_framed(slot), slot.tone, slot.language)


def with_tone(text: str, tone: Tone, language: str) -> str:
    """A text with the sentence for a tone behind it."""
    said = AROUND[language].tones.get(tone.value, "")
    return f"{text} {said}" if said else text


def _framed(slot: Slot) -> str:
    if slot.frame is Frame.PLAIN:
        return ONLY_WHY
    frames = AROUND[slot.language].frames
    return frames.get(f"{slot.frame.value}.{slot.kind}") or frames[slot.frame.value]
