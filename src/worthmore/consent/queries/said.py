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

OF_EACH = (
    "SELECT {key}'entry', act, channel, purpose, CAST(at AS text), own_act, double_opt_in, written, false, address, id "
    "FROM {among}consent_entry WHERE person_key = {who}",
    "SELECT {key}'contact', '', channel, '', CAST(at AS text), by_seller, in_sale, opt_out_offered, negotiated, "
    "address, id FROM {among}consent_salecontact WHERE person_key = {who}{through}",
    "SELECT {key}'capacity', audience, '', '', '', minor, false, false, false, '', id "
    "FROM {among}consent_capacity WHERE person_key = {who}",
    "SELECT {key}'pause', '', '', '', CAST(paused_until AS text), false, false, false, false, '', id "
    "FROM {among}consent_preference WHERE person_key = {who} AND paused_until IS NOT NULL",
)
EACH = " UNION ALL ".join(OF_EACH)
ONE = Read("worthmore_said", EACH.format(key="", among="", who="%s", through=""), ("text",) * 4)
# The keys are handed over once for all four tables.
GIVEN = "WITH asked AS MATERIALIZED (SELECT given.value FROM {given}) "
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
        for row in read(ONE, key, key, key, key):
            _keep(found, *row)
    return found


def said_by_many(keys: Iterable[str], channel: Channel | None = None) -> Mapping[str, Said]:
    """What was said under each of very many keys; keys with nothing are absent.

    `channel` leaves out how the addresses of other channels were obtained; a no to any channel is there all the same.
    """
    through = f" AND channel = '{channel.value}'" if channel else ""
    each = EACH.format(key="person_key, ", among="asked CROSS JOIN ", who="asked.value", through=through)
    found: dict[str, Said] = defaultdict(Said)
    for key, *row in ask(GIVEN + each, [key for key in keys if possible(key)]):
        _keep(found[key], *row)
    return found


def _keep(found: Said, what: str, first: str, channel: str, purpose: str, at: Any, *rest: Any) -> None:
    """One row of any of the four tables, its moment as text."""
    *flags, address, row = rest
    if what == "entry":
        found.statements.append((_statement(first, channel, purpose, at, flags, row), address))
    elif what == "contact":
        found.contacts.append(_contact(channel, at, flags, address, row))
    elif what == "capacity":
        _capacity(found, first, flags[0])
    else:
        found.pause(moment(at))


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
