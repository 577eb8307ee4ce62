"""The products whose words are closest to what somebody told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from worthmore.learn.need_text import closest, stems

SHELF = [
    ("fridge", "Koelkast klein Keuken Koelkasten"),
    ("oven", "Combi-oven Keuken Ovens"),
    ("bike", "Stadsfiets Fietsen"),
    ("lock", "Vouwslot Fietsen Sloten"),
]


def test_endings_accents_and_capitals_do_not_matter() -> None:
    assert closest("KOELKASTÉN graag", SHELF, 2) == ["fridge"]


def test_what_few_products_have_counts_for_more() -> None:
    assert closest("een slot voor de fietsen: vouwslot", SHELF, 2) == ["lock", "bike"]


def test_without_a_shared_word_there_is_nothing() -> None:
    assert closest("iets warms voor de winter", SHELF, 3) == []
    assert closest("", SHELF, 3) == closest("koelkast", [], 3) == []


@given(
    st.text(max_size=60), st.lists(st.tuples(st.text(max_size=5), st.text(max_size=30)), max_size=8), st.integers(0, 5)
)
def test_any_words_give_at_most_so_many_that_share_one(text: str, shelf: list[tuple[str, str]], most: int) -> None:
    found = closest(text, shelf, most)
    assert len(found) <= most
    words = dict(shelf)
    assert all(any(not stems([told]).isdisjoint(stems([text])) for one, told in shelf if one == id_) for id_ in found)
    assert set(found) <= set(words)
