"""Cells that hold one word out of a few: yes and no, a channel, a sale group, a state, a country, a language."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

from babel import Locale

from worthmore.connectors.csv.cells.text import plain
from worthmore.connectors.csv.trouble import Problem

LANGUAGES = ("en", "nl", "fi", "fr", "de")
CHANNELS = ("web", "till", "phone")
SALE_GROUPS = ("clothing", "shoes", "leather", "other")

NO_FLAG = Problem("neither yes nor no", "Write yes or no (ja/nee, kyllä/ei, oui/non, ja/nein, 1/0, x or empty).")
NO_CHANNEL = Problem("not a known channel", "Write web, till or phone.")
NO_SALE_GROUP = Problem("not a known sale group", "Write clothing, shoes, leather or other, or leave it empty.")


def folded(text: str) -> str:
    """Letters and figures only, without case or accents: how words are compared."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in flat if character.isalnum())


def flag(cell: str) -> bool | Problem | None:
    """Yes, no, or empty."""
    text = plain(cell)
    if not text:
        return None
    said = _meaning(folded(text) or text, ("yes", "no"))
    return NO_FLAG if said is None else said == "yes"


def channel(cell: str) -> str | Problem | None:
    """The channel: web, till or phone."""
    word = folded(plain(cell))
    return (_meaning(word, CHANNELS) or NO_CHANNEL) if word else None


def sale_group(cell: str) -> str | Problem | None:
    """For which seasonal sale goods count: clothing, shoes, leather or other."""
    word = folded(plain(cell))
    return (_meaning(word, SALE_GROUPS) or NO_SALE_GROUP) if word else None


def state(cell: str) -> str | None:
    """What an order's state comes to: "cancelled", "no_sale" or, for every other word a shop may use, "sale"."""
    word = folded(plain(cell).removeprefix("wc-"))
    return (_meaning(word, ("cancelled", "no_sale")) or "sale") if word else None


def without_limit(word: str) -> bool:
    """Whether a word says that there is no limit."""
    return _meaning(folded(word) or word, ("unlimited",)) is not None


def country(cell: str) -> str | None:
    """The country as two letters where its name is known in one of the five languages, else as written."""
    text = plain(cell)
    return _countries().get(folded(text), text[:64]) or None


def language(cell: str) -> str | None:
    """The language as two letters: nl, nl-BE, Nederlands, Dutch."""
    text = plain(cell)
    short = folded(text.replace("_", "-").partition("-")[0])
    return _languages().get(short) or (short if len(short) == 2 else None)


def _meaning(word: str, meanings: tuple[str, ...]) -> str | None:
    return next((meaning for meaning in meanings if word in _words()[meaning]), None)


@cache
def _words() -> dict[str, frozenset[str]]:
    text = files("worthmore.connectors.csv.cells").joinpath("words.toml").read_text("utf-8")
    return {
        meaning: frozenset(folded(word) or word for listed in by_language.values() for word in listed)
        for meaning, by_language in tomllib.loads(text).items()
    }


@cache
def _countries() -> dict[str, str]:
    more = {"uk": "GB", "eire": "IE", "rsa": "ZA", "holland": "NL", "england": "GB", "usa": "US", "czechrepublic": "CZ"}
    found = {"unspecified": "", **more}
    for name in LANGUAGES:
        for code, label in Locale(name).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(folded(label), code)
                found.setdefault(code.lower(), code)
    return found


@cache
def _languages() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in LANGUAGES:
        for code, label in Locale(name).languages.items():
            if len(code) == 2:
                found.setdefault(folded(label), code)
    return found
