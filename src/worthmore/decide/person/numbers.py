"""Bounds told in figures: "at most 60 cm wide", "minstens 16 GB geheugen", "alle 500 euroa"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worthmore.decide.person.phrases import attributes, language
from worthmore.decide.person.units import AMBIGUOUS, MONEY, SPEAKS_OF, UNITS
from worthmore.vocabulary.needs import PRICE, Bound, Constraint

_NUMBER = re.compile(r"(?<![a-z0-9.,])(\d{1,7}(?:[.,]\d{1,3})?)(?![0-9.,]) ?([a-z]+)?")
WORDS_BEFORE, WORDS_AFTER = 4, 3
CENTS = 100


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with its unit, and the words around it."""

    value: float
    unit: str
    before: str
    after: str


def bounds_in(text: str, languages: Sequence[str]) -> list[Constraint]:
    """Every bound in a plain text of which we understand direction, number and attribute; the rest is left alone."""
    found = (_bound(figure, languages) for figure in _figures(text))
    return [one for one in found if one is not None]


def _figures(text: str) -> Iterator[_Figure]:
    for match in _NUMBER.finditer(text):
        unit = match[2] or ""
        known = unit in UNITS
        end = match.end() if known else match.end(1)
        value = float(match[1].replace(",", "."))
        yield _Figure(value, unit if known else "", text[: match.start()].strip(), text[end:].strip())


def _bound(figure: _Figure, languages: Sequence[str]) -> Constraint | None:
    bound = _direction(figure, languages)
    measure = UNITS[figure.unit][0] if figure.unit else None
    if measure == MONEY:
        return None if bound is None else Constraint(PRICE, bound, figure.value * CENTS)
    attribute = _attribute(figure, measure)
    if bound is None or attribute is None:
        return None
    return Constraint(attribute, bound, figure.value, figure.unit)


def _direction(figure: _Figure, languages: Sequence[str]) -> Bound | None:
    """The bound whose words stand right before the number, or before the attribute that stands there."""
    before = figure.before
    for code in languages:
        for words, bound in language(code).bounds:
            if before == words or before.endswith(f" {words}"):
                return bound
    return None


def _attribute(figure: _Figure, measure: int | None) -> str | None:
    """The attribute named behind the number ("60 cm wide"), or before it ("width at most 60 cm"), or the unit's own."""
    known = attributes()
    after, before = figure.after.split()[:WORDS_AFTER], figure.before.split()[-WORDS_BEFORE:]
    named = [known[one] for one in (*after, *reversed(before)) if one in known]
    if measure is None:
        return named[0] if named else None
    possible = SPEAKS_OF[measure]
    found = next((one for one in named if one in possible), None)
    return found or (None if measure in AMBIGUOUS else possible[0])
