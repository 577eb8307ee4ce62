"""From a request to a recorded decision: look up, decide, sign, queue for recording."""

from __future__ import annotations

from datetime import datetime

from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.recorder import Recorder
from worthmore.offering.requests import OfferRequest
from worthmore.offering.snapshot import SnapshotHolder


class Engine:
    """Answers offer requests from the present snapshot. Safe to use from many threads."""

    def __init__(self, holder: SnapshotHolder, recorder: Recorder, secret: str) -> None:
        self.holder = holder
        self.recorder = recorder
        self.secret = secret

    def offer(self, source: str, request: OfferRequest, at: datetime) -> RecordedDecision:
        """Decide what to offer. Raises `RequestError` only for a source nobody knows or before anything is loaded."""
        raise NotImplementedError
