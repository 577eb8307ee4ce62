"""API keys: what they look like, what they allow, and the ring of valid ones every process keeps in memory."""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.db import connection

REFRESH_SECONDS = 0.5
FIRST_LOAD_SECONDS = 5.0
SECRET_BYTES = 24  # 32 url-safe characters
PREFIX_LENGTH = 12

log = logging.getLogger("worthmore.api")


class Scope(StrEnum):
    """What a key may do, each more than the one before.

    A storefront key stands in the page for all to read: offers and answers only. A till key stays on the shop's own
    device: also the sales of that till, and suggestions to keep for when the line is down.
    """

    STOREFRONT = "storefront"
    TILL = "till"
    SERVER = "server"

    @property
    def letter(self) -> str:
        """The letter a key begins with: p for public, t for till, s for secret."""
        return {Scope.STOREFRONT: "p", Scope.TILL: "t"}.get(self, "s")

    def covers(self, needed: Scope) -> bool:
        """Whether a key of this scope may do what needs the other."""
        order = (Scope.STOREFRONT, Scope.TILL, Scope.SERVER)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Key:
    """A valid key, without its secret. `digest` is how it was found."""

    digest: str
    name: str
    scope: Scope
    source: str
    origins: frozenset[str]

    @property
    def is_server(self) -> bool:
        """Whether it may do everything and see what the shop earns."""
        return self.scope is Scope.SERVER


class KeysUnavailableError(RuntimeError):
    """No key could be read from the database since this process started."""


class Copy(Protocol):
    """Where the keys are kept for a start without a database."""

    def write(self, keys: Mapping[str, Key]) -> None:
        """Keep them."""
        ...

    def read(self) -> Mapping[str, Key] | None:
        """What was kept."""
        ...


def new_secret(scope: Scope) -> str:
    """A fresh key as its owner will see it, once."""
    return f"wm_{scope.letter}{secrets.token_urlsafe(SECRET_BYTES)}"


def digest_of(plain: str) -> str:
    """What is kept of a key. The key is 192 random bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()


class KeyRing:
    """The valid keys, read again every half second, so that a revoked key stops within a second.

    No request waits for the database: a thread of its own reads, and the last keys stay in use while the database
    is gone. With `every` 0 there is no thread and every look reads anew. A `copy` serves where the database is gone
    from the start.
    """

    def __init__(
        self, load: Callable[[], Mapping[str, Key]], every: float = REFRESH_SECONDS, copy: Copy | None = None
    ) -> None:
        self._load = load
        self._every = every
        self._copy = copy
        self._keys: Mapping[str, Key] | None = None
        self._origins: frozenset[str] = frozenset()
        self._attempted = threading.Event()
        self._stopped = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self.fresh = False

    def find(self, plain: str) -> Key | None:
        """The key, or None when it is unknown or revoked. Raises `KeysUnavailableError`."""
        return self._current().get(digest_of(plain))

    def knows_origin(self, origin: str) -> bool:
        """Whether any valid key may be used from that web origin. Raises `KeysUnavailableError`."""
        self._current()
        return origin in self._origins

    @property
    def loaded(self) -> bool:
        """Whether there are keys to compare with, fresh or not."""
        try:
            self._current()
        except KeysUnavailableError:
            return False
        return True

    def refresh(self) -> None:
        """Read the keys now; when that fails the last ones stay."""
        try:
            keys = self._load()
        except Exception as error:
            if self.fresh:
                log.warning("API keys cannot be read; the last known ones stay in use: %s", error)
            self.fresh = False
            if self._keys is None and self._copy is not None:
                self._use(self._copy.read())
        else:
            self._use(keys)
            self.fresh = True
            self._keep(keys)
        self._attempted.set()

    def close(self) -> None:
        """Stop the thread."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _use(self, keys: Mapping[str, Key] | None) -> None:
        self._origins = frozenset(origin for key in (keys or {}).values() for origin in key.origins)
        self._keys = keys

    def _keep(self, keys: Mapping[str, Key]) -> None:
        try:
            if self._copy is not None:
                self._copy.write(keys)
        except OSError as error:
            log.warning("the copy of the API keys cannot be written: %s", error)
            self._copy = None

    def _current(self) -> Mapping[str, Key]:
        if self._every <= 0:
            self.refresh()
        elif self._thread is None:
            self._start()
        if self._keys is None:
            self._attempted.wait(FIRST_LOAD_SECONDS)
        if self._keys is None:
            raise KeysUnavailableError("the API keys cannot be read: the database does not answer")
        return self._keys

    def _start(self) -> None:
        # At the first request, not at import: a server may fork in between, and threads do not survive that.
        with self._starting:
            if self._thread is None:
                thread = threading.Thread(target=self._keep_fresh, name="api-keys", daemon=True)
                thread.start()
                self._thread = thread

    def _keep_fresh(self) -> None:
        try:
            self.refresh()
            while not self._stopped.wait(self._every):
                self.refresh()
        finally:
            connection.close()
