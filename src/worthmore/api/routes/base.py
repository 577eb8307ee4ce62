"""What all addresses share."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from falcon import Request, Response

from worthmore.api.door import Door
from worthmore.offering.service import Service

OpenService = Callable[[], Service]


class Route:
    """An address that needs a key, and answers browsers that ask whether they may call it."""

    methods: ClassVar[str] = "OPTIONS, POST"

    def __init__(self, door: Door, service: OpenService) -> None:
        self._door = door
        self._service = service

    def on_options(self, req: Request, resp: Response) -> None:
        """Answer a browser's preflight."""
        self._door.preflight(req, resp, self.methods)


class Reading:
    """An address anybody may read."""

    methods: ClassVar[str] = "GET, HEAD, OPTIONS"
