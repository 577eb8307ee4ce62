from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from django.db import DataError, OperationalError

from tests.unit.offering.small_shop import ASKED, NOON, FakePeople
from worthmore.offering import history as history_module
from worthmore.offering.history import HistoryUnavailableError
from worthmore.shop.queries import PersonFacts
from worthmore.vocabulary.satisfaction import Told


class Clock:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def people() -> FakePeople:
    facts = PersonFacts("ann", {"helmet": NOON}, (Told("nps", 0.8, NOON),), ("old",))
    return FakePeople({"1": facts}, {"ann": {"lock": NOON}, "old": {"bell": NOON}})


def test_a_person_is_what_the_shop_and_the_outcomes_know() -> None:
    person = people().history().person("demo", "1", ASKED)
    assert person is not None
    assert (person.key, person.satisfaction, person.satisfaction_at) == ("ann", 0.8, NOON)
    assert person.owned == {"helmet": NOON}
    assert person.refused == {"lock": NOON, "bell": NOON}


def test_nobody_is_none() -> None:
    assert people().history().person("demo", "2", ASKED) is None


@pytest.mark.parametrize("error", [DataError("a NUL character"), UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no")])
def test_an_id_no_database_can_hold_belongs_to_nobody(error: Exception) -> None:
    known = people()
    known.fails = error
    history = known.history()
    assert history.person("demo", "\x00", ASKED) is None
    assert history.available


def test_a_gone_database_is_asked_once_a_second() -> None:
    known, clock = people(), Clock()
    known.fails = OperationalError("gone")
    history = known.history(seconds=clock, pause=1.0)
    for _ in range(50):
        with pytest.raises(HistoryUnavailableError):
            history.person("demo", "1", ASKED)
    assert known.asked == 1
    clock.seconds += 1.01
    for _ in range(50):
        with pytest.raises(HistoryUnavailableError):
            history.person("demo", "1", ASKED)
    assert known.asked == 2
    assert not history.available


class Connection:
    """As much of a connection as matters: whether there is one."""

    in_atomic_block = False

    def __init__(self, there: bool = True) -> None:
        self.connection = object() if there else None

    def close(self) -> None:
        self.connection = None


@pytest.mark.parametrize(("there", "waits", "answered"), [(True, 0, True), (False, 0, False), (True, 0.1, False)])
def test_a_dead_connection_is_replaced_at_once(
    monkeypatch: pytest.MonkeyPatch, there: bool, waits: float, answered: bool
) -> None:
    monkeypatch.setattr(history_module, "connection", Connection(there))
    known, clock = people(), Clock()
    history = known.history(seconds=clock)
    read, failures = history._reads.facts, [OperationalError("terminating connection")]

    def dead(source: str, customer_id: str) -> PersonFacts | None:
        clock.seconds += waits
        if failures:
            raise failures.pop()
        return read(source, customer_id)

    history._reads = replace(history._reads, facts=dead)
    if answered:
        assert history.person("demo", "1", ASKED) is not None
    else:
        with pytest.raises(HistoryUnavailableError):
            history.person("demo", "1", ASKED)
    assert history.available is answered


def test_a_database_that_is_back_is_used_again() -> None:
    known, clock = people(), Clock()
    known.fails = OperationalError("gone")
    history = known.history(seconds=clock)
    with pytest.raises(HistoryUnavailableError):
        history.person("demo", "1", ASKED)
    known.fails = None
    clock.seconds += 2
    assert history.person("demo", "1", ASKED) is not None
    assert history.available


def test_while_one_tries_again_the_others_do_without() -> None:
    known, clock = people(), Clock()
    known.fails = OperationalError("gone")
    history = known.history(seconds=clock)
    with pytest.raises(HistoryUnavailableError):
        history.person("demo", "1", ASKED)
    clock.seconds += 2
    inside, go_on = threading.Event(), threading.Event()

    def slow(source: str, customer_id: str) -> None:
        inside.set()
        go_on.wait(5)

    history._reads = replace(history._reads, facts=slow)
    trying = threading.Thread(target=history.person, args=("demo", "1", ASKED))
    trying.start()
    inside.wait(5)
    began = time.perf_counter()
    with pytest.raises(HistoryUnavailableError):
        history.person("demo", "1", ASKED)
    assert time.perf_counter() - began < 0.5
    go_on.set()
    trying.join(5)
    assert history.available


def test_nobody_joins_a_read_that_hangs() -> None:
    known, clock = people(), Clock()
    history = known.history(seconds=clock, slow=0.25)
    inside, go_on = threading.Event(), threading.Event()
    read = history._reads.facts

    def hanging(source: str, customer_id: str) -> PersonFacts | None:
        inside.set()
        go_on.wait(5)
        return read(source, customer_id)

    history._reads = replace(history._reads, facts=hanging)
    first = threading.Thread(target=history.person, args=("demo", "1", ASKED))
    first.start()
    inside.wait(5)
    clock.seconds += 0.3
    with pytest.raises(HistoryUnavailableError, match="waiting"):
        history.person("demo", "1", ASKED)
    go_on.set()
    first.join(5)
    assert history.person("demo", "1", ASKED) is not None


def test_a_few_reads_that_took_too_long_give_the_database_a_rest() -> None:
    known, clock = people(), Clock()
    history = known.history(seconds=clock, slow=0.25)
    read = history._reads.facts

    def slow(source: str, customer_id: str) -> PersonFacts | None:
        clock.seconds += 0.3
        return read(source, customer_id)

    history._reads = replace(history._reads, facts=slow)
    for _ in range(3):
        assert history.person("demo", "1", ASKED) is not None
    with pytest.raises(HistoryUnavailableError):
        history.person("demo", "1", ASKED)
