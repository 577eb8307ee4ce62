"""What the law is asked about: one person, or an audience of a hundred thousand, as `Subject`s.

Between what was said and what the law sees stand four rules of this room. What was given before an erasure is gone. An
old permission without a purchase since has run out (`consent_months`). A permission or a sale's contact for another
address than the person has now says nothing of the new one. And suppressed addresses speak for whoever has them.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from worthmore.consent.addresses.persons import country_of, digests, minor_of
from worthmore.consent.periods import months_before
from worthmore.consent.queries.listed import NOWHERE, Listed, listed, loaded
from worthmore.consent.queries.said import Said, said_by, said_by_many
from worthmore.consent.queries.suppression import Rows, SecretChangedError, rows_of
from worthmore.consent.suppressing import EVERYTHING, NOTHING, Standing, standing
from worthmore.shop.queries import Reach, policy, reach, reach_one
from worthmore.vocabulary.permission import Act, Audience, Channel, Relation, SaleContact, Statement, Subject
from worthmore.vocabulary.policy import Policy

log = logging.getLogger(__name__)

NO = (Act.OBJECTED, Act.WITHDRAWN)
UNCOMPARED = Standing(suppressed=EVERYTHING)
"""With the secret gone nobody can tell who is suppressed: then everybody is."""


@dataclass(frozen=True, slots=True)
class Known:
    """A subject, and what the law does not look at: a pause they asked for, and permissions that have run out."""

    subject: Subject
    paused_until: datetime | None = None
    ran_out: tuple[Statement, ...] = ()


def subject(person_key: str, at: datetime, channel: Channel | None = None) -> Subject:
    """One person as the law sees them at a moment; four or five indexed reads.

    `channel` leaves out what only other channels need (hashing telephone numbers, do-not-contact lists).
    """
    return known(person_key, at, channel).subject


def subjects(keys: Iterable[str], at: datetime, channel: Channel | None = None) -> dict[str, Subject]:
    """`subject` of many people, by the keys asked for, in few reads whatever their number."""
    return {key: one.subject for key, one in known_many(keys, at, channel).items()}


def known(person_key: str, at: datetime, channel: Channel | None = None) -> Known:
    """`subject` with what else decides about sending."""
    return known_of(reach_one(person_key), at, policy(), channel)


def known_of(person: Reach, at: datetime, policy: Policy, channel: Channel | None = None) -> Known:
    """`known` of somebody whom the shop was asked about already, on the way to an offer: two indexed reads."""
    own = digests(person, channel)
    mine = [digest for _, digest in own]
    on = listed([person], loaded(channel), {person.key: own}).get(person.key, NOWHERE)
    terms = Terms(at, policy, channel)
    return _known(person, said_by(person.keys), _standing(mine, _held(mine)), on, terms, mine)


def known_many(
    keys: Iterable[str], at: datetime, channel: Channel | None = None, everything: Rows | None = None
) -> dict[str, Known]:
    """`known` of many people. `everything` is `suppression.every_row()`, where it was read for more than these."""
    asked = list(dict.fromkeys(keys))
    people = reach(asked)
    everybody = {key: people.get(key) or Reach(key) for key in asked}
    own = {one.key: digests(one, channel) for one in everybody.values()}
    held = everything if everything is not None else _held({one for several in own.values() for _, one in several})
    said = said_by_many({key for person in everybody.values() for key in person.keys}, channel)
    on, terms = listed(everybody.values(), loaded(channel), own), Terms(at, policy(), channel)

    def one(person: Reach) -> Known:
        mine = [digest for _, digest in own[person.key]]
        there = on.get(person.key, NOWHERE)
        return _known(person, _together(person, said), _standing(mine, held), there, terms, mine)

    return {key: one(person) for key, person in everybody.items()}


class Terms:
    """What is asked, and the moments the settings come to: when a permission ran out, who is a former customer."""

    __slots__ = ("at", "channel", "consent_since", "customer_since")

    def __init__(self, at: datetime, policy: Policy, channel: Channel | None) -> None:
        self.at, self.channel = at, channel
        self.consent_since = months_before(at, policy.consent_months) if policy.consent_months else None
        self.customer_since = months_before(at, policy.ex_customer_months) if policy.ex_customer_months else None


Held = Rows | None


def _held(digests: Collection[str]) -> Held:
    """The suppression rows by hash; None when they cannot be compared."""
    try:
        return rows_of(digests)
    except SecretChangedError as error:
        log.error("%s", error)
        return None


def _standing(digests: Collection[str], held: Held) -> Standing:
    if held is None:
        return UNCOMPARED
    rows = [row for digest in digests if digest in held for row in held[digest]]
    return standing(rows) if rows else NOTHING


def _together(person: Reach, said: Mapping[str, Said]) -> Said:
    if not person.former_keys:
        return said.get(person.key, SILENT)
    found = Said()
    for key in person.keys:
        found.add(said.get(key, SILENT))
    return found


def _known(person: Reach, said: Said, held: Standing, on: Listed, terms: Terms, mine: Collection[str]) -> Known:
    statements, ran_out = _statements(person, said, held, terms, mine)
    return Known(
        Subject(
            key=person.key,
            country=country_of(person.customers),
            audience=_audience(said),
            relation=_relation(person, terms),
            statements=statements,
            sale_contacts=_contacts(person, said, held, terms, mine),
            list_hits=on.hits,
            checked_lists=on.checked,
            suppressed=held.suppressed,
            minor=_minor(person, said, terms),
        ),
        said.paused_until,
        ran_out,
    )


def _statements(
    person: Reach, said: Said, held: Standing, terms: Terms, mine: Collection[str]
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """What counts, and the permissions that have run out."""
    if not said.statements:
        return held.refusals, ()
    counted, ran_out = [], []
    bought_at = person.last_sale_at
    for one, address in said.statements:
        if one.act in NO:
            counted.append(one)
        elif held.erased_at is not None and one.at <= held.erased_at:
            continue
        elif _ran_out(one, bought_at, terms.consent_since):
            ran_out.append(one)
        elif one.double_opt_in and address and address not in mine:
            counted.append(replace(one, double_opt_in=False))
        else:
            counted.append(one)
    return (*counted, *held.refusals), tuple(ran_out)


def _ran_out(one: Statement, bought_at: datetime | None, since: datetime | None) -> bool:
    """Only a permission runs out; an objection lifted stays lifted."""
    if since is None or one.act is not Act.GIVEN or one.at >= since:
        return False
    return bought_at is None or bought_at < since


def _contacts(
    person: Reach, said: Said, held: Standing, terms: Terms, mine: Collection[str]
) -> tuple[SaleContact, ...]:
    """Those of addresses the person still has, with the last sale the shop knows."""
    if not said.contacts:
        return ()
    found = []
    for channel, at, flags, address, name in said.contacts:
        if terms.channel is not None and channel is not terms.channel:
            continue
        if (address and address not in mine) or (held.erased_at is not None and at <= held.erased_at):
            continue
        found.append(SaleContact(channel, at, *flags, last_sale_at=person.last_sale_at, reference=name))
    return tuple(found)


def _audience(said: Said) -> Audience:
    """Two capacities at once are none: then they are protected as a consumer."""
    return next(iter(said.audiences)) if len(said.audiences) == 1 else Audience.B2C


def _relation(person: Reach, terms: Terms) -> Relation:
    sold_at = person.last_sale_at
    if sold_at is not None and sold_at <= terms.at:
        since = terms.customer_since
        return Relation.CUSTOMER if since is None or sold_at >= since else Relation.EX_CUSTOMER
    return Relation.ACCOUNT_ONLY if person.customers else Relation.PROSPECT


def _minor(person: Reach, said: Said, terms: Terms) -> bool | None:
    told = minor_of(person.customers, terms.at)
    if told or True in said.minors:
        return True
    return False if told is False or False in said.minors else None


SILENT = Said()
