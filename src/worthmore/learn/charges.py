"""Order lines that are no products: postage, fees, corrections. They stand in many shops' orders as if they were."""

from __future__ import annotations

import re

from worthmore.learn.names import plain

_WORD = re.compile(r"[a-z]+")

_ENGLISH = (
    "postage carriage shipping delivery handling courier freight fee fees charge charges commission manual discount "
    "voucher adjust adjustment correction samples"
)
_DUTCH = (
    "verzending verzendkosten verzendkost bezorging bezorgkosten levering leveringskosten porto korting correctie "
    "administratiekosten transactiekosten betaalkosten toeslag"
)
_GERMAN = "versand versandkosten lieferung rabatt gebuhr gebuhren"
_FRENCH = "livraison frais expedition remise"
_FINNISH = "toimitus toimituskulut toimitusmaksu postimaksu postikulut kasittelykulut alennus"
_BESIDE = (
    "post dotcom amazon bank cruk bad debt cost costs next day express standard international de du port of for posti"
)

CHARGES = frozenset(" ".join((_ENGLISH, _DUTCH, _GERMAN, _FRENCH, _FINNISH)).split())
BESIDE = frozenset(_BESIDE.split())


def names_a_charge(name: str) -> bool:
    """Whether a name speaks of nothing but postage, fees or corrections (Dutch, English, Finnish, French, German)."""
    words = set(_WORD.findall(plain(name)))
    return bool(words & CHARGES) and words <= CHARGES | BESIDE
