"""Which addresses must not be used, read by their keyed hashes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings

from worthmore.consent.addresses.hashing import digest, digest_of
from worthmore.consent.suppressing import SuppressionRow, standing
from worthmore.consent.values import AddressKind, PostalAddress
from worthmore.shop.queries.direct import Statement, read
from worthmore.shop.queries.many import ask
from worthmore.shop.queries.moments import moment
from worthmore.vocabulary.permission import Channel

FEW = 8
ALL_AT_ONCE = 200_000
COLUMNS = "digest, kind, act, channel, purpose, CAST(at AS text)"
FEW_ROWS = Statement(
    "worthmore_suppressed",
    f"SELECT {COLUMNS} FROM consent_suppression WHERE digest IN ({', '.join(['%s'] * FEW)})",  # noqa: S608 - our table
    ("text",) * FEW,
)
MANY_ROWS = """
SELECT held.digest, held.kind, held.act, held.channel, held.purpose, CAST(held.at AS text)
FROM {given} CROSS JOIN consent_suppression AS held WHERE held.digest = given.value
"""
EVERY_ROW = Statement("worthmore_all_suppressed", f"SELECT {COLUMNS} FROM consent_suppression", ())  # noqa: S608
HOW_MANY = Statement("worthmore_suppressed_count", "SELECT COUNT(*) FROM consent_suppression", ())

SENTINEL_KIND = "secret"
SENTINEL = "the secret these hashes were made with"


class SecretChangedError(RuntimeError):
    """The hashes were made with another secret: nobody can tell whose addresses they are, so nobody may be reached."""


Rows = Mapping[str, Sequence[SuppressionRow]]


def rows_of(digests: Collection[str]) -> Rows:
    """The rows of each hash that has any; a few hashes cost one read.

    Raises `SecretChangedError` when the hashes in the table cannot be compared with ours.
    """
    wanted = [one for one in digests if one]
    if not anything_held() or not wanted:
        return {}
    if len(wanted) > FEW:
        return _by_digest(ask(MANY_ROWS, wanted))
    return _by_digest(read(FEW_ROWS, *wanted, *[""] * (FEW - len(wanted))))


def every_row() -> Rows | None:
    """The rows of every hash there is, for a large audience; None when there are too many to hold."""
    if not anything_held():
        return {}
    return None if read(HOW_MANY)[0][0] > ALL_AT_ONCE else _by_digest(read(EVERY_ROW))


def _by_digest(found: Iterable[tuple[Any, ...]]) -> Rows:
    rows = defaultdict(list)
    for one, kind, act, channel, purpose, at in found:
        rows[one].append(SuppressionRow(one, kind, act, channel, purpose, moment(at)))
    return rows


def suppressed(channel: Channel, kind: AddressKind, address: str | PostalAddress, country: str = "") -> bool:
    """Whether an address must not be used for marketing through a channel; one that cannot be read must not.

    `country` (ISO 3166 alpha-2) is that of a telephone number without a prefix.
    """
    found = digest_of(kind, address, country)
    if not found:
        return True
    try:
        held = standing(rows_of([found]).get(found, ())).suppressed
    except SecretChangedError:
        return True
    return channel in held or None in held


def sentinel() -> str:
    """The hash that tells with which secret the others were made."""
    return digest(SENTINEL_KIND, SENTINEL)


_checked: set[str] = set()
FIRST = Statement("worthmore_sentinel", "SELECT kind, digest FROM consent_suppression ORDER BY id LIMIT 1", ())


def anything_held() -> bool:
    """Whether the table holds any hash. `SecretChangedError` unless they are ours; found good once is enough.

    The first row of all tells with which secret the rows were made; without it nobody can tell whose they are.
    """
    secret = settings.SECRET_KEY
    if secret in _checked:
        return True
    found = read(FIRST)
    if found and found[0] != (SENTINEL_KIND, sentinel()):
        raise SecretChangedError(
            "the suppression list was made with another WORTHMORE_SECRET; nobody may be reached until it is set back"
        )
    if found:
        _checked.add(secret)
    return bool(found)
