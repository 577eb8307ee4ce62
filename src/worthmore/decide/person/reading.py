"""What we understand of what a customer tells in their own words. Rules first, so that anybody can see why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from worthmore.decide.person.meaning import meaning_of
from worthmore.decide.person.numbers import bounds_in
from worthmore.decide.person.phrases import LANGUAGES, Language, begins, concepts, language, pattern, plain, topics
from worthmore.vocabulary.needs import BRAND, Bound, Constraint, Need

NEAR = 2
"""A word of denial so close before a phrase turns it round: "we have no small kitchen"."""


def read_need(
    text: str,
    code: str,
    at: datetime | None = None,
    where: str = "",
    category: tuple[str, ...] = (),
    own_words: Mapping[str, str] | None = None,
    brands: Collection[str] = (),
) -> Need:
    """The need told in a text. `code` is its language, "" unknown; `own_words` are the shop's (setting `need_words`).

    What is not understood stays in the text and bounds nothing.
    """
    told, codes = plain(text), (code,) if code in LANGUAGES else LANGUAGES
    meant = dict(_concepts(told, codes))
    constraints = [rule for rules in meant.values() for rule in rules]
    for words, meaning in (own_words or {}).items():
        if pattern((words,)).search(told):
            name, rules = meaning_of(meaning)
            meant |= {name: rules} if name and name not in meant else {}
            constraints += rules
    about = topics_in(told)
    constraints += [replace(one, about=about) for one in (*bounds_in(told, codes), *_brands(told, codes, brands))]
    concept = next(iter(meant), "")
    return Need(text.strip(), tuple(dict.fromkeys(constraints)), concept, category, at, where)


def topics_in(told: str) -> tuple[str, ...]:
    """The words of every topic a plain text speaks of: what is asked of a fridge is not asked of a sofa."""
    words = told.split()
    return tuple(
        dict.fromkeys(word for about in topics().values() if any(begins(one, words) for one in about) for word in about)
    )


def _concepts(told: str, codes: Sequence[str]) -> list[tuple[str, tuple[Constraint, ...]]]:
    """Each concept the text speaks of, in the order in which it does."""
    found: list[tuple[int, str]] = []
    for code in codes:
        spoken = language(code)
        for name, phrases in spoken.phrases.items():
            said = phrases.search(told)
            if said is not None and not _denied(told[: said.start()], spoken):
                found.append((said.start(), name))
    return [(name, concepts()[name]) for _, name in sorted(found)]


def _denied(before: str, spoken: Language) -> bool:
    return not spoken.negations.isdisjoint(before.split()[-NEAR:])


def _brands(told: str, codes: Sequence[str], brands: Collection[str]) -> Iterator[Constraint]:
    """ "Only Bosch" and "no Bosch": a brand alone says nothing."""
    words = f" {told} "
    for brand in brands:
        before, found, _ = words.partition(f" {plain(brand)} ") if brand.strip() else ("", "", "")
        if not found:
            continue
        near = before.split()[-1:]
        for code in codes:
            spoken = language(code)
            if not spoken.negations.isdisjoint(near):
                yield Constraint(BRAND, Bound.IS_NOT, brand)
                break
            if not spoken.only.isdisjoint(near):
                yield Constraint(BRAND, Bound.IS, brand)
                break
