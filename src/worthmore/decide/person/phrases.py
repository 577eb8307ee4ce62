"""The words needs are told in, read from the files beside this one: phrases per language, what they mean, topics."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from worthmore.vocabulary.needs import Bound, Constraint

LANGUAGES = ("nl", "en", "fi", "fr", "de")
_OTHER = re.compile("[^a-z0-9,.]+")
_STOPS = re.compile(r"(?<!\d)[.,]|[.,](?!\d)")


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words. `bounds` are the words before a number, the longest first."""

    phrases: Mapping[str, re.Pattern[str]]
    reasons: Mapping[str, str]
    bounds: tuple[tuple[str, Bound], ...]
    negations: frozenset[str]
    only: frozenset[str]
    as_you_said: str
    own_words: str


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Small letters without accents, one blank between words; figures keep their decimals ("1,5 kg")."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("€", " euro "))
    flat = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(_STOPS.sub(" ", _OTHER.sub(" ", flat)).split())


@cache
def language(code: str) -> Language:
    """The words of one of `LANGUAGES`."""
    told = _file(f"{code}.toml")
    bounds = [(plain(words), bound) for bound in (Bound.AT_MOST, Bound.AT_LEAST) for words in told[bound.value]]
    return Language(
        phrases={concept: pattern(tuple(phrases)) for concept, phrases in told["phrases"].items()},
        reasons=told["reason"],
        bounds=tuple(sorted(bounds, key=lambda one: -len(one[0]))),
        negations=frozenset(map(plain, told["not"])),
        only=frozenset(map(plain, told["only"])),
        as_you_said=told["as_you_said"],
        own_words=told["own_words"],
    )


@cache
def concepts() -> Mapping[str, tuple[Constraint, ...]]:
    """What each concept means for a product."""
    return {name: tuple(map(_rule, told["rules"])) for name, told in _file("concepts.toml").items()}


@cache
def topics() -> Mapping[str, tuple[str, ...]]:
    """The words by which a product tells what it is about, by topic."""
    return {name: tuple(words) for name, words in _file("topics.toml").items()}


@cache
def attributes() -> Mapping[str, str]:
    """Our plain name of an attribute by every word catalogues and people use for it."""
    return {plain(word): name for name, words in _file("attributes.toml").items() for word in words}


@lru_cache(maxsize=1024)
def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the phrases as whole words in a plain text; "*" goes on to the end of the word."""
    told = sorted(map(_starred, phrases), key=len, reverse=True)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(told)})(?![a-z0-9])")


def begins(topic: str, words: list[str]) -> bool:
    """Whether any of a product's or text's plain words is one of a topic's: begins with it, or ends after a "*"."""
    if topic.startswith("*"):
        return any(word.endswith(topic[1:]) for word in words)
    if " " in topic:
        return f" {topic}" in f" {' '.join(words)}"
    return any(word.startswith(topic) for word in words)


def _starred(phrase: str) -> str:
    """One phrase as a piece of a pattern."""
    return " ".join(re.escape(plain(word.rstrip("*"))) + "[a-z0-9]*" * word.endswith("*") for word in phrase.split())


def _rule(told: Mapping[str, Any]) -> Constraint:
    bound = next(one for one in Bound if one.value in told)
    topic = told["topic"]
    about = topics()[topic] if topic else ()
    value = told[bound.value]
    return Constraint(
        told["attribute"], bound, value if isinstance(value, str) else float(value), told.get("unit", ""), about
    )


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(files("worthmore.decide.person").joinpath("words", name).read_text("utf-8"))
