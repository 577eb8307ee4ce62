"""Erasure (GDPR art. 17): suppress first, then forget room by room, the shop itself last.

The order is what makes an interruption harmless. Consent goes first: in one transaction it puts the person's addresses
and customer numbers on the suppression list and only then lets go of the ledger, so that from the first moment nobody
may be contacted, whatever happens next. The shop goes last: as long as it knows the person, everything that leads back
to them can be gathered again, and the same erasure simply runs once more. Each step may be repeated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from worthmore.consent import operations as consent
from worthmore.outcomes import operations as outcomes
from worthmore.rights.identity import identity_of, nobody
from worthmore.rights.models import RightsRequest
from worthmore.rights.operations.requesting import ask
from worthmore.rights.operations.wiping import wipe_freed_pages
from worthmore.rights.ports import Identity, keepers
from worthmore.shop import operations as shop


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did: records per room that went or were cut loose, and the sources that know the person too.

    `sources` are to be told: while they still hold the person, an import brings them back (suppressed for ever).
    `already`: there was nobody left to erase.
    """

    removed: Mapping[str, int]
    sources: tuple[str, ...]
    already: bool = False


def erase(person_key: str, at: datetime, by: str) -> Erased:
    """Forget a person. `by` is the staff login that acted, or "customer".

    Orders stay for the books, cut loose from the person. Interrupted, it may be called again with the same key, or
    `resume` finishes it; until then the person is suppressed in every channel. An unknown key is nobody: `already`.
    """
    identity = identity_of(person_key)
    if identity is None:
        return _finish_nobody(person_key, at)
    request = _open_request(identity, at, by)
    removed = Counter[str]()
    removed["consent"] += consent.forget_person(identity.keys[0], at)
    for keeper in keepers():
        removed[keeper.room] += keeper.erase(identity)
    removed["outcomes"] += _forget_outcomes(identity)
    removed["shop"] += _forget_in_shop(identity)
    removed.update(_finish(identity, request, at))
    sources = tuple(sorted({customer.source for customer in identity.customers}))
    return Erased({room: count for room, count in sorted(removed.items()) if count}, sources)


def resume(at: datetime) -> int:
    """Finish erasures that were interrupted; says how many."""
    unfinished = RightsRequest.objects.filter(kind="erasure", done_at=None, began_at__isnull=False).exclude(
        person_key=""
    )
    waiting = list(unfinished.values_list("person_key", "by"))
    for key, by in waiting:
        erase(key, at, by)
    return len(waiting)


def _open_request(identity: Identity, at: datetime, by: str) -> int:
    """The open request for this erasure, with a new one where nobody wrote it down; from here on it can be resumed."""
    open_ones = RightsRequest.objects.filter(kind="erasure", person_key__in=identity.keys, done_at=None)
    found = open_ones.order_by("pk").values_list("pk", flat=True).first()
    request = ask("erasure", identity.keys[0], at, by) if found is None else found
    # The present key, so that `resume` finds it even when the shop has let go of the former ones.
    RightsRequest.objects.filter(pk=request).update(person_key=identity.keys[0], began_at=at, by=by[:150])
    return request


def _forget_outcomes(identity: Identity) -> int:
    gone = outcomes.forget_person(identity.keys)
    return gone.decisions + gone.outcomes + gone.attributed + gone.contacts


def _forget_in_shop(identity: Identity) -> int:
    gone = shop.forget_person(identity.keys[0])
    return gone.orders + gone.customers


def _finish(identity: Identity, request: int, at: datetime) -> Counter[str]:
    """What was recorded while the erasure ran goes too; then the requests no longer say whose they were."""
    late = Counter[str]()
    with transaction.atomic():
        late["consent"] += sum(consent.forget_person(key, at) for key in identity.keys)
        late["outcomes"] += _forget_outcomes(identity)
        # With nobody left to answer, whatever else they had asked is over too.
        RightsRequest.objects.filter(person_key__in=identity.keys, done_at=None).update(done_at=at)
        RightsRequest.objects.filter(pk=request).update(done_at=at)
        RightsRequest.objects.filter(person_key__in=identity.keys).update(person_key="", note="")
    wipe_freed_pages()
    return late


def _finish_nobody(person_key: str, at: datetime) -> Erased:
    """The shop knows nobody of this key: never did, or an erasure was interrupted at its very last step."""
    begun = RightsRequest.objects.filter(person_key=person_key).exclude(person_key="").exists()
    if begun:
        identity = nobody(person_key)
        requests = RightsRequest.objects.filter(person_key=person_key, kind="erasure", done_at=None)
        for request in requests.values_list("pk", flat=True):
            _finish(identity, request, at)
    return Erased({}, (), already=not begun)
