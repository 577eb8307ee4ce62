"""Countries as shops write them ("Belgium", "België", "BE", "bel") and as the law knows them (ISO 3166 alpha-2)."""

from __future__ import annotations

from functools import cache, lru_cache

from babel import Locale

LANGUAGES = ("en", "nl", "fi", "fr", "de", "sv", "es", "it", "da", "et")
ALSO = {
    "uk": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "great britain": "GB",
    "holland": "NL",
    "the netherlands": "NL",
    "usa": "US",
    "u.s.a.": "US",
    "united states of america": "US",
    "eire": "IE",
    "rsa": "ZA",
    "czech republic": "CZ",
}
THREE = {
    "bel": "BE", "nld": "NL", "fin": "FI", "deu": "DE", "fra": "FR", "gbr": "GB", "lux": "LU", "aut": "AT",
    "swe": "SE", "dnk": "DK", "est": "EE", "esp": "ES", "ita": "IT", "irl": "IE", "prt": "PT", "pol": "PL",
}  # fmt: skip


@lru_cache(maxsize=4096)
def country_code(text: str) -> str:
    """The country's code; "" when nobody can tell, and then the law's strictest rule holds."""
    return _names().get(text.strip().casefold(), "")


@cache
def _names() -> dict[str, str]:
    names = {}
    for language in reversed(LANGUAGES):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("ZZ", "EU", "EZ", "UN", "XA", "XB"):
                names[name.casefold()] = code
                names[code.casefold()] = code
    return {**names, **THREE, **ALSO}
