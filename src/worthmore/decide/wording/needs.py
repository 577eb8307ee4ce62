"""A told need, said back: "For a small kitchen, as you said." Only what the person told themself."""

from __future__ import annotations

from worthmore.decide.person.phrases import LANGUAGES
from worthmore.decide.person.phrases import language as words_of
from worthmore.vocabulary.bidi import isolated
from worthmore.vocabulary.needs import Need

LONGEST = 80
"""A longer text is not said back whole, and half of it might say something else."""


def as_told(needs: tuple[Need, ...], language: str) -> str:
    """The sentence for the first need there are words for, "" where there are none."""
    if not needs or language not in LANGUAGES:
        return ""
    words = words_of(language)
    for need in needs:
        if need.concept in words.reasons:
            return words.as_you_said.format(need=words.reasons[need.concept]) + "."
    text = next((need.text for need in needs if len(need.text) <= LONGEST), "")
    return words.own_words.format(text=isolated(" ".join(text.split()))) + "." if text else ""
