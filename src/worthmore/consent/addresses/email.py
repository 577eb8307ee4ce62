"""An e-mail address in one spelling.

Lower case throughout: by RFC 5321 the part before the @ may tell cases apart, but no provider of note does, and taking
two spellings for one person is the strict side. Dots and "+tags" stay: they may be different people elsewhere.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 254
PLAIN = re.compile(r"[a-z0-9._+-]{1,64}@[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9][a-z0-9-]{0,62}){0,2}")
"""What nearly every address looks like: nothing in it to be spelled otherwise."""


def spelled_email(text: str) -> str:
    """Trimmed, lower case, with the domain as the DNS spells it (IDNA); "" when this is no address."""
    address = (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip().lower()
    if PLAIN.fullmatch(address):
        return address
    local, at, domain = address.rpartition("@")
    if not at or not local or len(address) > LONGEST or len(address.split()) != 1:
        return ""
    domain = domain.rstrip(".")
    if not domain.isascii():
        domain = _idna(domain)
    return f"{local}@{domain}" if domain and not domain.startswith((".", "-")) else ""


def _idna(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
