"""Names from right to left turn nothing around them; all others stay as they are."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from worthmore.vocabulary.bidi import isolated


def test_a_name_from_right_to_left_is_isolated() -> None:
    assert isolated("מנעול") == "\u2068מנעול\u2069"
    assert isolated("Lock \u202eevil") == "\u2068Lock evil\u2069"


@given(st.text())
def test_after_any_name_the_sentence_goes_on_as_it_was(name: str) -> None:
    said = isolated(name)
    turning = {unicodedata.bidirectional(character) for character in said} & {"R", "AL", "RLE", "LRE", "RLO", "LRO"}
    assert not turning or (said[0], said[-1]) == ("\u2068", "\u2069")
    assert said[1:-1].count("\u2068") == said[1:-1].count("\u2069") == 0 or said == name


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_european_names_are_left_alone(name: str) -> None:
    assert isolated(name) == name
