"""GET /v1/health and /v1/ready: for those who watch over the server."""

from __future__ import annotations

import msgspec
from falcon import Request, Response

from worthmore import __version__
from worthmore.api.answers import Health, Ready
from worthmore.api.keys import KeyRing
from worthmore.api.problems import NOT_READY, ProblemError
from worthmore.api.routes.base import OpenService, Reading
from worthmore.vocabulary.clock import now

_encode = msgspec.json.Encoder().encode


class HealthRoute(Reading):
    """Is the process alive?"""

    def __init__(self) -> None:
        self._answer = _encode(Health(alive=True, version=__version__))

    def on_get(self, req: Request, resp: Response) -> None:
        """Answer without touching anything else."""
        resp.data = self._answer

    on_head = on_get


class ReadyRoute(Reading):
    """Can it answer?"""

    def __init__(self, keys: KeyRing, service: OpenService) -> None:
        self._keys = keys
        self._service = service

    def on_get(self, req: Request, resp: Response) -> None:
        """Ready as soon as there is a catalogue and a list of keys, though the database may be gone by now."""
        resp.set_header("Cache-Control", "no-store")
        holder = self._service().holder
        snapshot = holder.current(now())
        if snapshot is None or not self._keys.loaded:
            missing = "catalogue" if snapshot is None else "list of API keys"
            raise ProblemError(NOT_READY, f"The {missing} could not be loaded yet.", headers={"Retry-After": "1"})
        reachable = self._keys.fresh and not holder.stale
        resp.data = _encode(
            Ready(
                ready=True,
                database="reachable" if reachable else "gone",
                model=snapshot.model_version,
                rules=snapshot.rules_version,
                stale_since=holder.stale_since,
            )
        )

    on_head = on_get
