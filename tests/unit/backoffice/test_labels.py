from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation

from worthmore import decide, offering, placements
from worthmore.backoffice import labels
from worthmore.decide.standard import standard_guards
from worthmore.offering.pages import NO_ROOM
from worthmore.vocabulary.decision import OfferKind
from worthmore.vocabulary.evidence import Basis
from worthmore.vocabulary.policy import LANGUAGES, Policy

PSEUDO = {"worth_too_little", "duplicate", "alike", "outranked"}


def test_every_guard_has_a_label() -> None:
    known = {guard.name for guard in standard_guards(Policy(), lambda key: False)}
    assert set(labels.GUARDS) == known | PSEUDO | {NO_ROOM}


def test_every_refusal_of_the_pipeline_itself_has_a_label() -> None:
    code = (Path(decide.__file__).parent / "ranking" / "choosing.py").read_text()
    refusals = set(re.findall(r"_refuse\(\w+, \"(\w+)\",", code))
    assert refusals == PSEUDO


def test_every_stored_name_has_a_label() -> None:
    assert set(labels.KINDS) == set(OfferKind)
    assert set(labels.BASES) == set(Basis)
    assert set(labels.PLACEMENTS) == {placement.name for placement in placements.ALL}


def test_every_warning_label_is_of_a_warning_there_is() -> None:
    code = "\n".join(file.read_text() for file in Path(offering.__file__).parent.glob("*.py"))
    assert set(labels.WARNINGS) <= set(re.findall(r"warn\(\s*\"(\w+)\"", code))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_guards_read_the_same(language: str) -> None:
    with translation.override(language):
        shown = [labels.label(labels.GUARDS, name) for name in labels.GUARDS]
    assert len(set(shown)) == len(shown)


def test_a_name_without_words_is_shown_as_it_is() -> None:
    assert labels.label(labels.GUARDS, "a_new_guard") == "a_new_guard"
