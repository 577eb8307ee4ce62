"""The phrases of each language, read from their files and made ready to search with.

A phrase is a regular expression over folded text, with shorthands: a space is any gap between words, a comma and a
space the same with or without a comma, `~` any further letters of a word (`~korting~` finds *kassakortingen*), `<n>` a
number, a number word or a field, `<m>` an amount of money or a field of one. A phrase begins and ends at the edges of
words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from worthmore.law.claims.folding import FIELD, MONEY_FIELD, plain

FOLDER = Path(__file__).with_name("phrases")
LANGUAGES = ("nl", "en", "fi", "fr", "de")
EDGE = r"(?:(?!\w)|(?<='))"
"""Where a phrase may end: at the end of a word, or after an elision (qu'une)."""
GAP, GAP_WITH_COMMA = r"[\s'\"\-]+", r"[\s,'\"\-]+"
TRIM = " '\"-,"
NUMBER = r"\d[\d.,]*"
MONEY = (
    rf"(?:(?:€|\$|£|eur) ?{NUMBER}(?:,-)?|{NUMBER} ?(?:€|\$|£|euro(?:a|s|n)?\b|eur\b|pounds?\b|cents?\b)|{MONEY_FIELD})"
)


@dataclass(frozen=True, slots=True)
class Patterns:
    """What says a claim in one language, and what looks like it and is none."""

    phrases: re.Pattern[str]
    unless: re.Pattern[str] | None = None

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where the claim is said, leftmost first."""
        found = [_trimmed(match) for match in self.phrases.finditer(text)]
        if not found or self.unless is None:
            return found
        innocent = [match.span() for match in self.unless.finditer(text)]
        return [one for one in found if not any(start < one[1] and one[0] < end for start, end in innocent)]


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """The words themselves, without the gaps that optional words leave around them."""
    said = match.group()
    start = match.start() + len(said) - len(said.lstrip(TRIM))
    return start, max(start + 1, match.end() - len(said) + len(said.rstrip(TRIM)))


@cache
def patterns(language: str) -> Mapping[str, Patterns]:
    """Each claim's patterns in a language, by the claim's name."""
    data = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    numbers = data.pop("numbers")
    return MappingProxyType(
        {
            claim: Patterns(
                compiled(rows["phrases"], language, numbers),
                compiled(rows["unless"], language, numbers) if rows.get("unless") else None,
            )
            for claim, rows in data.items()
        }
    )


@cache
def words(found: tuple[str, ...], whole: bool = False, not_meant: tuple[str, ...] = ()) -> Patterns:
    """Patterns of words that a law names, in any compound or inflection unless whole."""
    phrases = [word if whole else f"~{word}~" for word in found]
    return Patterns(compiled(phrases), compiled(list(not_meant)) if not_meant else None)


def compiled(phrases: list[str], language: str = "", numbers: str = "") -> re.Pattern[str]:
    """Phrases as one expression over folded text."""
    each = "|".join(f"(?:{_expression(phrase, language, numbers)})" for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{each}){EDGE}")


def _expression(phrase: str, language: str, numbers: str) -> str:
    """One phrase as the regular expression it stands for."""
    if language == "de":  # umlauts may be written out
        for letter, spelled in (("ä", "ae?"), ("ö", "oe?"), ("ü", "ue?")):
            phrase = phrase.replace(letter, spelled)
    folded = "".join(letter if letter in ESCAPED else plain(letter) or letter for letter in phrase)
    number = f"(?:{NUMBER}|{FIELD}|{_spelled(numbers)})" if numbers else f"(?:{NUMBER}|{FIELD})"
    for written, gap in ((",? ", GAP_WITH_COMMA), (", ", GAP_WITH_COMMA), (" ?", GAP[:-1] + "*"), (" ", GAP)):
        folded = folded.replace(written, gap.replace(" ", "\0"))
    opened = folded.replace("\0", " ")
    return opened.replace("~", r"\w*").replace("<n>", number).replace("<m>", MONEY)


def _spelled(numbers: str) -> str:
    return "".join(letter if letter in ESCAPED else plain(letter) for letter in numbers)


ESCAPED = frozenset(r"\()[]{}|?*+.^$<>=!:-~, ")
