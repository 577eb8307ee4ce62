"""What the shop knows of one customer, read on the way to every offer; never waited for when the database is gone."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from django.db import DataError, Error, InterfaceError, OperationalError, connection

from worthmore.offering.asked import Asked
from worthmore.offering.person_reads import PersonReads, read_person
from worthmore.vocabulary.situation import Person

log = logging.getLogger(__name__)


class HistoryUnavailableError(RuntimeError):
    """The database cannot say now who this customer is."""


SLOW_IN_A_ROW = 3
IMMEDIATE = 0.05


class History:
    """Reads what a decision may know of a person, with a circuit breaker.

    After a failure, or a few reads in a row slower than `slow` seconds, nobody asks for `pause` seconds; then one
    thread tries and the others still do without. So a gone database costs one short attempt a second, not one a
    request. While a read hangs in one thread, the other threads do not join it.
    """

    def __init__(
        self,
        reads: PersonReads | None = None,
        pause: float = 1.0,
        slow: float = 0.25,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.pause, self.slow = pause, slow
        self._reads, self._seconds = reads or PersonReads(), seconds
        self._closed_until: float | None = None
        self._slow_in_a_row = 0
        self._reading: dict[int, float] = {}
        self._trying = threading.Lock()

    @property
    def available(self) -> bool:
        """Whether the last read went well."""
        return self._closed_until is None

    def person(self, source: str, customer_id: str, asked: Asked) -> Person | None:
        """The person a customer id stands for, None when nobody knows it. `HistoryUnavailableError` at once if gone."""
        closed_until = self._closed_until
        if closed_until is None:
            if self._reading and self._hangs():
                raise HistoryUnavailableError("the database keeps others waiting")
            return self._read(source, customer_id, asked)
        if self._seconds() < closed_until or not self._trying.acquire(blocking=False):
            raise HistoryUnavailableError("the database did not answer a moment ago")
        try:
            return self._read(source, customer_id, asked)
        finally:
            self._trying.release()

    def _read(self, source: str, customer_id: str, asked: Asked) -> Person | None:
        thread, began = threading.get_ident(), self._seconds()
        self._reading[thread] = began
        try:
            person = self._known(source, customer_id, asked)
        except (DataError, UnicodeError):
            return None  # no database can hold such an id, so nobody has it
        except (ValueError, TypeError, LookupError) as error:
            log.exception("what is known of a customer of %s makes no sense", source)
            raise HistoryUnavailableError("what is known of the customer cannot be read") from error
        except Error as error:
            self._trip(f"customer history cannot be read: {error}")
            if not connection.in_atomic_block:
                connection.close()  # the next attempt needs a new one
            raise HistoryUnavailableError("the database does not answer") from error
        finally:
            self._reading.pop(thread, None)
        self._weigh(self._seconds() - began)
        return person

    def _known(self, source: str, customer_id: str, asked: Asked) -> Person | None:
        """What is known; asked once more if this thread's connection is a dead one, as after a restart of PostgreSQL.

        A dead connection fails at once; a database that makes wait is not asked again.
        """
        began = self._seconds()
        try:
            return read_person(self._reads, source, customer_id, asked)
        except (OperationalError, InterfaceError):
            waited = self._seconds() - began > IMMEDIATE
            if waited or connection.connection is None or connection.in_atomic_block:
                raise
            connection.close()
        return read_person(self._reads, source, customer_id, asked)

    def _hangs(self) -> bool:
        """Whether some thread has been waiting for an answer for too long already."""
        latest = self._seconds() - self.slow
        return any(began < latest for began in list(self._reading.values()))

    def _weigh(self, took: float) -> None:
        """One slow read may be anybody's fault; a few in a row are the database's."""
        self._slow_in_a_row = self._slow_in_a_row + 1 if took > self.slow else 0
        if self._slow_in_a_row >= SLOW_IN_A_ROW:
            self._trip(f"customer history took {took:.2f} s")
        else:
            self._closed_until = None

    def _trip(self, why: str) -> None:
        if self._closed_until is None:
            log.warning("%s; named customers get no offers until it answers again", why)
        self._closed_until = self._seconds() + self.pause
