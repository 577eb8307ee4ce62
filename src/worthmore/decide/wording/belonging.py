"""What is chosen by itself: better versions, what goes with them, what was also bought, what reaches free delivery."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from worthmore.decide.amounts import number
from worthmore.decide.premium import extra
from worthmore.decide.wording.points import points
from worthmore.decide.wording.telling import Sentences, Telling
from worthmore.decide.wording.things import fits_owned
from worthmore.vocabulary.decision import OfferKind
from worthmore.vocabulary.evidence import Basis


def _goes_with(telling: Telling) -> str:
    if telling.candidate.personal and telling.candidate.anchor is not None:
        return fits_owned(telling)
    evidence, phrases = telling.candidate.evidence, telling.phrases
    said = telling.where(phrases.goes_with)
    if evidence.customers > 0:
        count = number(evidence.customers, telling.language)
        return f"{said} {phrases.together.fill(evidence.customers, count=count)}"
    if evidence.baskets > 0:
        count = number(evidence.baskets, telling.language)
        return f"{said} {phrases.orders.fill(evidence.baskets, count=count)}"
    return said


def _also_bought(telling: Telling) -> str:
    customers = telling.candidate.evidence.customers
    if customers <= 0:
        return telling.where(telling.phrases.goes_with)
    count = number(customers, telling.language)
    return telling.phrases.also.fill(customers, count=count, anchor=telling.anchor)


def _missing(telling: Telling) -> str:
    gap = telling.phrases.gap.format(gap=telling.money(telling.candidate.gap or 0))
    return f"{gap} {telling.where(telling.phrases.goes_with)}"


def _better(telling: Telling) -> str:
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


def _offered(telling: Telling) -> str:
    return telling.phrases.offer.format(product=telling.product, price=telling.price)


def _filling(telling: Telling) -> str:
    return telling.phrases.filler.format(product=telling.product, price=telling.price)


def _upgraded(telling: Telling) -> str:
    candidate, phrases = telling.candidate, telling.phrases
    claimed = candidate.evidence.basis is not Basis.SWAPS
    said = points(candidate, phrases, telling.language) if claimed else []
    return phrases.upgrade.format(product=telling.product, points=", ".join([*said, _dearer(telling)]))


def _dearer(telling: Telling) -> str:
    asked = telling.premium.extra if telling.premium else extra(telling.situation, telling.candidate)
    if asked == 0:
        return telling.phrases.same_price
    phrase = telling.phrases.dearer if asked > 0 else telling.phrases.cheaper
    return phrase.format(amount=telling.money(abs(asked)))


SENTENCES: Mapping[OfferKind, Sentences] = MappingProxyType(
    {
        OfferKind.UPGRADE: (_better, _upgraded),
        OfferKind.COMPLEMENT: (_goes_with, _offered),
        OfferKind.ALSO_BOUGHT: (_also_bought, _offered),
        OfferKind.THRESHOLD_FILLER: (_missing, _filling),
    }
)
"""How each kind of offer is told."""
