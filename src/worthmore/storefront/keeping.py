"""What the demo shop keeps of a person: sessions, and orders on their way to Worthmore."""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from worthmore.rights.ports import Identity, Record
from worthmore.storefront.account import ACCOUNT
from worthmore.storefront.design import ARTWORK
from worthmore.storefront.funnel import FUNNEL
from worthmore.storefront.models import UnsentOrder
from worthmore.storefront.ordering import ORDER
from worthmore.storefront.visit import CART, CUSTOMER, WITHDRAWAL
from worthmore.vocabulary.policy import Policy

PARTS = (CART, CUSTOMER, ORDER, WITHDRAWAL, FUNNEL, ARTWORK, ACCOUNT)
"""What of a session is a visitor's own."""
PART = 500


def held(identity: Identity) -> Mapping[str, Sequence[Record]]:
    """Orders that wait to be sent. A session is a cart and a login, which only its own browser reads."""
    return {
        "orders_waiting": [
            {"at": row.placed_at, "value": row.body, "note": row.refused}
            for row in UnsentOrder.objects.order_by("pk")
            if _mentions(row.body, identity)
        ]
    }


def erase(identity: Identity) -> int:
    """Orders wait on without the customer; sessions let go of cart, customer and order."""
    return sum(_cut_loose(row, identity) for row in UnsentOrder.objects.order_by("pk")) + sum(
        _empty(session, data) for session, data in _sessions_of(identity)
    )


def too_old(at: datetime, policy: Policy) -> int:
    """How many refused orders are older than the shop keeps activity."""
    return _refused(at, policy).count()


def remove_old(at: datetime, policy: Policy) -> int:
    """Remove some of them."""
    some = list(_refused(at, policy).values_list("pk", flat=True)[:PART])
    UnsentOrder.objects.filter(pk__in=some).delete()
    return len(some)


def expired_sessions(at: datetime, policy: Policy) -> int:
    """How many sessions are over."""
    return Session.objects.filter(expire_date__lt=at).count()


def remove_expired_sessions(at: datetime, policy: Policy) -> int:
    """Remove some of them."""
    some = list(Session.objects.filter(expire_date__lt=at).values_list("pk", flat=True)[:PART])
    Session.objects.filter(pk__in=some).delete()
    return len(some)


def _refused(at: datetime, policy: Policy) -> QuerySet[UnsentOrder]:
    return UnsentOrder.objects.exclude(refused="").filter(placed_at__lt=at - timedelta(days=policy.activity_days))


def _cut_loose(row: UnsentOrder, identity: Identity) -> bool:
    """The order is sent all the same: for the books, and as nobody's."""
    if not _mentions(row.body, identity):
        return False
    body = json.loads(row.body)
    body.pop("customer", None)
    for line in body.get("lines", ()):
        if _is_theirs(line.get("offer", ""), identity):
            line.pop("offer")
    UnsentOrder.objects.filter(pk=row.pk).update(body=json.dumps(body))
    return True


def _mentions(body: str, identity: Identity) -> bool:
    plain = json.loads(body)
    offers = (line.get("offer", "") for line in plain.get("lines", ()))
    return plain.get("customer") in identity.exact or any(_is_theirs(offer, identity) for offer in offers)


def _sessions_of(identity: Identity) -> Iterator[tuple[Session, dict[str, Any]]]:
    """Sessions in which the person looked around, ordered, or was made an offer."""
    for session in Session.objects.iterator(chunk_size=PART):
        data = session.get_decoded()
        if any(_names(data.get(part), identity) for part in PARTS):
            yield session, data


def _names(value: object, identity: Identity) -> bool:
    """Whether the person is anywhere in a part of a session: by number, by name, or in the token of an offer."""
    if isinstance(value, Mapping):
        return any(_names(one, identity) for one in value.values())
    if isinstance(value, list):
        return any(_names(one, identity) for one in value)
    return isinstance(value, str) and (value in identity.exact or _is_theirs(value, identity))


def _empty(session: Session, data: dict[str, Any]) -> bool:
    """Whoever is logged in here stays so: the same browser may be at work in the back office."""
    kept = {name: value for name, value in data.items() if name not in PARTS}
    if kept:
        session.session_data = SessionStore().encode(kept)
        session.save(update_fields=["session_data"])
    else:
        session.delete()
    return True


def _is_theirs(token: str, identity: Identity) -> bool:
    """Whether an offer's token carries one of the person's keys; its signature does not matter here."""
    try:
        blob = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return False
    return any(key.encode() in blob for key in identity.keys)
