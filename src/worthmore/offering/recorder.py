"""The one thread of this process that writes decisions and outcomes, many in one transaction."""

from __future__ import annotations


class NotRecorded(RuntimeError):
    """The database did not take it in time. Sending the same again is safe."""


class Recorder:
    """Decisions are queued and written behind; outcomes are awaited until they are committed."""

    def close(self) -> None:
        """Write what is queued and stop."""
        raise NotImplementedError
