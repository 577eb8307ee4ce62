from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.learn.acceptance import Acceptance

chances = st.floats(0.001, 0.999)
counts = st.tuples(st.integers(0, 500), st.integers(0, 500))


def sharpened(chance: float, shown: int, accepted: int, others: tuple[int, int] = (0, 0)) -> float:
    answers = [("upgrade", "bike", shown, accepted), ("upgrade", "lamp", *others)]
    return Acceptance().fit(answers).sharpen("upgrade", "bike", chance)


def test_without_answers_a_chance_stays_what_it_was() -> None:
    learned = Acceptance().fit([("complement", "lock", 900, 3)])
    assert learned.sharpen("upgrade", "lock", 0.123) == 0.123


def test_many_answers_decide() -> None:
    assert sharpened(0.30, shown=10_000, accepted=200) == pytest.approx(0.02, abs=0.001)


def test_few_answers_hardly_matter() -> None:
    assert sharpened(0.05, shown=1, accepted=0) == pytest.approx(0.05, abs=0.003)


def test_other_products_of_the_kind_move_a_product_nobody_was_shown() -> None:
    assert sharpened(0.30, 0, 0, others=(10_000, 200)) < 0.10


def test_products_of_a_kind_keep_their_order() -> None:
    learned = Acceptance().fit([("upgrade", "lamp", 100_000, 2_000)])
    assert learned.sharpen("upgrade", "a", 0.10) < learned.sharpen("upgrade", "b", 0.20)


def test_an_accepted_offer_was_shown_even_if_its_impression_was_lost() -> None:
    assert Acceptance().fit([("upgrade", "bike", 0, 4)]).products_ == {("upgrade", "bike"): (4, 4)}


def test_rows_of_the_same_product_add_up() -> None:
    learned = Acceptance().fit([("upgrade", "bike", 5, 1), ("upgrade", "bike", 7, 2)])
    assert learned.products_ == {("upgrade", "bike"): (12, 3)}
    explained = learned.explain("upgrade", "bike")
    assert (explained.shown, explained.accepted) == (12, 3)
    assert "shown 12 times and accepted 3 times" in explained.text


@given(chances, counts, counts)
def test_a_chance_stays_a_chance(chance: float, own: tuple[int, int], others: tuple[int, int]) -> None:
    assert 0 < sharpened(chance, *own, others) < 1


@given(chances, counts, counts)
def test_one_more_yes_never_lowers_it(chance: float, own: tuple[int, int], others: tuple[int, int]) -> None:
    shown, accepted = max(own) + 1, min(own)
    assert sharpened(chance, shown, accepted + 1, others) >= sharpened(chance, shown, accepted, others)


@given(chances, counts, counts)
def test_one_more_showing_without_a_yes_never_raises_it(
    chance: float, own: tuple[int, int], others: tuple[int, int]
) -> None:
    shown, accepted = max(own), min(own)
    more = sharpened(chance, shown + 1, accepted, others)
    assert more <= sharpened(chance, shown, accepted, others) + 1e-12


@given(chances, chances, counts)
def test_the_likelier_stays_the_likelier(one: float, other: float, own: tuple[int, int]) -> None:
    low, high = sorted((one, other))
    assert sharpened(low, *own) <= sharpened(high, *own)


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="answers to upgrade of bike: -1 shown"):
        Acceptance().fit([("upgrade", "bike", -1, 0)])
