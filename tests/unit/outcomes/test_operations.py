from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.unit.outcomes.rows import NOON, attribution_row, decision_row, minutes, outcome_row
from worthmore.outcomes import operations, queries
from worthmore.outcomes.models import AttributedOrder, Decision, Outcome


@pytest.mark.django_db
def test_a_decision_kept_twice_stands_there_once() -> None:
    assert operations.record_decisions([decision_row(), decision_row("d2")]) == 2
    assert operations.record_decisions([decision_row(arm="control"), decision_row("d3")]) == 1
    assert Decision.objects.count() == 3
    assert Decision.objects.get(pk="d1").arm == "unassigned"


@pytest.mark.django_db
def test_the_first_report_of_an_outcome_stands() -> None:
    assert operations.record_outcomes([outcome_row()]) == {("d1.0", "accepted")}
    assert operations.record_outcomes([outcome_row(at=NOON + minutes(5)), outcome_row(outcome="impression")]) == {
        ("d1.0", "impression")
    }
    assert Outcome.objects.get(outcome="accepted").at == NOON


@pytest.mark.django_db
def test_the_same_outcome_twice_in_one_batch_is_news_once() -> None:
    assert operations.record_outcomes([outcome_row(), outcome_row()]) == {("d1.0", "accepted")}
    assert Outcome.objects.count() == 1


@pytest.mark.django_db
def test_an_attribution_is_kept_once_an_order() -> None:
    assert operations.attribute([attribution_row(), attribution_row(order_id="o2")]) == {"d1.0"}
    assert operations.attribute([attribution_row()]) == set()
    assert AttributedOrder.objects.count() == 2


@pytest.mark.django_db
def test_an_attribution_follows_its_order() -> None:
    elsewhere = [attribution_row(order_id="o2"), attribution_row(source="till")]
    operations.attribute([*elsewhere, attribution_row(), attribution_row("d1.1")])
    changed = attribution_row(amount=2000, at=NOON + minutes(9))
    assert operations.attribute([changed, attribution_row("d1.2")], ("demo", "o1")) == {"d1.0", "d1.2"}
    kept = AttributedOrder.objects.filter(source="demo", order_id="o1").order_by("offer")
    assert list(kept.values_list("offer", "amount", "at")) == [
        ("d1.0", 2000, NOON + minutes(9)),
        ("d1.2", 2995, NOON),
    ]
    assert operations.attribute([changed._replace(at=NOON), attribution_row("d1.2")], ("demo", "o1")) == set()
    assert operations.attribute([], ("demo", "o1")) == set()
    assert AttributedOrder.objects.count() == len(elsewhere)


@pytest.mark.django_db
def test_nothing_to_keep_is_no_work() -> None:
    assert operations.record_decisions([]) == 0
    assert operations.record_outcomes([]) == set()
    assert operations.attribute([]) == set()


@pytest.mark.django_db
def test_many_rows_fit_however_many_there_are() -> None:
    assert operations.record_decisions([decision_row(f"d{number}") for number in range(1001)]) == 1001


@pytest.mark.django_db
def test_rows_go_with_the_transaction_around_them() -> None:
    with transaction.atomic():
        operations.record_outcomes([outcome_row()])
        transaction.set_rollback(True)
    assert Outcome.objects.count() == 0


class AnswersInAnyOrder(TestCase):
    """However often and in whatever order the same reports come in, the same is known in the end."""

    @settings(max_examples=25, deadline=None)
    @given(
        reports=st.lists(
            st.tuples(
                st.sampled_from(["d1.0", "d1.1", "d2.0"]),
                st.sampled_from(["impression", "accepted", "declined", "ignored"]),
            ),
            max_size=12,
        ),
        data=st.data(),
    )
    def test_answers_are_idempotent_in_any_order(self, reports: list[tuple[str, str]], data: st.DataObject) -> None:
        again = data.draw(st.permutations(reports + reports))
        for offer, outcome in again:
            operations.record_outcomes([outcome_row(offer, outcome)])
        kept = set(Outcome.objects.values_list("offer", "outcome"))
        assert kept == set(reports)
        assert Outcome.objects.count() == len(kept)
        accepted = {offer for offer, outcome in reports if outcome == "accepted"}
        counts = queries.acceptance_counts("demo")
        assert sum(count.accepted for count in counts) == len(accepted)
        assert sum(count.shown for count in counts) == len({offer for offer, _ in reports})
