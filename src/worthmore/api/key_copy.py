"""The valid keys in a file of the data folder, so that a process that starts while the database is gone can answer.

Only hashes stand in it. A key that is revoked leaves the file within a second, as long as any process runs.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from worthmore.api.keys import Key

_decode = msgspec.json.Decoder(dict[str, Key]).decode
_encode = msgspec.json.Encoder(order="deterministic").encode


class KeyCopy:
    """One file, replaced as a whole, readable by its owner only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: Mapping[str, Key] | None = None

    def write(self, keys: Mapping[str, Key]) -> None:
        """Keep the keys if they changed. Raises `OSError`."""
        if keys == self._kept:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(_encode(keys))
        fresh.replace(self.path)
        self._kept = dict(keys)

    def read(self) -> dict[str, Key] | None:
        """The kept keys; None when there are none that can be read."""
        try:
            return _decode(self.path.read_bytes())
        except (OSError, msgspec.MsgspecError):
            return None
