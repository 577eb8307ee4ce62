"""Permissions and objections that were collected elsewhere, taken over with their proof.

What comes in a file is never anybody's own act, so that it lifts no objection. A yes needs a customer we know, a date
and a channel; a no is never lost: of somebody unknown the address itself is suppressed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from worthmore.consent.addresses.email import spelled_email
from worthmore.consent.addresses.hashing import customer_digest, email_digest, phone_digest
from worthmore.consent.addresses.persons import MAIL_CHANNELS, customer_digests, email_digests
from worthmore.consent.operations.acts import CLOCK_ERROR, Saying, record
from worthmore.consent.operations.suppressing import hold
from worthmore.consent.queries.suppression import SecretChangedError, rows_of
from worthmore.consent.suppressing import ERASED, SUPPRESSED, SuppressionRow
from worthmore.consent.values import AddressKind, ConsentError, Fate, ImportedAct, ImportedFate
from worthmore.shop.queries import keys_by_customer, keys_by_email, reach
from worthmore.vocabulary.permission import Act

NO = (Act.OBJECTED, Act.WITHDRAWN)


def import_permissions(source: str, acts: Sequence[ImportedAct], now: datetime) -> list[ImportedFate]:
    """Take over some rows of a file, each by itself, in one transaction; `source` is whose customer ids they name.

    The same rows again change nothing. Says of each row what became of it, in order. Raises `ConsentError` when the
    suppression list cannot be read, for then nobody can tell what must not come back.
    """
    with transaction.atomic():
        found = _People(source, acts)
        fates = [_reject(act, now) or found.reject(act) for act in acts]
        good = [(place, act) for place, (act, fate) in enumerate(zip(acts, fates, strict=True)) if fate is None]
        known = [(place, act, found.key(act)) for place, act in good]
        for place, fate in _write([(place, act, key) for place, act, key in known if key], now):
            fates[place] = fate
        for place, act, key in known:
            if act.act in NO:
                shared = found.shared(act)
                rows = _addresses(source, act, now, shared)
                new = bool(hold(_not_there(rows, dated=act.at is not None), now))
                if not key:
                    fates[place] = _suppressed(act, bool(rows), new, shared)
    return [fate for fate in fates if fate is not None]


class _People:
    """Whom the rows are of."""

    def __init__(self, source: str, acts: Sequence[ImportedAct]) -> None:
        self._by_id = keys_by_customer(source, {act.customer_id for act in acts if act.customer_id})
        self._by_email = keys_by_email({spelled_email(act.email) for act in acts if act.email})
        self._erased = self._erased_people()

    def key(self, act: ImportedAct) -> str:
        """The person's key; "" when nobody is meant, or several people are."""
        by_id = self._by_id.get(act.customer_id, "")
        sharing = self._by_email.get(spelled_email(act.email), frozenset()) if act.email else frozenset()
        if act.customer_id:
            return by_id if by_id or len(sharing) != 1 or act.act not in NO else next(iter(sharing))
        return next(iter(sharing)) if len(sharing) == 1 else ""

    def shared(self, act: ImportedAct) -> bool:
        """Whether several people have the row's e-mail address, so that it tells nobody from another."""
        return len(self._by_email.get(spelled_email(act.email), ())) > 1

    def reject(self, act: ImportedAct) -> ImportedFate | None:
        """Why a yes cannot be taken over; None when it can. A no always can."""
        if act.act in NO:
            return None
        key = self.key(act)
        if not key:
            return self._nobody(act)
        erased_at = self._erased.get(key)
        if erased_at is not None and act.at is not None and act.at <= erased_at:
            reason = "the person was erased since; what they had given before is gone"
            return _rejected(act, "at", reason, "Ask them again if they come back by themselves.")
        return None

    def _nobody(self, act: ImportedAct) -> ImportedFate:
        if self.shared(act):
            return _rejected(act, "email", "several customers have this address", "Add a column with the customer id.")
        field = "customer_id" if act.customer_id else "email"
        return _rejected(act, field, "no such customer", "Import the customers first: worthmore import csv.")

    def _erased_people(self) -> dict[str, datetime]:
        """Of those whom the rows may be of: when their addresses were last erased."""
        keys = {*self._by_id.values(), *(key for keys in self._by_email.values() for key in keys)}
        people = reach(keys)
        mine = {key: {*email_digests(person), *customer_digests(person)} for key, person in people.items()}
        try:
            rows = rows_of({digest for several in mine.values() for digest in several})
        except SecretChangedError as error:
            raise ConsentError(str(error)) from error
        erased = {
            key: [row.at for digest in several for row in rows.get(digest, ()) if row.act == ERASED]
            for key, several in mine.items()
        }
        return {key: max(times) for key, times in erased.items() if times}


def _reject(act: ImportedAct, now: datetime) -> ImportedFate | None:
    """What is wrong with a row whoever it is of."""
    if not (act.customer_id or act.email or act.phone):
        return _rejected(act, "customer_id", "nobody is named", "Give a customer id or an e-mail address.")
    if act.act in NO:
        return None
    if act.act is not Act.GIVEN:
        return _rejected(act, "act", "an objection is lifted by the person alone", "Send them a confirmation link.")
    if act.channel is None or act.purpose is None:
        field = "channel" if act.channel is None else "purpose"
        return _rejected(act, field, "a permission names one channel and one purpose", "Give one row for each.")
    if act.at is None:
        return _rejected(act, "at", "a permission without a date proves nothing", "Give the day it was given.")
    if act.at > now + CLOCK_ERROR:
        return _rejected(act, "at", "the date lies in the future", "Check how day and month are written.")
    return None


def _write(good: Sequence[tuple[int, ImportedAct, str]], now: datetime) -> list[tuple[int, ImportedFate]]:
    """All at once; where one of them cannot be kept, each by itself, so that it alone is rejected."""
    if not good:
        return []
    sayings = [_saying(act, key, now) for _, act, key in good]
    try:
        with transaction.atomic():
            kept = record(sayings, now)
    except ConsentError:
        return [(place, _alone(act, saying, now)) for (place, act, _), saying in zip(good, sayings, strict=True)]
    return [
        (place, ImportedFate(act.row, Fate.NEW if one.new else Fate.SAME))
        for (place, act, _), one in zip(good, kept, strict=True)
    ]


def _alone(act: ImportedAct, saying: Saying, now: datetime) -> ImportedFate:
    try:
        with transaction.atomic():
            new = record([saying], now)[0].new
    except ConsentError as error:
        return _rejected(act, "", str(error), "Mend the row and import it again.")
    return ImportedFate(act.row, Fate.NEW if new else Fate.SAME)


def _saying(act: ImportedAct, key: str, now: datetime) -> Saying:
    """Never their own act. A no without a date holds from now, and is known again by who said no to what."""
    reference = act.proof.reference or ("" if act.at else f"undated:{_digest(act)}")
    address = act.email or act.phone
    proof = replace(act.proof, own_act=False, reference=reference, address=act.proof.address or address)
    return Saying(key, act.act, act.channel, act.purpose, act.at or now, proof)


def _suppressed(act: ImportedAct, any_row: bool, new: bool, shared: bool) -> ImportedFate:
    """What became of a no of nobody we know; what could not be kept, or not all of it, is told."""
    if shared and act.channel not in MAIL_CHANNELS:
        reason = "several customers have this address; only mail to it is suppressed"
        return _rejected(act, "email", reason, "Add a column with the customer id, and import it again.")
    if not any_row:
        field = "phone" if act.phone else "email"
        return _rejected(
            act, field, "the address cannot be read", "Write it in full; a telephone number needs its country."
        )
    return ImportedFate(act.row, Fate.SUPPRESSED if new else Fate.SAME)


def _addresses(source: str, act: ImportedAct, now: datetime, shared: bool) -> list[SuppressionRow]:
    """A no holds for the addresses its row names, whoever has them, now or later; of a shared one only for mail."""
    channel = act.channel.value if act.channel else ""
    purpose = act.purpose.value if act.purpose else ""
    at = min(act.at, now) if act.at else now
    known = [
        (AddressKind.PHONE, phone_digest(act.phone, act.country), channel),
        (AddressKind.CUSTOMER, customer_digest(source, act.customer_id), channel),
    ]
    mail = [channel] if not shared else [one.value for one in MAIL_CHANNELS if act.channel in (None, one)]
    known += [(AddressKind.EMAIL, email_digest(act.email), one) for one in mail]
    return [SuppressionRow(digest, kind.value, SUPPRESSED, one, purpose, at) for kind, digest, one in known if digest]


def _not_there(rows: Sequence[SuppressionRow], dated: bool) -> list[SuppressionRow]:
    """A no without a date is kept once: the same file again would make it newer than what its owner said since."""
    if dated or not rows:
        return list(rows)
    held = rows_of({row.digest for row in rows})
    said = {(row.digest, row.act, row.channel, row.purpose) for several in held.values() for row in several}
    return [row for row in rows if (row.digest, row.act, row.channel, row.purpose) not in said]


def _digest(act: ImportedAct) -> str:
    said = (act.act, act.channel, act.purpose, act.customer_id, act.email, act.phone)
    return sha256("\0".join(str(part) for part in said).encode()).hexdigest()


def _rejected(act: ImportedAct, field: str, reason: str, mend: str) -> ImportedFate:
    return ImportedFate(act.row, Fate.REJECTED, field, reason, mend)
