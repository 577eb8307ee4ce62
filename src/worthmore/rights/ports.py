"""What rooms above tell this one: what they keep of a person, how it goes away, and what grows too old.

A room registers once, in its `AppConfig.ready()`:

    from worthmore.rights import ports
    ports.register(ports.Keeper("storefront", held=held_of, erase=erase_of))
    ports.register_sweep(ports.Sweep("refused orders", "activity_days", count=too_old, sweep=remove_old))

Both callables of a keeper get an `Identity`: every name and number by which the person may be written down anywhere.
`erase` is called before the shop itself forgets the person, may be called again at any time, and must then do no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from worthmore.vocabulary.policy import Policy

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
    customer ids long enough to mean nobody else, and all keys. `exact` are those that only count as a whole: every
    customer id, every name. `home` is the data folder.
    """

    keys: tuple[str, ...]
    customers: tuple[CustomerId, ...] = ()
    orders: tuple[CustomerId, ...] = ()
    words: tuple[str, ...] = ()
    exact: frozenset[str] = frozenset()
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


@dataclass(frozen=True, slots=True)
class Sweep:
    """Something that grows too old. `setting` names the field of the policy that says when; 0 there means never.
    Without a setting, the records themselves say when.

    `count` says how many records are too old at a moment. `sweep` removes, or thins, some of them (as many as take a
    moment, in one transaction) and says how many; it is called again until it says 0.
    """

    name: str
    setting: str
    count: Callable[[datetime, Policy], int]
    sweep: Callable[[datetime, Policy], int]


_keepers: dict[str, Keeper] = {}
_sweeps: dict[str, Sweep] = {}


def register(keeper: Keeper) -> None:
    """Make a room's keeper known; registering the room again replaces it."""
    _keepers[keeper.room] = keeper


def keepers() -> tuple[Keeper, ...]:
    """All registered keepers by the name of their room, in order."""
    return tuple(_keepers[room] for room in sorted(_keepers))


def register_sweep(sweep: Sweep) -> None:
    """Make known what a room lets go of when it is too old; registering the name again replaces it."""
    _sweeps[sweep.name] = sweep


def sweeps() -> tuple[Sweep, ...]:
    """All registered sweeps by name, in order."""
    return tuple(_sweeps[name] for name in sorted(_sweeps))
