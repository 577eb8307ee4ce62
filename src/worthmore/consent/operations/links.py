"""Links people may open without logging in. They outlive their campaign and their person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from worthmore.consent.addresses.hashing import email_digest, phone_digest
from worthmore.consent.models import Link
from worthmore.consent.tokens import new_token, token_digest
from worthmore.consent.values import LinkError, LinkKind, OpenedLink
from worthmore.shop.queries import all_keys
from worthmore.vocabulary.permission import Channel

PART = 1000
HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class LinkMade:
    """What a link is made of. `about` is what a confirmation will write; `expires_at` None: never."""

    kind: LinkKind
    person_key: str
    channel: Channel | None
    at: datetime
    address: str = ""
    about: Mapping[str, object] = field(default_factory=dict)
    expires_at: datetime | None = None


def new_link(
    kind: LinkKind,
    person_key: str,
    channel: Channel | None,
    at: datetime,
    address: str = "",
    handed_over: bool = False,
) -> str:
    """The token of a new link: 38 letters, digits, - and _. It is shown now and never again.

    `address`: the e-mail address or telephone number (with prefix) it is sent to, so that an unsubscription still
    finds it after the person was forgotten. `channel` None: every channel. `handed_over`: somebody of the shop sees it.
    """
    about = {HANDED_OVER: True} if handed_over else {}
    return made([LinkMade(kind, person_key, channel, at, _digest(address), about)])[0]


def new_links(kind: LinkKind, addresses: Mapping[str, str], channel: Channel | None, at: datetime) -> dict[str, str]:
    """A token for each person of a campaign: person keys with the address their message goes to ("" for none)."""
    tokens = made([LinkMade(kind, key, channel, at, _digest(address)) for key, address in addresses.items()])
    return dict(zip(addresses, tokens, strict=True))


def made(links: Iterable[LinkMade]) -> list[str]:
    """Keep links and return their tokens, in order."""
    asked = [(new_token(), one) for one in links]
    Link.objects.bulk_create((_row(token, one) for token, one in asked), batch_size=PART)
    return [token for token, _ in asked]


def open_link(token: str, at: datetime) -> OpenedLink:
    """What a token leads to. Raises `LinkError` with a plain reason when it is not one of ours.

    Opening changes nothing: mail programs open links by themselves.
    """
    return opened(find(token), at)


def find(token: str) -> Link:
    """The row of a token."""
    link = Link.objects.filter(digest=token_digest(token)).first()
    if link is None:
        raise LinkError("the link is well made, but was never given out here, or its records were removed")
    return link


def opened(link: Link, at: datetime) -> OpenedLink:
    """A link as others see it, with the person's present key."""
    return OpenedLink(
        id=link.pk,
        kind=LinkKind(link.kind),
        person_key=all_keys(link.person_key)[0] if link.person_key else "",
        channel=Channel(link.channel) if link.channel else None,
        at=link.at,
        used_at=link.used_at,
        expired=link.expires_at is not None and at > link.expires_at,
        handed_over=bool(link.about.get(HANDED_OVER)),
    )


def _row(token: str, one: LinkMade) -> Link:
    return Link(
        digest=token_digest(token),
        kind=one.kind.value,
        person_key=one.person_key,
        channel=one.channel.value if one.channel else "",
        address=one.address,
        about=dict(one.about),
        at=one.at,
        expires_at=one.expires_at,
    )


def _digest(address: str) -> str:
    return email_digest(address) if "@" in address else phone_digest(address, "")
