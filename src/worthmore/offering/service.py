"""One engine with its holder and recorder per process, shared by the API, the pages and the terminal."""

from __future__ import annotations

import atexit
import threading
from dataclasses import dataclass
from pathlib import Path

from worthmore.offering.engine import Engine
from worthmore.offering.holder import SnapshotHolder
from worthmore.offering.outcomes_in import OutcomesIn
from worthmore.offering.recorder import Recorder


@dataclass(frozen=True, slots=True)
class Service:
    """What an edge needs: ask `engine.offer(...)`, tell `outcomes.record_outcome(...)`, look in `holder.current()`."""

    holder: SnapshotHolder
    recorder: Recorder
    engine: Engine
    outcomes: OutcomesIn

    def close(self) -> None:
        """Write what is queued and stop the threads."""
        self.recorder.close()
        self.holder.close()


def open_service(home: Path, secret: str, watch: bool = False) -> Service:
    """A new service over the data folder `home`, signing with the installation's secret. Close it when done.

    With `watch`, a thread looks for changes of the shop; without, whoever asks after a second does.
    """
    holder, recorder = SnapshotHolder(home, watch=watch), Recorder()
    return Service(holder, recorder, Engine(holder, recorder, secret), OutcomesIn(recorder, secret))


def shared_service(home: Path, secret: str) -> Service:
    """The process's one service for that folder: the API and the pages share its memory and its writer.

    It is closed when the process ends, so that nothing queued is lost.
    """
    with _lock:
        if (home, secret) not in _shared:
            _shared[home, secret] = open_service(home, secret, watch=True)
            atexit.register(_shared[home, secret].close)
        return _shared[home, secret]


_lock = threading.Lock()
_shared: dict[tuple[Path, str], Service] = {}
