"""Stated chances and the words of every theme."""

from __future__ import annotations

from dataclasses import fields
from string import Formatter
from typing import Any

import pytest

from worthmore.decide.energy import yearly_saving
from worthmore.decide.sources.by_hand import CHANCES, LOSES_TWO_THIRDS
from worthmore.decide.wording import sets, things
from worthmore.decide.wording.phrases import Counted
from worthmore.learn import propensity_priors
from worthmore.vocabulary.attributes import AttributeKind, Difference, Direction

SPOKEN = ("nl", "en", "fi", "fr", "de")


def test_stated_chances_are_the_same_wherever_they_are_stated() -> None:
    assert {kind: propensity_priors.BY_KIND[kind] for kind in CHANCES} == dict(CHANCES)
    assert LOSES_TWO_THIRDS == propensity_priors.LOSES_TWO_THIRDS


def sentences(phrases: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in fields(phrases):
        value = getattr(phrases, field.name)
        if isinstance(value, Counted):
            found |= {f"{field.name}.one": value.one, f"{field.name}.many": value.many}
        elif isinstance(value, str):
            found[field.name] = value
        else:
            found |= {f"{field.name}.{key}": text for key, text in value.items()}
    return found


def facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("theme", [things, sets])
def test_every_language_of_a_theme_says_the_same_with_the_same_facts(theme: Any, language: str) -> None:
    english, other = sentences(theme.PHRASES["en"]), sentences(theme.PHRASES[language])
    assert {name: facts(text) for name, text in other.items()} == {name: facts(text) for name, text in english.items()}
    assert all(text and text == text.strip() for text in other.values())


def label(unit: str, chosen: float, offered: float) -> tuple[Difference, ...]:
    return (Difference(AttributeKind("energy", unit, Direction.LOWER), chosen, offered),)


@pytest.mark.parametrize("unit", ["kWh/year", "kWh / jaar", "KWH/Jahr", "kWh/an", "kWh/vuosi", "kWh/annum"])
def test_energy_is_known_by_its_unit_in_every_language(unit: str) -> None:
    assert yearly_saving(label(unit, 300, 150), 30.0) == 4_500


def test_a_saving_is_rounded_down_and_never_a_cost() -> None:
    assert yearly_saving(label("kWh/year", 122.7, 100), 29.9) == 678
    assert yearly_saving(label("kWh/year", 100, 150), 30.0) is None
    assert yearly_saving(label("kWh", 300, 150), 30.0) is None
    assert yearly_saving(label("kWh/year", 300, 150), None) is None
