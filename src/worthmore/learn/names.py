"""What a product's name says of its size: its words, the sizes and numbers in it, and the word that names the thing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

UNSTATED = 2  # a name without a size stands between small and large

_SIZES = {
    0: "mini tiny xs xxs",
    1: "small s klein kleine pieni petit petite kleiner kleines basic",
    2: "medium m middel middelgroot keskikoko keskikokoinen moyen moyenne mittel standard standaard",
    3: "large l big tall groot grote suuri iso grand grande gross grosse grosser grosses plus",
    4: "xl jumbo giant extra deluxe premium pro luxe",
    5: "xxl xxxl",
}
SIZES = {word: size for size, words in _SIZES.items() for word in words.split()}
_SMALL_WORDS = "of the a an in with and for design assorted van de het een met en voor du des et mit und fur ja"
_FILLERS = frozenset(_SMALL_WORDS.split())
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)?")
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)([a-z]{0,3})")


class Step(StrEnum):
    """How the sizes in one name compare with those in another."""

    SAME = "same"
    UP = "up"
    UNCLEAR = "unclear"  # smaller, or larger in one way and smaller in another


@dataclass(frozen=True, slots=True)
class Name:
    """A name, taken apart: plain words, the size it states, its numbers in order, and its last plain word."""

    words: frozenset[str]
    size: int
    numbers: tuple[float, ...]
    last: str


def read_name(text: str) -> Name:
    """Take a name apart; capitals, accents and the order of words do not matter (but for the last)."""
    size, numbers, words = UNSTATED, [], []
    for token in _WORD.findall(plain(text)):
        number = _NUMBER.fullmatch(token)
        if number:
            numbers.append(float(number[1].replace(",", ".")))
            words += [number[2]] if number[2] else []
        elif token in SIZES:
            size = SIZES[token]
        elif token not in _FILLERS:
            words.append(_singular(token))
    return Name(frozenset(words), size, tuple(numbers), words[-1] if words else "")


def step(chosen: Name, offered: Name) -> Step:
    """Whether one name states a larger size or number than the other, and nothing smaller."""
    if len(chosen.numbers) != len(offered.numbers):
        return Step.UNCLEAR
    pairs = [(chosen.size, offered.size), *zip(chosen.numbers, offered.numbers, strict=True)]
    if any(after < before for before, after in pairs):
        return Step.UNCLEAR
    return Step.UP if any(after > before for before, after in pairs) else Step.SAME


def plain(text: str) -> str:
    """Small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
