"""A postal address in one spelling, as far as a machine can tell that two are the same door."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[a-z0-9]+")
LONGEST = 400


def spelled_post(name: str, street: str, postcode: str, country: str) -> str:
    """Name, street with number, postcode and country without accents, case and punctuation; "" without a postcode.

    Words of the name stand in alphabetical order: lists write the surname first as often as last. The name may be
    empty for a list of doors, the street where the shop does not know it; at least one of them must be there.
    """
    where, who = _words(street), sorted(_words(name))
    code = "".join(_words(postcode))
    if not code or not (where or who) or max(map(len, (name, street, postcode))) > LONGEST:
        return ""
    return "|".join((" ".join(who), " ".join(where), code, country.strip().upper()))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o").replace("Ø", "o")).lower()
    return WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))
