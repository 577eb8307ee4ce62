"""The only writes to the table of API keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from worthmore.api.keys import PREFIX_LENGTH, Scope, digest_of, new_secret
from worthmore.api.models import ApiKey

LONGEST_NAME = 100
LONGEST_SOURCE = 64


class KeyRefusedError(ValueError):
    """A key that cannot be made or found, said so that it can be mended."""


def create_key(name: str, scope: str, source: str, origins: Sequence[str], at: datetime) -> str:
    """Make a key and return it. It is shown this once: only its hash is kept."""
    checked = _scope(scope)
    row = ApiKey(
        name=_text("name", name, LONGEST_NAME),
        scope=checked.value,
        source=_text("source", source, LONGEST_SOURCE),
        origins=sorted({read_origin(origin) for origin in origins}),
        created_at=at,
    )
    plain = new_secret(checked)
    row.prefix, row.digest = plain[:PREFIX_LENGTH], digest_of(plain)
    row.save(force_insert=True)
    return plain


def revoke_key(key: str, at: datetime) -> str:
    """Revoke a key, given whole or by enough of its first letters, and return its name. Repeating changes nothing."""
    row = _find(key.strip())
    if row.revoked_at is None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
    return row.name


def read_origin(text: str) -> str:
    """A web origin as a browser writes it: `https://shop.example`, with a port only when it is not the usual one."""
    parts = urlsplit(text.strip().lower())
    try:
        port = parts.port
    except ValueError:
        port = -1
    beyond = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in ("http", "https") or not parts.hostname or beyond or port == -1:
        raise KeyRefusedError(f"{text!r} is not a web origin; give scheme and host only, such as https://shop.example")
    usual = {"http": 80, "https": 443}[parts.scheme]
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" if port in (None, usual) else f"{parts.scheme}://{host}:{port}"


def _scope(text: str) -> Scope:
    try:
        return Scope(text)
    except ValueError:
        raise KeyRefusedError(f"scope {text!r} is not one of {', '.join(Scope)}") from None


def _text(what: str, text: str, longest: int) -> str:
    stripped = text.strip()
    if not stripped or len(stripped) > longest or not stripped.isprintable():
        raise KeyRefusedError(f"the {what} {text!r} must be 1 to {longest} printable characters")
    return stripped


def _find(key: str) -> ApiKey:
    if len(key) > PREFIX_LENGTH:
        found = list(ApiKey.objects.filter(digest=digest_of(key)))
    else:
        # SQLite compares "startswith" without regard to case; keys mind it.
        begun = ApiKey.objects.filter(prefix__startswith=key) if key else ()
        found = [row for row in begun if row.prefix.startswith(key)]
    if not found and len(key) > PREFIX_LENGTH:
        raise KeyRefusedError(f"that is not a whole key; give all of it, or its first {PREFIX_LENGTH} letters")
    if not found:
        raise KeyRefusedError(f"no key begins with {key!r}; `worthmore keys list` shows them all")
    if len(found) > 1:
        raise KeyRefusedError(
            f"several keys begin with {key!r}; give more letters, as `worthmore keys list` shows them"
        )
    return found[0]
