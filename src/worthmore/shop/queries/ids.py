"""Ids come from outside and may be anything; some texts no database can hold."""

from __future__ import annotations


def possible(text: str) -> bool:
    """Whether a row may have this text: no NUL, nothing that is not a character. What cannot be stored is not known."""
    return "\0" not in text and (text.isascii() or _is_unicode(text))


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
