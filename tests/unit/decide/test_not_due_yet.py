"""Nobody is moved to replace what is not used up, and nobody is lured with what is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.decide.making import NOON, candidate, offered, product, refused, situation
from worthmore.decide.pipeline import decide
from worthmore.decide.standard import standard_guards, standard_ranking
from worthmore.decide.wording import word
from worthmore.vocabulary.decision import Candidate, Decision
from worthmore.vocabulary.policy import Policy

POLICY = Policy()
MOMENTS = st.integers(-(10**8), 10**8).map(lambda seconds: NOON + timedelta(seconds=seconds))


def decided(one: Candidate, at: datetime = NOON) -> Decision:
    guards = standard_guards(POLICY, lambda key: False)
    return decide(replace(situation(), at=at), [lambda asked: [one]], guards, standard_ranking(POLICY), word)


@pytest.mark.rule("EU.replenish")
@given(due_at=MOMENTS, at=MOMENTS)
def test_a_refill_is_never_offered_before_it_is_due_and_never_held_back_after(due_at: datetime, at: datetime) -> None:
    found = decided(candidate(product("filter", 9_000), due_at=due_at), at)
    if at < due_at:
        assert refused(found) == {"filter": "not_due_yet"}
    else:
        assert offered(found) == ["filter"]


@pytest.mark.rule("EU.replenish")
def test_no_chance_however_high_brings_it_forward_by_a_second() -> None:
    early = candidate(product("filter", 9_000), chance=1.0, due_at=NOON + timedelta(seconds=1))
    assert refused(decided(early)) == {"filter": "not_due_yet"}


@pytest.mark.rule("EU.bait")
@given(stock=st.integers(max_value=0))
def test_what_is_not_in_stock_is_never_offered(stock: int) -> None:
    assert refused(decided(candidate(product("lure", 9_000, stock=stock)))) == {"lure": "stock"}
