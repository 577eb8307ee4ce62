"""What is said of things a person has or is buying: their protection, service, refill, next size and replacement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from babel.dates import format_date

from worthmore.decide.wording.telling import Sentences, Telling
from worthmore.decide.wording.things.de import GERMAN
from worthmore.decide.wording.things.en import ENGLISH
from worthmore.decide.wording.things.fi import FINNISH
from worthmore.decide.wording.things.fr import FRENCH
from worthmore.decide.wording.things.nl import DUTCH
from worthmore.decide.wording.things.phrases import ThingPhrases
from worthmore.vocabulary.bidi import isolated
from worthmore.vocabulary.decision import OfferKind

PHRASES: Mapping[str, ThingPhrases] = MappingProxyType(
    {"nl": DUTCH, "en": ENGLISH, "fi": FINNISH, "fr": FRENCH, "de": GERMAN}
)


def phrases_of(telling: Telling) -> ThingPhrases:
    """This theme's phrases in the language of the telling."""
    return PHRASES[telling.language]


def fits_owned(telling: Telling) -> str:
    """Why something is shown that fits what the person has."""
    return phrases_of(telling).fits.format(anchor=telling.anchor)


def _offered(telling: Telling) -> str:
    return telling.phrases.offer.format(product=telling.product, price=telling.price)


def _larger(telling: Telling) -> str:
    return telling.where(phrases_of(telling).size_up)


def _for_more(telling: Telling) -> str:
    asked = telling.premium.extra if telling.premium else telling.candidate.product.price
    if asked == 0:
        return telling.phrases.upgrade.format(product=telling.product, points=telling.phrases.same_price)
    phrase = telling.phrases.dearer if asked > 0 else telling.phrases.cheaper
    return telling.phrases.upgrade.format(
        product=telling.product, points=phrase.format(amount=telling.money(abs(asked)))
    )


def _with_it(telling: Telling) -> str:
    return phrases_of(telling).impulse


def _protects(telling: Telling) -> str:
    said = phrases_of(telling)
    return f"{telling.where(said.protection)} {said.own_choice}"


def _service(telling: Telling) -> str:
    said = phrases_of(telling)
    return _since(telling, said.service_due) if telling.candidate.personal else telling.where(said.service)


def _used_up(telling: Telling) -> str:
    return _since(telling, phrases_of(telling).refill)


def _worn_out(telling: Telling) -> str:
    said = phrases_of(telling)
    worn_out = _since(telling, said.replacement)
    return f"{worn_out} {said.owners_only}" if telling.situation.placement.proactive else worn_out


def _outgrown(telling: Telling) -> str:
    return _since(telling, phrases_of(telling).next_size)


def _must_go(telling: Telling) -> str:
    return phrases_of(telling).clearance


def _also_here(telling: Telling) -> str:
    department = isolated(next(iter(telling.candidate.product.category), ""))
    return phrases_of(telling).forgotten_range.format(anchor=telling.anchor, range=department)


def _since(telling: Telling, said: str) -> str:
    """A sentence that names the month in which the person bought the anchor from this shop."""
    bought_at = _bought_at(telling)
    month = format_date(bought_at, "LLLL", locale=telling.language) if bought_at else ""
    year = format_date(bought_at, "y", locale=telling.language) if bought_at else ""
    return said.format(anchor=telling.anchor, month=month, year=year)


def _bought_at(telling: Telling) -> datetime | None:
    person, anchor = telling.situation.person, telling.candidate.anchor
    return None if person is None or anchor is None else person.owned.get(anchor.id)


SENTENCES: Mapping[OfferKind, Sentences] = MappingProxyType(
    {
        OfferKind.SIZE_UP: (_larger, _for_more),
        OfferKind.IMPULSE: (_with_it, _offered),
        OfferKind.PROTECTION: (_protects, _offered),
        OfferKind.SERVICE: (_service, _offered),
        OfferKind.REFILL: (_used_up, _offered),
        OfferKind.REPLACEMENT: (_worn_out, _offered),
        OfferKind.NEXT_SIZE: (_outgrown, _offered),
        OfferKind.CLEARANCE: (_must_go, _offered),
        OfferKind.FORGOTTEN_RANGE: (_also_here, _offered),
    }
)
"""How each of these kinds is told."""
