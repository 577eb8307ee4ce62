"""The one thread of this process that writes decisions and outcomes, many in one transaction."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass

from django.db import DataError, Error, IntegrityError, connection, transaction

from worthmore.offering.keeping import decision_row
from worthmore.offering.owners import keep_outcomes
from worthmore.offering.recorded import RecordedDecision
from worthmore.outcomes import operations
from worthmore.outcomes.rows import DecisionRow, OutcomeRow

log = logging.getLogger(__name__)

WriteDecisions = Callable[[Sequence[DecisionRow]], int]
WriteOutcomes = Callable[[Sequence[OutcomeRow]], set[tuple[str, str]]]
BATCH = 500


class RecordingError(RuntimeError):
    """The database did not take it in time. Sending the same again is safe."""


@dataclass(frozen=True, slots=True)
class RecorderCounts:
    """What became of what was handed over, since the process started.

    `dropped` decisions were pushed out of a full queue; `lost` rows were refused by the database for good.
    """

    waiting: int
    written: int
    dropped: int
    lost: int


@dataclass(slots=True)
class _Awaited:
    row: OutcomeRow
    done: Future[bool]


class Recorder:
    """Decisions are queued and written behind; outcomes are awaited until they are committed.

    Decisions gather for a moment so that a hundred cost one commit; an outcome does not wait for that moment.
    With the database gone the queues keep what fits and the thread tries again every `pause` seconds; nobody who
    hands over a decision ever waits.
    """

    def __init__(
        self,
        write_decisions: WriteDecisions = operations.record_decisions,
        write_outcomes: WriteOutcomes = keep_outcomes,
        most_waiting: int = 20_000,
        gather: float = 0.025,
        pause: float = 0.5,
    ) -> None:
        self.most_waiting, self.gather, self.pause = most_waiting, gather, pause
        self._write_decisions, self._write_outcomes = write_decisions, write_outcomes
        self._decisions: deque[RecordedDecision] = deque()
        self._outcomes: deque[_Awaited] = deque()
        self._in_hand = self._written = self._dropped = self._lost = 0
        self._noticed_gone = False
        self._lock = threading.Lock()
        self._wake, self._urgent, self._closing = threading.Event(), threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def decided(self, recorded: RecordedDecision) -> None:
        """Queue a decision for writing. Never waits; a full queue drops its oldest and counts it."""
        with self._lock:
            if len(self._decisions) >= self.most_waiting:
                self._decisions.popleft()
                self._dropped += 1
            self._decisions.append(recorded)
        if not self._wake.is_set():
            self._wake.set()
        if self._thread is None:
            self._start()

    def happened(self, row: OutcomeRow, timeout: float = 2.0) -> bool:
        """Write an outcome and wait until it is committed; True if it was news. `RecordingError` after the timeout.

        A row that came too late is still written when the database is back.
        """
        awaited = _Awaited(row, Future())
        with self._lock:
            if len(self._outcomes) >= self.most_waiting or self._closing.is_set():
                raise RecordingError("the database has been gone too long to keep more; send it again later")
            self._outcomes.append(awaited)
        self._urgent.set()
        self._wake.set()
        self._start()
        try:
            return awaited.done.result(timeout)
        except FutureTimeoutError as error:
            raise RecordingError("the database does not answer; send it again later") from error

    @property
    def counts(self) -> RecorderCounts:
        """How the recorder is doing."""
        waiting = len(self._decisions) + len(self._outcomes) + self._in_hand
        return RecorderCounts(waiting, self._written, self._dropped, self._lost)

    def close(self, timeout: float = 5.0) -> None:
        """Write what is queued and stop the thread; what a gone database does not take by then is lost."""
        self._closing.set()
        self._urgent.set()
        self._wake.set()
        thread = self._thread
        if thread is not None:
            thread.join(timeout)

    def _start(self) -> None:
        with self._lock:
            if self._thread is None and not self._closing.is_set():
                self._thread = threading.Thread(target=self._run, name="worthmore-recorder", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        try:
            while self._turn():
                pass
        finally:
            connection.close()

    def _turn(self) -> bool:
        """Wait for work, let a batch gather, write all there is. False when it is time to stop."""
        self._wake.wait()
        self._urgent.wait(self.gather)  # an awaited outcome does not let a batch gather
        self._wake.clear()
        self._urgent.clear()
        while self._decisions or self._outcomes:
            if not self._write_batch():
                if self._closing.is_set():
                    self._give_up()
                    return False
                self._closing.wait(self.pause)
        return not self._closing.is_set()

    def _write_batch(self) -> bool:
        """One transaction; False when the database would not, and everything stays queued."""
        with self._lock:
            decisions = [self._decisions.popleft() for _ in range(min(BATCH, len(self._decisions)))]
            outcomes = [self._outcomes.popleft() for _ in range(min(BATCH, len(self._outcomes)))]
            self._in_hand = len(decisions) + len(outcomes)
        try:
            self._write(decisions, outcomes)
        except Exception as error:
            if _is_gone(error):
                return self._put_back(decisions, outcomes, error)
            return self._write_singly(decisions, outcomes)
        finally:
            self._in_hand = 0
        self._noticed_gone = False
        return True

    def _write(self, decisions: Sequence[RecordedDecision], outcomes: Sequence[_Awaited]) -> None:
        rows = [decision_row(recorded) for recorded in decisions]
        with transaction.atomic():
            news = self._write_outcomes([awaited.row for awaited in outcomes]) if outcomes else set()
            if rows:
                self._write_decisions(rows)
        self._written += len(decisions) + len(outcomes)
        for awaited in outcomes:
            name = (awaited.row.offer, awaited.row.outcome)
            awaited.done.set_result(name in news)
            news.discard(name)

    def _write_singly(self, decisions: list[RecordedDecision], outcomes: list[_Awaited]) -> bool:
        """One of them is bad: find it, lose it, keep the others."""
        behind, awaited = deque(decisions), deque(outcomes)
        while behind or awaited:
            one_decision = [] if awaited else [behind.popleft()]
            one_outcome = [awaited.popleft()] if awaited else []
            try:
                self._write(one_decision, one_outcome)
            except Exception as error:
                if _is_gone(error):
                    return self._put_back([*one_decision, *behind], [*one_outcome, *awaited], error)
                self._lose(one_outcome, error)
        return True

    def _lose(self, outcomes: Sequence[_Awaited], error: Exception) -> None:
        self._lost += 1
        log.error("a row cannot be recorded and is lost: %s", error)
        for awaited in outcomes:
            awaited.done.set_exception(RecordingError(f"the database refused it: {error}"))

    def _put_back(self, decisions: list[RecordedDecision], outcomes: list[_Awaited], error: Exception) -> bool:
        if not self._noticed_gone:
            log.warning("the database does not take what is recorded, trying again until it does: %s", error)
        self._noticed_gone = True
        with self._lock:
            self._decisions.extendleft(reversed(decisions))
            self._outcomes.extendleft(reversed(outcomes))
            while len(self._decisions) > self.most_waiting:
                self._decisions.popleft()
                self._dropped += 1
        if not connection.in_atomic_block:
            connection.close()
        return False

    def _give_up(self) -> None:
        for awaited in self._outcomes:
            awaited.done.set_exception(RecordingError("the process stopped before the database was back"))
        lost = len(self._decisions) + len(self._outcomes)
        self._lost += lost
        log.error("stopped with %d rows that the database did not take", lost)


def _is_gone(error: Exception) -> bool:
    """Whether the database is away or busy, rather than the row a bad one."""
    return isinstance(error, Error) and not isinstance(error, DataError | IntegrityError)
