"""An e-mail address in one spelling.

Lower case throughout: by RFC 5321 the part before the @ may tell cases apart, but no provider of note does, and taking
two spellings for one person is the strict side. Dots and "+tags" stay: they may be different people elsewhere.
"""

from __future__ import annotations

import unicodedata

LONGEST = 254


def spelled_email(text: str) -> str:
    """Trimmed, lower case, with the domain as the DNS spells it (IDNA); "" when this is no address."""
    address = (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip().lower()
    local, at, domain = address.rpartition("@")
    if not at or not local or len(address) > LONGEST or any(sign.isspace() for sign in address):
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
