"""A telephone number in one spelling: E.164 ("+32470123456")."""

from __future__ import annotations

from functools import lru_cache

import phonenumbers

LONGEST = 64


@lru_cache(maxsize=65_536)
def spelled_phone(text: str, country: str = "") -> str:
    """The number with its country's prefix; `country` (ISO 3166 alpha-2) is where a number without one is of.

    "" when it is no telephone number, or its country cannot be told.
    """
    if not text.strip() or len(text) > LONGEST:
        return ""
    given = text.strip()
    if given.startswith("00"):
        given = "+" + given[2:]
    try:
        number = phonenumbers.parse(given, country or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
