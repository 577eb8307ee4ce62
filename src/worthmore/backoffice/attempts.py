"""Slows down whoever guesses passwords.

After five wrong passwords for one name from one address, that pair waits a minute; every further wrong one doubles the
wait, up to a quarter of an hour, and a right one clears it. The counts live in Django's cache, which by default is the
process's own memory: several processes count apart, and a restart forgets. Neither lets anybody guess quickly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.core.cache import cache

FREE = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
REMEMBERED = timedelta(hours=1)


@dataclass(frozen=True)
class Attempts:
    """The wrong passwords given for a name from an address. The same for names that nobody has."""

    name: str
    address: str

    @property
    def _key(self) -> str:
        return "login-" + sha256(repr((self.name.casefold(), self.address)).encode()).hexdigest()

    def wait(self, at: datetime) -> timedelta:
        """How long the next attempt must wait; nothing at all for most people."""
        until: datetime = cache.get(f"{self._key}-until", at)
        return max(until - at, timedelta())

    def failed(self, at: datetime) -> None:
        """Count a wrong password."""
        over = self._count() - FREE
        if over >= 0:
            wait = min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT)
            cache.set(f"{self._key}-until", at + wait, wait.total_seconds())

    def _count(self) -> int:
        try:
            return cache.incr(self._key)
        except ValueError:  # the first, or the first after an hour
            cache.set(self._key, 1, REMEMBERED.total_seconds())
            return 1

    def succeeded(self) -> None:
        """Forget them."""
        cache.delete_many([self._key, f"{self._key}-until"])
