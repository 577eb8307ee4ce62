"""The reason and the text of an offer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from worthmore.decide.amounts import amount, number
from worthmore.decide.wording import belonging, plans, sets, things
from worthmore.decide.wording.languages import LANGUAGES, language_of
from worthmore.decide.wording.needs import as_told
from worthmore.decide.wording.telling import Sentences, Telling
from worthmore.decide.wording.things.energy import earned_back
from worthmore.vocabulary.decision import Candidate, OfferKind, Premium, Words
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.situation import Situation

SENTENCES: Mapping[OfferKind, Sentences] = MappingProxyType(
    {**belonging.SENTENCES, **things.SENTENCES, **sets.SENTENCES, **plans.SENTENCES}
)
"""How each kind of offer is told, gathered from the themes beside this file."""


def word(
    situation: Situation, candidate: Candidate, premium: Premium | None, reduction: Reduction | None = None
) -> Words:
    """An offer in words. ValueError when the situation's language is not spoken: the caller chooses another.

    A former price is told from `reduction` and from nothing else.
    """
    telling = telling_of(situation, candidate, premium)
    return Words(telling.language, *tell(telling, reduction))


def telling_of(situation: Situation, candidate: Candidate, premium: Premium | None) -> Telling:
    """What the words are made of. ValueError when the situation's language is not spoken."""
    language = language_of(situation.language)
    if language is None:
        spoken = ", ".join(LANGUAGES)
        raise ValueError(f"language {situation.language!r} is not spoken; choose one of {spoken}")
    return Telling(situation, candidate, premium, LANGUAGES[language], language)


def tell(telling: Telling, reduction: Reduction | None) -> tuple[str, str]:
    """The reason and the text, before any frame."""
    reason, text = SENTENCES[telling.candidate.kind]
    because, told, candidate = reason(telling), text(telling), telling.candidate
    if candidate.needs:
        because = " ".join(filter(None, (as_told(candidate.needs, telling.language), because)))
    if reduction is not None or candidate.parts or candidate.yearly_saving is not None:
        told = "; ".join([told, *earned_back(telling), *_reduced(telling, reduction), *_in_parts(telling)])
    return because, told


def reduction_in_words(reduction: Reduction, language: str) -> str:
    """An announced reduction, with the price it is counted from; for offers and for pages alike."""
    phrases, percent = LANGUAGES[language_of(language) or "en"], number(reduction.percent, language)
    if reduction.lowest_30_days is None:
        return phrases.reduced_before.format(percent=percent, was=amount(reduction.was, reduction.currency, language))
    lowest = amount(reduction.lowest_30_days, reduction.currency, language)
    return phrases.reduced.format(percent=percent, lowest_30_days=lowest)


def _reduced(telling: Telling, reduction: Reduction | None) -> list[str]:
    """The announced reduction with the price it is counted from."""
    return [] if reduction is None else [reduction_in_words(reduction, telling.language)]


def _in_parts(telling: Telling) -> list[str]:
    """What each part of a bundle costs alone: due in Finland, told everywhere."""
    parts = [
        f"{part.spoken(telling.language)} {amount(part.price, part.currency, telling.language)}"
        for part in telling.candidate.parts
    ]
    return [telling.phrases.parts.format(parts=", ".join(parts))] if parts else []
