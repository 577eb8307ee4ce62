"""One engine with its holder and recorder per process, shared by the API, the pages and the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from worthmore.offering.engine import Engine
from worthmore.offering.outcomes_in import OutcomesIn
from worthmore.offering.recorder import Recorder
from worthmore.offering.snapshot import SnapshotHolder


@dataclass(frozen=True, slots=True)
class Service:
    """What an edge needs: ask `engine.offer(...)`, tell `outcomes.record_outcome(...)`, look in `holder.current()`."""

    holder: SnapshotHolder
    recorder: Recorder
    engine: Engine
    outcomes: OutcomesIn

    def close(self) -> None:
        """Write what is queued and stop the threads."""
        raise NotImplementedError


def open_service(home: Path, secret: str) -> Service:
    """A new service over the data folder `home`, signing with the installation's secret. Close it when done."""
    raise NotImplementedError


def shared_service(home: Path, secret: str) -> Service:
    """The process's one service for that folder: the API and the pages share its memory and its writer."""
    raise NotImplementedError
