"""What rooms above tell this one: what they keep of a person, and how it goes away.

A room registers once, in its `AppConfig.ready()`:

    from worthmore.rights import ports
    ports.register(ports.Keeper("storefront", held=held_of, erase=erase_of))

Both callables get an `Identity`: every name and number by which the person may be written down anywhere. `erase` is
called before the shop itself forgets the person, may be called again at any time, and must then do no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]
"""One thing held: plain values only (text, whole numbers, booleans, aware datetimes, dates, lists and mappings)."""


@dataclass(frozen=True, slots=True)
class CustomerId:
    """A person as one source knows them."""

    source: str
    external_id: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Everything that leads back to one person. `keys` are the person's key and all former ones, the present first.

    `words` are the texts by which the person is recognised in free text: names, e-mail addresses, telephone numbers,
    customer ids long enough to mean nobody else, and all keys. `home` is the data folder.
    """

    keys: tuple[str, ...]
    customers: tuple[CustomerId, ...] = ()
    orders: tuple[CustomerId, ...] = ()
    words: tuple[str, ...] = ()
    home: Path = field(default_factory=Path)


@dataclass(frozen=True, slots=True)
class Keeper:
    """A room that keeps something of people.

    `held` gives what it holds, by section name ("orders_waiting": [record, …]); sections stand in the download under
    "elsewhere". `erase` removes it and says how many records went or were changed.
    """

    room: str
    held: Callable[[Identity], Mapping[str, Sequence[Record]]]
    erase: Callable[[Identity], int]


_keepers: dict[str, Keeper] = {}


def register(keeper: Keeper) -> None:
    """Make a room's keeper known; registering the room again replaces it."""
    _keepers[keeper.room] = keeper


def keepers() -> tuple[Keeper, ...]:
    """All registered keepers by the name of their room, in order."""
    return tuple(_keepers[room] for room in sorted(_keepers))
