"""POST /v1/permissions: what a customer allowed and refused, with its proof, and how their addresses were obtained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

import msgspec
import polars as pl
from django.db import transaction
from falcon import Request, Response

from worthmore.api import moments
from worthmore.api.answers import PermissionsKept
from worthmore.api.keys import Key, Scope
from worthmore.api.permission_requests import Permission, PermissionsRequest, SaleContact
from worthmore.api.problems import PERMISSION_NOT_KEPT, WRONG_SCOPE, ProblemError
from worthmore.api.reading import Reader
from worthmore.api.routes.base import Route
from worthmore.api.writing import write
from worthmore.consent.operations import ConsentError, SaleFact, Saying, record, refuse_customer, sale_contacts
from worthmore.consent.values import Proof, Recorded, Wording
from worthmore.shop.columns import CUSTOMERS
from worthmore.shop.operations import save_customers
from worthmore.shop.queries import person_key_of
from worthmore.vocabulary import permission as words
from worthmore.vocabulary.clock import now

_reader = Reader(PermissionsRequest)
_encode = msgspec.json.Encoder().encode


class Permissions(Route):
    """Tell what a customer allowed or refused."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Keep all of it or nothing; it is in the database when this answers."""
        key = self._door.enter(req, resp, Scope.STOREFRONT)
        asked = _reader.read(req)
        if not key.is_server:
            _check_public(asked)
        at = now()
        kept = write(lambda: _keep(key, asked, at))
        new = sum(one.new for one in kept)
        resp.data = _encode(PermissionsKept(new, len(kept) - new))


def _check_public(asked: PermissionsRequest) -> None:
    """Everybody can read a storefront key: with it one may only say no, and name nobody's address."""
    for place, one in enumerate(asked.permissions):
        if one.act == "given":
            raise _wrong_scope(f"permissions[{place}].act", "A storefront key may record a no only.")
    for name in ("sale_contacts", "email", "phone", "country"):
        if getattr(asked, name):
            raise _wrong_scope(name, f"`{name}` may be sent with a server key only.")


def _wrong_scope(field: str, detail: str) -> ProblemError:
    return ProblemError(WRONG_SCOPE, detail, field, "Send it from your server, with a server key.")


def _keep(key: Key, asked: PermissionsRequest, at: datetime) -> list[Recorded]:
    with transaction.atomic():
        person = person_key_of(key.source, asked.customer)
        if person is None and key.is_server:
            person = _made_known(key.source, asked, at)
        if person is None:
            return [_refused(key, asked, one, place, at) for place, one in enumerate(asked.permissions)]
        said = [
            _kept(f"permissions[{place}]", partial(_say, person, key, asked, one, place, at))
            for place, one in enumerate(asked.permissions)
        ]
        sold = [
            _kept(f"sale_contacts[{place}]", partial(_sold, person, key, asked, one, place, at))
            for place, one in enumerate(asked.sale_contacts)
        ]
    return [*said, *sold]


def _made_known(source: str, asked: PermissionsRequest, at: datetime) -> str | None:
    """Who asks for a newsletter before buying anything is made known with the address they gave."""
    row = {"external_id": asked.customer, "email": asked.email, "phone": asked.phone, "country": asked.country}
    given = {name: value for name, value in row.items() if value}
    save_customers(source, pl.DataFrame([given], schema={name: CUSTOMERS.schema[name] for name in given}), at)
    return person_key_of(source, asked.customer)


def _say(person: str, key: Key, asked: PermissionsRequest, one: Permission, place: int, at: datetime) -> Recorded:
    act = words.Act(one.act)
    when = moments.checked(one.at, f"permissions[{place}].at", at)
    return record([Saying(person, act, _channel(one), _purpose(one), when, _proof(key, asked, one))], at)[0]


def _refused(key: Key, asked: PermissionsRequest, one: Permission, place: int, at: datetime) -> Recorded:
    """A no of a customer we do not know yet, by their id: kept for the day they are known."""
    when = moments.checked(one.at, f"permissions[{place}].at", at)
    return Recorded(0, refuse_customer(key.source, asked.customer, _channel(one), _purpose(one), when, at))


def _channel(one: Permission) -> words.Channel | None:
    return words.Channel(one.channel) if one.channel else None


def _purpose(one: Permission) -> words.Purpose | None:
    if one.purpose:
        return words.Purpose(one.purpose)
    return words.Purpose.MARKETING if one.act == "given" else None


def _proof(key: Key, asked: PermissionsRequest, one: Permission) -> Proof:
    text = one.text
    return Proof(
        recorded_by=f"API key {key.name}"[:100],
        place=one.where,
        how=one.how,
        wording=Wording(text.name, text.version, text.language, text.words) if text else None,
        evidence=one.evidence,
        double_opt_in=one.double_opt_in,
        written=one.written,
        source=_source(key),
        reference=one.id,
        address=_address(asked, one.channel),
    )


def _sold(person: str, key: Key, asked: PermissionsRequest, one: SaleContact, place: int, at: datetime) -> Recorded:
    when = moments.checked(one.at, f"sale_contacts[{place}].at", at)
    contact = words.SaleContact(
        words.Channel(one.channel), min(when, at), one.by_seller, one.in_sale, one.opt_out_offered, one.negotiated
    )
    proof = Proof(f"API key {key.name}"[:100], one.where, evidence=one.evidence, source=_source(key), reference=one.id)
    return sale_contacts([SaleFact(person, contact, replace(proof, address=_address(asked, one.channel)))], at)[0]


def _address(asked: PermissionsRequest, channel: str | None) -> str:
    """The address of the kind the channel uses, where it was given."""
    by_phone = channel in ("sms", "message_app", "call_live", "call_auto")
    return (asked.phone if by_phone else asked.email) or ""


def _source(key: Key) -> str:
    return f"api/{key.source}"[:64]


def _kept(field: str, keep: Callable[[], Recorded]) -> Recorded:
    try:
        return keep()
    except ConsentError as error:
        mend = "Mend it and send the whole request again: nothing of it was kept."
        raise ProblemError(PERMISSION_NOT_KEPT, f"{field}: {error}."[:1000], field, mend) from None
