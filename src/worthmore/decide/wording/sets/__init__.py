"""What is said of several things at once: a set, a step after the choice, the whole order multiplied."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from worthmore.decide.amounts import number
from worthmore.decide.purchase import Purchase
from worthmore.decide.wording.sets.de import GERMAN
from worthmore.decide.wording.sets.en import ENGLISH
from worthmore.decide.wording.sets.fi import FINNISH
from worthmore.decide.wording.sets.fr import FRENCH
from worthmore.decide.wording.sets.nl import DUTCH
from worthmore.decide.wording.sets.phrases import SetPhrases
from worthmore.decide.wording.telling import Sentences, Telling
from worthmore.vocabulary.decision import OfferKind

PHRASES: Mapping[str, SetPhrases] = MappingProxyType(
    {"nl": DUTCH, "en": ENGLISH, "fi": FINNISH, "fr": FRENCH, "de": GERMAN}
)


def _set(telling: Telling) -> str:
    candidate, said = telling.candidate, PHRASES[telling.language]
    anchor = candidate.anchor
    inside = anchor is not None and any(part.id == anchor.id for part in candidate.parts)
    return telling.where(said.bundle if inside else telling.phrases.goes_with)


def _for_one_price(telling: Telling) -> str:
    candidate, said = telling.candidate, PHRASES[telling.language]
    offer = telling.phrases.offer.format(product=telling.product, price=telling.price)
    if candidate.saving > 0:
        offer = f"{offer}, {said.saving.format(saving=telling.money(candidate.saving))}"
    told = [offer]
    purchase = Purchase.of(telling.situation)
    there = [part.spoken(telling.language) for part in candidate.parts if purchase.holds(part)]
    if there and candidate.extra is not None:
        phrase = said.takes_place if candidate.extra >= 0 else said.takes_place_cheaper
        told.append(phrase.format(parts=", ".join(there), extra=telling.money(abs(candidate.extra))))
    return "; ".join(told)


def _step(telling: Telling) -> str:
    candidate = telling.candidate
    step, steps = (number(one, telling.language) for one in (candidate.step, candidate.steps))
    return PHRASES[telling.language].step.format(step=step, steps=steps, anchor=telling.anchor)


def _extra(telling: Telling) -> str:
    return telling.phrases.offer.format(product=telling.product, price=telling.price)


def _whole_order(telling: Telling) -> str:
    return PHRASES[telling.language].golden


def _everything(telling: Telling) -> str:
    candidate, said = telling.candidate, PHRASES[telling.language]
    asked = candidate.extra or 0
    times = number(candidate.multiple, telling.language)
    told = said.everything.fill(1 if candidate.multiple == 2 else 2, times=times)
    more = said.more if asked > 0 else said.nothing_more
    return f"{told}: {more.format(amount=telling.money(asked))}"


SENTENCES: Mapping[OfferKind, Sentences] = MappingProxyType(
    {
        OfferKind.BUNDLE: (_set, _for_one_price),
        OfferKind.FUNNEL_STEP: (_step, _extra),
        OfferKind.GOLDEN: (_whole_order, _everything),
    }
)
"""How each of these kinds is told."""
