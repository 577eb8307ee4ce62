"""Satisfaction: what each piece of evidence does to grade and score, and what never happens whatever the evidence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.decide.making import NOON, ago
from worthmore.decide.person.satisfaction import LEAST_WEIGHT, satisfaction
from worthmore.vocabulary.contracts import Contract
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.satisfaction import UNKNOWN, EvidenceKind, Grade, Satisfaction, Told
from worthmore.vocabulary.standing import CLEAR, Case, CaseKind, OrderState, Standing

POLICY = Policy()


def felt(
    *told: Told, standing: Standing = CLEAR, contracts: tuple[Contract, ...] = (), orders: int = 4
) -> Satisfaction:
    return satisfaction(told, standing, contracts, orders, NOON, POLICY)


def nps(score: float, days: float) -> Told:
    return Told("nps", score, ago(days))


def case(kind: CaseKind, opened: int, solved: int | None = None) -> Standing:
    return Standing((Case(kind, ago(opened), None if solved is None else ago(solved)),))


def returned(*days: int) -> Standing:
    return Standing(orders=tuple(OrderState(returned_at=ago(one)) for one in days))


def late(*days: int) -> Standing:
    return Standing(orders=tuple(OrderState(promised_at=ago(one), delivered_at=ago(one - 2)) for one in days))


def used(last: int | None, since: int = 90) -> Contract:
    last_used_at = None if last is None else ago(last)
    return Contract("c", "plan", ago(since), last_used_at=last_used_at, use_known=True)


class TestGrades:
    def test_nothing_known_is_unknown(self) -> None:
        assert felt() is UNKNOWN

    @pytest.mark.parametrize(
        ("score", "grade"),
        [(1.0, "enthusiast"), (0.85, "enthusiast"), (0.8, "content"), (0.40, "content"), (0.39, "dissatisfied")],
    )
    def test_one_word_of_today_speaks_for_itself(self, score: float, grade: str) -> None:
        found = felt(nps(score, 0))
        assert found.grade == grade
        assert found.score == pytest.approx(score)

    def test_one_word_speaks_for_as_long_as_the_shop_says(self) -> None:
        assert felt(nps(0.9, 179)).grade is Grade.ENTHUSIAST
        assert felt(nps(0.1, 179)).grade is Grade.DISSATISFIED
        assert felt(nps(0.9, 180)).grade is Grade.UNKNOWN
        assert felt(nps(0.1, 180)).grade is Grade.UNKNOWN

    def test_the_last_word_counts_four_times_the_one_before(self) -> None:
        found = felt(nps(0.0, 2), nps(0.9, 1))
        weights = [piece.weight for piece in found.evidence]
        assert weights[0] / weights[1] == pytest.approx(4, rel=0.01)
        assert found.grade is Grade.CONTENT

    def test_a_low_last_word_is_never_averaged_away(self) -> None:
        before = [nps(1.0, days) for days in range(2, 9)]
        found = felt(*before, nps(0.39, 1), contracts=(used(1),))
        assert found.grade is Grade.DISSATISFIED
        assert found.score is not None

    def test_an_open_complaint_is_dissatisfaction_and_a_solved_one_alone_is_nothing(self) -> None:
        assert felt(standing=case(CaseKind.COMPLAINT, 3)).grade is Grade.DISSATISFIED
        assert felt(standing=case(CaseKind.COMPLAINT, 9, 3)).grade is Grade.UNKNOWN
        assert felt(standing=case(CaseKind.QUESTION, 3)).grade is Grade.UNKNOWN

    def test_a_late_parcel_that_was_complained_of_and_put_right_is_over(self) -> None:
        both = Standing((Case(CaseKind.COMPLAINT, ago(20), ago(14)),), late(16).orders)
        assert felt(standing=both).grade is not Grade.DISSATISFIED

    def test_one_late_parcel_makes_no_grade_and_two_do(self) -> None:
        assert felt(standing=late(10)).grade is Grade.UNKNOWN
        assert felt(standing=late(10, 20)).grade is Grade.DISSATISFIED

    def test_who_sends_back_a_part_of_what_they_order_is_not_called_dissatisfied(self) -> None:
        assert felt(standing=returned(5, 20), orders=8).grade is Grade.UNKNOWN
        assert felt(standing=returned(5, 20), orders=2).grade is Grade.DISSATISFIED

    def test_who_never_used_a_contract_needs_help_unless_they_are_dissatisfied(self) -> None:
        assert felt(contracts=(used(None, since=7),)).grade is Grade.HARDLY_EVER_USER
        assert felt(contracts=(used(None, since=6),)).grade is Grade.UNKNOWN
        assert felt(contracts=(used(60),)).grade is Grade.HARDLY_EVER_USER
        assert felt(nps(0.9, 1), contracts=(used(None),)).grade is Grade.HARDLY_EVER_USER
        assert felt(nps(0.1, 1), contracts=(used(None),)).grade is Grade.DISSATISFIED

    def test_who_uses_it_every_week_is_an_enthusiast_by_that(self) -> None:
        found = felt(contracts=(used(2),))
        assert found.grade is Grade.ENTHUSIAST
        assert [piece.what for piece in found.evidence] == [EvidenceKind.USED]

    def test_a_contract_of_which_nothing_is_told_says_nothing(self) -> None:
        assert felt(contracts=(Contract("c", "cover", ago(400)),)).grade is Grade.UNKNOWN


def test_every_piece_is_named_with_its_date_and_weight() -> None:
    found = felt(Told("review", 0.2, ago(3)), standing=case(CaseKind.LATE_PARCEL, 5))
    assert [(piece.what.value, piece.at, piece.detail) for piece in found.evidence] == [
        ("review", ago(3), "review"),
        ("late_parcel", ago(5), ""),
    ]
    mean = sum(one.value * one.weight for one in found.evidence) / sum(one.weight for one in found.evidence)
    assert found.score == pytest.approx(mean), "anybody can count it again"


moments = st.floats(0, 800).map(ago)
told = st.builds(Told, st.sampled_from(["nps", "review", "complaint", "survey"]), st.floats(0, 1), moments)
orders = st.builds(
    OrderState,
    promised_at=st.none() | moments,
    delivered_at=st.none() | moments,
    returned_at=st.none() | moments,
)
cases = st.builds(Case, st.sampled_from(CaseKind), moments, st.none() | moments)
standings = st.builds(
    Standing, st.lists(cases, max_size=3).map(tuple), st.lists(orders, max_size=4).map(tuple), st.none() | moments
)
contracts = st.lists(
    st.builds(
        lambda last, since, known: Contract("c", "plan", since, last_used_at=last, use_known=known),
        st.none() | moments,
        moments,
        st.booleans(),
    ),
    max_size=2,
).map(tuple)


@given(st.lists(told, max_size=5), standings, contracts, st.integers(0, 30))
def test_whatever_is_told_the_score_is_a_share_and_the_grade_follows_from_it(
    said: list[Told], standing: Standing, held: tuple[Contract, ...], count: int
) -> None:
    found = satisfaction(said, standing, held, count, NOON, POLICY)
    weight = sum(one.weight for one in found.evidence)
    assert (found.score is None) == (weight <= LEAST_WEIGHT)
    if found.score is not None:
        assert 0 <= found.score <= 1
        if found.score < POLICY.dissatisfied_below:
            assert found.grade is Grade.DISSATISFIED
    assert all(one.weight >= 0 for one in found.evidence)
    assert [one.at for one in found.evidence] == sorted((one.at for one in found.evidence), reverse=True)


@given(st.lists(told, min_size=1, max_size=5), standings)
def test_a_recent_low_last_word_always_means_dissatisfied(said: list[Told], standing: Standing) -> None:
    last = Told("nps", 0.1, NOON - timedelta(hours=1))
    earlier = [one for one in said if one.at < last.at]
    assert satisfaction([*earlier, last], standing, (), 5, NOON, POLICY).grade is Grade.DISSATISFIED


@given(st.lists(told, max_size=5), standings)
def test_a_worse_word_never_makes_a_better_score(said: list[Told], standing: Standing) -> None:
    def score(word: float) -> float:
        found = satisfaction([*said, Told("nps", word, NOON)], standing, (), 5, NOON, POLICY).score
        assert found is not None
        return found

    assert score(0.2) <= score(0.8)
