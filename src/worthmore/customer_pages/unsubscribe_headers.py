"""The two headers by which a mail program unsubscribes with one click (RFC 8058).

Both must stand in the message's DKIM signature: give `SIGNED` to whatever signs it.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from worthmore.customer_pages.addresses import unsubscribe_address

NAMES = ("List-Unsubscribe", "List-Unsubscribe-Post")
SIGNED = NAMES
ONE_CLICK = "List-Unsubscribe=One-Click"
MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")


class AddressError(ValueError):
    """The installation's address, or a mailbox, cannot stand in the headers."""


def unsubscribe_headers(token: str, mailbox: str = "") -> dict[str, str]:
    """Both headers for the message that this token was made for.

    `mailbox` may name an address to which one may also write to unsubscribe. Raises `AddressError` when the
    installation is not reached over https: a mail program then shows no button, and the message must not go out.
    """
    address = unsubscribe_address(token)
    found = urlsplit(address)
    if found.scheme != "https" or not found.hostname or set(address) & set("<>, \r\n"):
        raise AddressError(
            f"one-click unsubscribing needs an https address and this is {address!r}: set WORTHMORE_URL to the one "
            "customers reach, such as https://shop.example"
        )
    uris = [f"<{address}>"]
    if mailbox:
        uris.append(f"<mailto:{_checked(mailbox)}?subject=unsubscribe>")
    return {"List-Unsubscribe": ", ".join(uris), "List-Unsubscribe-Post": ONE_CLICK}


def _checked(mailbox: str) -> str:
    if not MAILBOX.fullmatch(mailbox):
        raise AddressError(f"{mailbox!r} is no address to write to")
    return mailbox.replace("%", "%25").replace("?", "%3F").replace("&", "%26")
