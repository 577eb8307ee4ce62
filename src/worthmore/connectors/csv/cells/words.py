"""Cells that hold one word out of a few: yes and no, a channel, an order's state, a country, a language."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale

from worthmore.connectors.csv.cells.text import plain
from worthmore.connectors.csv.trouble import Problem

LANGUAGES = ("en", "nl", "fi", "fr", "de")
YES = frozenset("1 x y yes true ja j waar oui o vrai kylla k tosi wahr ✓ ✔ ☑ on".split())
NO = frozenset("0 n no false nee neen onwaar non faux ei epatosi nein falsch ✗ ✘ ☐ off -".split())
CHANNELS = {
    "web": "web webshop online onlineshop webwinkel verkkokauppa verkko boutiqueenligne enligne internet webstore site",
    "till": "till pos store shop instore kassa winkel myymala kauppa kassalla caisse magasin boutique kasse laden filiale",
    "phone": "phone telephone telefoon telefon puhelin tel call",
}
CANCELLED = frozenset(
    "cancelled canceled voided void expired refunded returned geannuleerd teruggestuurd retour retourgezonden terugbetaald "
    "vervallen peruttu peruutettu palautettu hyvitetty annule annulee rembourse remboursee retourne retournee storniert "
    "erstattet zuruckgesendet zuruckgegeben retourniert abgebrochen".split()
)
NO_SALE = frozenset(
    "failed draft checkoutdraft trash quote quotation offerte offre angebot tarjous mislukt concept epaonnistui luonnos "
    "echoue echouee brouillon fehlgeschlagen entwurf abandoned".split()
)

NO_FLAG = Problem("neither yes nor no", "Write yes or no (ja/nee, kyllä/ei, oui/non, ja/nein, 1/0, x or empty).")
NO_CHANNEL = Problem("not a known channel", "Write web, till or phone.")


def folded(text: str) -> str:
    """Letters and figures only, without case or accents: how words are compared."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in flat if character.isalnum())


def flag(cell: str) -> bool | Problem | None:
    """Yes, no, or empty."""
    text = plain(cell)
    word = folded(text) or text
    if not text:
        return None
    if word in YES:
        return True
    return False if word in NO else NO_FLAG


def channel(cell: str) -> str | Problem | None:
    """web, till or phone."""
    word = folded(plain(cell))
    return _channels().get(word, NO_CHANNEL) if word else None


def state(cell: str) -> str | None:
    """"cancelled", "no sale" or, for every other word a shop may use, "sale"."""
    word = folded(plain(cell).removeprefix("wc-"))
    if not word:
        return None
    return "cancelled" if word in CANCELLED else "no sale" if word in NO_SALE else "sale"


def country(cell: str) -> str | None:
    """The country as two letters where its name is known in one of the five languages, else as written."""
    text = plain(cell)
    return _countries().get(folded(text), text[:64]) or None


def language(cell: str) -> str | None:
    """The language as two letters: nl, nl-BE, Nederlands, Dutch."""
    text = plain(cell)
    short = folded(text.replace("_", "-").partition("-")[0])
    return _languages().get(short) or (short if len(short) == 2 else None)


@cache
def _channels() -> dict[str, str]:
    return {word: name for name, words in CHANNELS.items() for word in words.split()}


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
