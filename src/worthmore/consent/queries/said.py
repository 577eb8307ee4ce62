"""What one person, or many, said and what was recorded of them: raw rows by key, in one statement a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from worthmore.shop.queries.direct import Statement as Read
from worthmore.shop.queries.direct import read
from worthmore.shop.queries.ids import possible
from worthmore.shop.queries.many import ask
from worthmore.shop.queries.moments import moment
from worthmore.vocabulary.permission import Act, Audience, Channel, Purpose, Statement

ENTRY = "act, channel, purpose, at, own_act, double_opt_in, written, address, id"
CONTACT = "channel, at, by_seller, in_sale, opt_out_offered, negotiated, address, id"
ONE = Read(
    "worthmore_said",
    """
SELECT 'entry', act, channel, purpose, at, own_act, double_opt_in, written, false, address, id
FROM consent_entry WHERE person_key = %s
UNION ALL
SELECT 'contact', '', channel, '', at, by_seller, in_sale, opt_out_offered, negotiated, address, id
FROM consent_salecontact WHERE person_key = %s
UNION ALL
SELECT 'capacity', audience, '', '', recorded_at, minor, false, false, false, '', id
FROM consent_capacity WHERE person_key = %s
UNION ALL
SELECT 'pause', '', '', '', paused_until, false, false, false, false, '', id
FROM consent_preference WHERE person_key = %s AND paused_until IS NOT NULL
""",
    ("text",) * 4,
)
JOINED = (
    "SELECT held.person_key, {columns} FROM {{given}} CROSS JOIN {table} AS held WHERE held.person_key = given.value"
)


def _joined(columns: str, table: str) -> str:
    return JOINED.format(columns=", ".join(f"held.{name}" for name in columns.split(", ")), table=table)


ENTRIES = _joined(ENTRY, "consent_entry")
CONTACTS = _joined(CONTACT, "consent_salecontact")
CAPACITIES = _joined("audience, minor", "consent_capacity")
PAUSES = _joined("paused_until", "consent_preference") + " AND held.paused_until IS NOT NULL"
ACTS = {act.value: act for act in Act}
BY_VALUE = {one.value: one for one in Channel}
CHANNELS: dict[str, Channel | None] = {"": None, **BY_VALUE}
PURPOSES: dict[str, Purpose | None] = {"": None, **{one.value: one for one in Purpose}}


Contact = tuple[Channel, datetime, tuple[bool, bool, bool, bool], str, str]


@dataclass(slots=True)
class Said:
    """All of it under one or several keys. With a statement stands the hash of the address it concerns.

    A contact is its channel, time, flags (`by_seller`, `in_sale`, `opt_out_offered`, `negotiated`), address and name.
    """

    statements: list[tuple[Statement, str]] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    audiences: set[Audience] = field(default_factory=set)
    minors: set[bool] = field(default_factory=set)
    paused_until: datetime | None = None

    def add(self, other: Said) -> None:
        """What was said under another key of the same person."""
        self.statements += other.statements
        self.contacts += other.contacts
        self.audiences |= other.audiences
        self.minors |= other.minors
        self.pause(other.paused_until)

    def pause(self, until: datetime | None) -> None:
        """The longest of several pauses holds."""
        if until is not None and (self.paused_until is None or until > self.paused_until):
            self.paused_until = until


def said_by(keys: Sequence[str]) -> Said:
    """What one person said under all their keys: one read a key, and hardly anybody has two."""
    found = Said()
    for key in filter(possible, keys):
        for what, first, channel, purpose, at, *flags, address, row in read(ONE, key, key, key, key):
            if what == "entry":
                found.statements.append((_statement(first, channel, purpose, at, flags, row), address))
            elif what == "contact":
                found.contacts.append(_contact(channel, at, flags, address, row))
            elif what == "capacity":
                _capacity(found, first, flags[0])
            else:
                found.pause(moment(at))
    return found


def said_by_many(keys: Iterable[str]) -> Mapping[str, Said]:
    """What was said under each of very many keys; keys with nothing are absent."""
    asked = [key for key in keys if possible(key)]
    found: dict[str, Said] = defaultdict(Said)
    for key, act, channel, purpose, at, *flags, address, row in ask(ENTRIES, asked):
        found[key].statements.append((_statement(act, channel, purpose, at, flags, row), address))
    for key, channel, at, *flags, address, row in ask(CONTACTS, asked):
        found[key].contacts.append(_contact(channel, at, flags, address, row))
    for key, audience, minor in ask(CAPACITIES, asked):
        _capacity(found[key], audience, minor)
    for key, until in ask(PAUSES, asked):
        found[key].pause(moment(until))
    return found


def _statement(act: str, channel: str, purpose: str, at: Any, flags: Sequence[Any], row: int) -> Statement:
    own_act, double_opt_in, written = map(bool, flags[:3])
    return Statement(
        ACTS[act], CHANNELS[channel], PURPOSES[purpose], moment(at), own_act, double_opt_in, written, f"ledger:{row}"
    )


def _contact(channel: str, at: Any, flags: Sequence[Any], address: str, row: int) -> Contact:
    by_seller, in_sale, opt_out_offered, negotiated = map(bool, flags[:4])
    return BY_VALUE[channel], moment(at), (by_seller, in_sale, opt_out_offered, negotiated), address, f"sale:{row}"


def _capacity(found: Said, audience: str, minor: Any) -> None:
    found.audiences.add(Audience(audience))
    if minor is not None:
        found.minors.add(bool(minor))
