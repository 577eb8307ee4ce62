"""Several threads at once: one permission of a thousand clicks, and no row lost between two who write."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection

from tests.integration.consent.conftest import AT, DAY, OWN, TOLD, People, allowed, give
from worthmore.consent import operations, queries
from worthmore.consent.models import Entry, Suppression
from worthmore.consent.values import LinkKind
from worthmore.vocabulary.permission import Act, Channel, Purpose


@pytest.fixture
def jan(transactional_db: None) -> str:
    return People().add("jan", email="jan@example.be")


def at_once(calls: list[Callable[[], object]]) -> list[object]:
    def called(call: Callable[[], object]) -> object:
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(called, calls))


def test_a_link_followed_by_many_at_once_is_one_row(jan: str) -> None:
    token = operations.start_double_opt_in(jan, "jan@example.be", Purpose.MARKETING, TOLD, AT)
    states = at_once([lambda: operations.confirm(token, AT + DAY).state] * 24)
    assert sorted(map(str, states)) == ["already"] * 23 + ["confirmed"]
    assert [row.act for row in queries.ledger(jan)] == [Act.GIVEN]


def test_the_same_act_of_many_at_once_is_one_row(jan: str) -> None:
    proof = replace(TOLD, source="a", reference="1")
    kept = at_once([lambda: give(jan, proof=proof).new] * 16)
    assert sum(map(bool, kept)) == 1
    assert Entry.objects.count() == 1


def test_unsubscribing_by_many_at_once_is_one_row(jan: str) -> None:
    token = operations.new_link(LinkKind.UNSUBSCRIBE, jan, Channel.EMAIL, AT, "jan@example.be")
    at_once([lambda: operations.unsubscribe(token, AT + DAY, OWN)] * 16)
    assert len(queries.ledger(jan)) == 1
    assert not allowed(jan, 2)


def test_an_erasure_amid_writers_leaves_a_suppressed_person(jan: str) -> None:
    give_one: Callable[[], object] = lambda: give(jan, proof=replace(TOLD, place=str(id(object()))))  # noqa: E731
    at_once([give_one, give_one, lambda: operations.forget_person(jan, AT + DAY), give_one, give_one])
    assert not allowed(jan, 2)


def test_the_rows_of_the_tests_before_are_gone(transactional_db: None) -> None:
    assert not Entry.objects.exists()
    assert not Suppression.objects.exists()
