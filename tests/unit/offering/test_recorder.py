from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import DataError, OperationalError

from tests.unit.offering.small_shop import CART, NOON, engine
from tests.unit.outcomes.rows import outcome_row
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.recorder import Recorder, RecordingError
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.outcomes.models import Decision, Outcome
from worthmore.outcomes.rows import DecisionRow, OutcomeRow

pytestmark = pytest.mark.django_db(transaction=True)


def decided(count: int = 1) -> list[RecordedDecision]:
    made = engine()
    request = OfferRequest(CART, "en", cart=(RequestedLine("bike"),))
    return [made.preview("demo", request, NOON + timedelta(seconds=second)) for second in range(count)]


@pytest.fixture
def opened() -> Iterator[Callable[..., Recorder]]:
    made: list[Recorder] = []

    def make(**options: object) -> Recorder:
        made.append(Recorder(**{"pause": 0.02, **options}))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for recorder in made:
        recorder.close()


@dataclass
class Database:
    """Stands for the database: gone or back, with what it took."""

    gone: bool = False
    refuses: str = ""
    decisions: list[DecisionRow] = field(default_factory=list)
    outcomes: list[OutcomeRow] = field(default_factory=list)

    def write_decisions(self, rows: Sequence[DecisionRow]) -> int:
        if self.gone:
            raise OperationalError("gone")
        self.decisions += rows
        return len(rows)

    def write_outcomes(self, rows: Sequence[OutcomeRow]) -> set[tuple[str, str]]:
        if self.gone:
            raise OperationalError("gone")
        if any(row.offer == self.refuses for row in rows):
            raise DataError("refused")
        known = {(row.offer, row.outcome) for row in self.outcomes}
        self.outcomes += rows
        return {(row.offer, row.outcome) for row in rows} - known


def wait_until(true: Callable[[], bool]) -> None:
    until = time.perf_counter() + 5
    while not true():
        assert time.perf_counter() < until
        time.sleep(0.005)


def test_decisions_are_written_behind(opened: Callable[..., Recorder]) -> None:
    recorder = opened()
    made = decided(20)
    for one in made:
        recorder.decided(one)
    wait_until(lambda: recorder.counts.written == 20)
    row = Decision.objects.get(pk=made[3].id)
    assert (row.at, row.source, row.arm, row.offer_kinds) == (
        made[3].at,
        "demo",
        "unassigned",
        "complement:2,upgrade:1",
    )


def test_closing_writes_what_is_queued() -> None:
    recorder = Recorder(gather=0.5)
    for one in decided(7):
        recorder.decided(one)
    recorder.close()
    assert Decision.objects.count() == 7
    assert recorder.counts.waiting == 0


def test_an_outcome_is_there_when_the_call_returns(opened: Callable[..., Recorder]) -> None:
    recorder = opened()
    assert recorder.happened(outcome_row()) is True
    assert Outcome.objects.count() == 1
    assert recorder.happened(outcome_row()) is False
    assert Outcome.objects.count() == 1


def test_the_same_outcome_from_many_threads_is_news_once(opened: Callable[..., Recorder]) -> None:
    recorder = opened()
    with ThreadPoolExecutor(8) as pool:
        news = list(pool.map(lambda _: recorder.happened(outcome_row(), 10), range(24)))
    assert sum(news) == 1
    assert Outcome.objects.count() == 1


def test_a_full_queue_drops_its_oldest_decision_and_counts_it(opened: Callable[..., Recorder]) -> None:
    database = Database(gone=True)
    recorder = opened(write_decisions=database.write_decisions, most_waiting=3)
    made = decided(8)
    for one in made:
        recorder.decided(one)
    wait_until(lambda: recorder.counts.dropped == 5)
    database.gone = False
    wait_until(lambda: recorder.counts.waiting == 0)
    assert [row.id for row in database.decisions] == [one.id for one in made[-3:]]


def test_a_database_that_comes_back_gets_everything(opened: Callable[..., Recorder]) -> None:
    database = Database(gone=True)
    recorder = opened(write_decisions=database.write_decisions, write_outcomes=database.write_outcomes)
    made = decided(3)
    for one in made:
        recorder.decided(one)
    with pytest.raises(RecordingError, match="again later"):
        recorder.happened(outcome_row(), timeout=0.1)
    database.gone = False
    wait_until(lambda: recorder.counts.waiting == 0)
    assert [row.id for row in database.decisions] == [one.id for one in made]
    assert database.outcomes == [outcome_row()]


def test_an_outcome_waits_out_a_short_absence(opened: Callable[..., Recorder]) -> None:
    database = Database(gone=True)
    recorder = opened(write_decisions=database.write_decisions, write_outcomes=database.write_outcomes)
    threading.Timer(0.1, setattr, (database, "gone", False)).start()
    assert recorder.happened(outcome_row(), timeout=5) is True


def test_handing_over_never_waits_for_a_gone_database(opened: Callable[..., Recorder]) -> None:
    database = Database(gone=True)
    recorder = opened(write_decisions=database.write_decisions)
    made = decided(50)
    began = time.perf_counter()
    for one in made:
        recorder.decided(one)
    assert time.perf_counter() - began < 0.5


def test_one_bad_row_does_not_take_the_others_with_it(opened: Callable[..., Recorder]) -> None:
    database = Database(refuses="bad.0")
    recorder = opened(write_decisions=database.write_decisions, write_outcomes=database.write_outcomes, gather=0.05)
    for one in decided(3):
        recorder.decided(one)
    with ThreadPoolExecutor(3) as pool:
        results = [pool.submit(recorder.happened, outcome_row(name), 5) for name in ("d1.0", "bad.0", "d2.0")]
    assert results[0].result()
    assert results[2].result()
    with pytest.raises(RecordingError, match="refused"):
        results[1].result()
    wait_until(lambda: recorder.counts.waiting == 0)
    assert recorder.counts.lost == 1
    assert len(database.decisions) == 3


def test_closing_without_a_database_gives_up_and_says_how_much_is_lost() -> None:
    database = Database(gone=True)
    recorder = Recorder(write_decisions=database.write_decisions, pause=0.02)
    for one in decided(4):
        recorder.decided(one)
    recorder.close(timeout=5)
    assert recorder.counts.lost == 4
    with pytest.raises(RecordingError):
        recorder.happened(outcome_row())


def test_a_recorder_that_was_never_used_closes_at_once() -> None:
    Recorder().close()
