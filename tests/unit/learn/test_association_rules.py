from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from tests.unit.learn.making import Line, baskets, both, bought, histories
from worthmore.learn.association_rules import association_rules

BEER, CHIPS, SOAP = range(3)


def test_the_figures_are_those_of_a_textbook() -> None:
    """Five baskets: three with beer, two of them with chips; chips are in three."""
    found = association_rules(bought((BEER, CHIPS), (BEER, CHIPS), (BEER,), (CHIPS,), (SOAP,)))
    rule = found[(found["item"] == BEER) & (found["other"] == CHIPS)][0]
    assert (rule["both"], rule["one"], rule["with_other"], rule["customers"]) == (2, 3, 3, 2)
    assert rule["support"] == 2 / 5
    assert rule["confidence"] == 2 / 3
    assert rule["lift"] == pytest.approx(10 / 9)


@given(histories())
def test_every_pair_is_counted_exactly(lines: list[Line]) -> None:
    data = baskets(lines, 6)
    found = association_rules(data)
    expected = {(a, b): both(lines, a, b) for a in range(6) for b in range(6) if a != b}
    assert {(int(one["item"]), int(one["other"])) for one in found} == {pair for pair, (n, _) in expected.items() if n}
    for rule in found:
        together, customers = expected[int(rule["item"]), int(rule["other"])]
        assert (rule["both"], rule["customers"]) == (together, customers)
        lift = Fraction(together * data.count, int(rule["one"] * rule["with_other"]))
        assert rule["lift"] == pytest.approx(float(lift))
        assert 0 < rule["confidence"] <= 1


def test_minimums_hold_and_the_highest_lift_is_first() -> None:
    data = bought((BEER, CHIPS), (BEER, CHIPS), (BEER, SOAP), (SOAP,), each_by=3)
    found = association_rules(data, least_baskets=4, least_customers=4, least_confidence=0.7)
    assert [(int(one["item"]), int(one["other"])) for one in found] == [(CHIPS, BEER)]
    assert (np.diff(association_rules(data)["lift"]) <= 0).all()


def test_nothing_bought_together_gives_no_rule() -> None:
    none = np.empty(0, dtype=np.int64)
    assert not len(association_rules(bought((BEER,), (CHIPS,))))
    assert not len(association_rules(type(bought((0,)))(none, none, none.astype(np.int32), 0)))


def test_senseless_minimums_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="least_baskets is 0"):
        association_rules(bought((BEER, CHIPS)), least_baskets=0)
