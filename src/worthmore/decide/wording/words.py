"""The reason and the text of an offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from worthmore.decide.amounts import amount, number
from worthmore.decide.premium import extra
from worthmore.decide.wording.languages import LANGUAGES, language_of
from worthmore.decide.wording.phrases import Phrases
from worthmore.decide.wording.points import points
from worthmore.vocabulary.decision import Candidate, OfferKind, Premium, Words
from worthmore.vocabulary.evidence import Basis
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.situation import Situation

AFTER_THE_ORDER = frozenset({"thank_you"})


def word(
    situation: Situation, candidate: Candidate, premium: Premium | None, reduction: Reduction | None = None
) -> Words:
    """An offer in words. ValueError when the situation's language is not spoken: the caller chooses another.

    A former price is told from `reduction` and from nothing else.
    """
    language = language_of(situation.language)
    if language is None:
        spoken = ", ".join(LANGUAGES)
        raise ValueError(f"language {situation.language!r} is not spoken; choose one of {spoken}")
    telling = _Telling(situation, candidate, premium, LANGUAGES[language], language)
    reason, text = _SENTENCES[candidate.kind]
    told = [text(telling), *_reduced(telling, reduction), *_in_parts(telling)]
    return Words(language, reason(telling), "; ".join(told))


def reduction_in_words(reduction: Reduction, language: str) -> str:
    """An announced reduction, with the price it is counted from; for offers and for pages alike."""
    phrases, percent = LANGUAGES[language_of(language) or "en"], number(reduction.percent, language)
    if reduction.lowest_30_days is None:
        return phrases.reduced_before.format(percent=percent, was=amount(reduction.was, reduction.currency, language))
    lowest = amount(reduction.lowest_30_days, reduction.currency, language)
    return phrases.reduced.format(percent=percent, lowest_30_days=lowest)


@dataclass(frozen=True, slots=True)
class _Telling:
    """One offer on its way into words."""

    situation: Situation
    candidate: Candidate
    premium: Premium | None
    phrases: Phrases
    language: str

    @property
    def product(self) -> str:
        return self.candidate.product.called(self.language)

    @property
    def anchor(self) -> str:
        anchor = self.candidate.anchor
        return "" if anchor is None else anchor.called(self.language)

    @property
    def price(self) -> str:
        return self.money(self.candidate.product.price)

    def money(self, minor: int) -> str:
        return amount(minor, self.candidate.product.currency, self.language)

    def where(self, said: Mapping[str, str]) -> str:
        """The sentence for where the person knows the anchor from."""
        anchor = self.candidate.anchor
        if self.situation.placement.name in AFTER_THE_ORDER:
            known_from = "bought"
        elif anchor is not None and any(line.product.id == anchor.id for line in self.situation.cart):
            known_from = "cart"
        else:
            known_from = "viewed"
        return said[known_from].format(anchor=self.anchor)


def _goes_with(telling: _Telling) -> str:
    evidence, phrases = telling.candidate.evidence, telling.phrases
    said = telling.where(phrases.goes_with)
    if evidence.customers > 0:
        count = number(evidence.customers, telling.language)
        return f"{said} {phrases.together.fill(evidence.customers, count=count)}"
    if evidence.baskets > 0:
        count = number(evidence.baskets, telling.language)
        return f"{said} {phrases.orders.fill(evidence.baskets, count=count)}"
    return said


def _also_bought(telling: _Telling) -> str:
    customers = telling.candidate.evidence.customers
    if customers <= 0:
        return telling.where(telling.phrases.goes_with)
    count = number(customers, telling.language)
    return telling.phrases.also.fill(customers, count=count, anchor=telling.anchor)


def _missing(telling: _Telling) -> str:
    gap = telling.phrases.gap.format(gap=telling.money(telling.candidate.gap or 0))
    return f"{gap} {telling.where(telling.phrases.goes_with)}"


def _better(telling: _Telling) -> str:
    """Only figures of the catalogue let us say "better"; else we say who chose it."""
    evidence, phrases = telling.candidate.evidence, telling.phrases
    if evidence.basis is Basis.SWAPS:
        if evidence.customers <= 0:
            return phrases.swapped_uncounted.format(anchor=telling.anchor)
        count = number(evidence.customers, telling.language)
        return phrases.swapped.fill(evidence.customers, count=count, anchor=telling.anchor)
    found = telling.candidate.differences
    proven = bool(found) and all(difference.better for difference in found)
    return telling.where(phrases.better if proven else phrases.advice)


def _offered(telling: _Telling) -> str:
    return telling.phrases.offer.format(product=telling.product, price=telling.price)


def _filling(telling: _Telling) -> str:
    return telling.phrases.filler.format(product=telling.product, price=telling.price)


def _upgraded(telling: _Telling) -> str:
    candidate, phrases = telling.candidate, telling.phrases
    claimed = candidate.evidence.basis is not Basis.SWAPS
    said = points(candidate, phrases, telling.language) if claimed else []
    return phrases.upgrade.format(product=telling.product, points=", ".join([*said, _dearer(telling)]))


def _dearer(telling: _Telling) -> str:
    asked = telling.premium.extra if telling.premium else extra(telling.situation, telling.candidate)
    if asked == 0:
        return telling.phrases.same_price
    phrase = telling.phrases.dearer if asked > 0 else telling.phrases.cheaper
    return phrase.format(amount=telling.money(abs(asked)))


def _reduced(telling: _Telling, reduction: Reduction | None) -> list[str]:
    """The announced reduction with the price it is counted from."""
    return [] if reduction is None else [reduction_in_words(reduction, telling.language)]


def _in_parts(telling: _Telling) -> list[str]:
    """What each part of a bundle costs alone: due in Finland, told everywhere."""
    parts = [
        f"{part.called(telling.language)} {amount(part.price, part.currency, telling.language)}"
        for part in telling.candidate.parts
    ]
    return [telling.phrases.parts.format(parts=", ".join(parts))] if parts else []


_SENTENCES: Mapping[OfferKind, tuple[Callable[[_Telling], str], Callable[[_Telling], str]]] = {
    OfferKind.UPGRADE: (_better, _upgraded),
    OfferKind.COMPLEMENT: (_goes_with, _offered),
    OfferKind.ALSO_BOUGHT: (_also_bought, _offered),
    OfferKind.THRESHOLD_FILLER: (_missing, _filling),
}
"""How each kind of offer is told: its reason and its text."""
