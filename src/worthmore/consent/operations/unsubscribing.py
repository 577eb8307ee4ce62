"""The no of one click, from a link in a message; it works for people who were forgotten since."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from worthmore.consent.addresses.persons import MAIL_CHANNELS, PHONE_CHANNELS
from worthmore.consent.models import Entry, Link
from worthmore.consent.operations.acts import object_to
from worthmore.consent.operations.links import find, opened
from worthmore.consent.operations.suppressing import hold
from worthmore.consent.queries.suppression import rows_of
from worthmore.consent.suppressing import SUPPRESSED, SuppressionRow, standing
from worthmore.consent.values import AddressKind, LinkError, LinkKind, OpenedLink, Proof
from worthmore.shop.queries import all_keys
from worthmore.vocabulary.permission import Act, Channel


def unsubscribe(token: str, at: datetime, proof: Proof) -> OpenedLink:
    """Object to the link's channel (all, where it names none); once is enough, however often it is called.

    Raises `LinkError` when the token is not one of ours, or is a confirmation.
    """
    with transaction.atomic():
        link = Link.objects.select_for_update().get(pk=find(token).pk)
        if link.kind == LinkKind.CONFIRM:
            raise LinkError("this link confirms something; it does not unsubscribe")
        seen = opened(link, at)
        if seen.person_key and not _refused(seen.person_key, link.channel):
            object_to(seen.person_key, seen.channel, None, at, proof, at)
        if link.address and not _suppressed(link, seen.channel):
            kind = AddressKind.PHONE if seen.channel in PHONE_CHANNELS - MAIL_CHANNELS else AddressKind.EMAIL
            hold([SuppressionRow(link.address, kind.value, SUPPRESSED, link.channel, "", at)], at)
        if link.used_at is None:
            Link.objects.filter(pk=link.pk).update(used_at=at)
    return seen


def _refused(person_key: str, channel: str) -> bool:
    """Whether a no as wide as this one stands already: none of their own acts is newer, nor anything they asked for."""
    acts = Entry.objects.filter(person_key__in=all_keys(person_key)).order_by("-at")
    no = acts.filter(act__in=NO, channel__in={"", channel}, purpose="").values_list("at", flat=True).first()
    if no is None:
        return False
    asked_since = Link.objects.filter(
        kind=LinkKind.CONFIRM.value, person_key__in=all_keys(person_key), used_at=None, at__gte=no
    )
    if asked_since.exists():
        return False  # this no must be newer than the asking, which a click might still confirm
    touched = {} if not channel else {"channel__in": ("", channel)}
    return not acts.filter(act__in=OWN, own_act=True, at__gt=no, **touched).exists()


def _suppressed(link: Link, channel: Channel | None) -> bool:
    held = standing(rows_of([link.address]).get(link.address, ())).suppressed
    return None in held or channel in held


NO = (Act.OBJECTED.value, Act.WITHDRAWN.value)
OWN = (Act.GIVEN.value, Act.LIFTED.value)
