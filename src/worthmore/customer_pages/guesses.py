"""Slows down whoever tries links that nobody was given.

After thirty links in an hour that lead nowhere, whoever sends them waits a minute before another is looked at; every
further one doubles the wait, up to a quarter of an hour. Unsubscribing never waits: there only the answer to a link
that leads nowhere changes. The counts live in Django's cache, as those of wrong passwords do.

Visitors are told apart by their address. Where that is a proxy's own, it is the one the proxy says it was asked from;
without that, people cannot be told apart, and nobody is held up for what another does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network

from django.core.cache import cache

FREE = 30
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
REMEMBERED = timedelta(hours=1)
NEAR = tuple(
    map(
        ip_network, ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7", "fe80::/10")
    )
)
"""Networks in which a proxy of the shop's own may stand."""


def visitor(meta: Mapping[str, str]) -> str:
    """The address a request came from, in the words of WSGI; empty when visitors cannot be told apart."""
    direct = meta.get("REMOTE_ADDR", "")
    if not _is_near(direct):
        return direct
    told = meta.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return "" if _is_near(told) else told


def wait(address: str, at: datetime) -> timedelta:
    """How long this visitor must wait before another link is looked at."""
    if not address:
        return timedelta()
    until: datetime = cache.get(_key(address) + "-until", at)
    return max(until - at, timedelta())


def missed(address: str, at: datetime) -> None:
    """Count a link that leads nowhere."""
    if not address:
        return
    over = _count(_key(address)) - FREE
    if over >= 0:
        held = min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT)
        cache.set(_key(address) + "-until", at + held, held.total_seconds())


def _count(key: str) -> int:
    try:
        return cache.incr(key)
    except ValueError:  # the first, or the first after an hour
        cache.set(key, 1, REMEMBERED.total_seconds())
        return 1


def _key(address: str) -> str:
    return "link-" + sha256(address.encode("utf-8", "backslashreplace")).hexdigest()


def _is_near(address: str) -> bool:
    """Whether it stands in our own networks, or is no address at all."""
    try:
        found = ip_address(address)
    except ValueError:
        return True
    mapped = getattr(found, "ipv4_mapped", None) or found
    return any(mapped in network for network in NEAR if network.version == mapped.version)
