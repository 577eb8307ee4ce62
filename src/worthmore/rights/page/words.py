"""The words of the page in each language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("nl", "en", "fi", "fr", "de")


@dataclass(frozen=True, slots=True)
class Words:
    """One language: `locale` as Babel knows it, how a moment and a day are written, and the words by name.

    `why` says of each kind of thing what is held, what for and how long; settings stand in braces.
    """

    language: str
    locale: str
    moment: str
    day: str
    texts: Mapping[str, str]
    sections: Mapping[str, str]
    fields: Mapping[str, str]
    values: Mapping[str, str]
    why: Mapping[str, Mapping[str, str]]

    def field(self, name: str) -> str:
        """What a column is called; a name without words is shown as it is."""
        return self.fields.get(name) or name.replace("_", " ")

    def value(self, code: str) -> str:
        """What a code means; a code without words is shown as it is."""
        return self.values.get(code, code)


@cache
def words(language: str) -> Words:
    """The words of one language; `ValueError` for a language there is none of."""
    if language not in LANGUAGES:
        raise ValueError(f"there is no page in {language!r}; there is one in {', '.join(LANGUAGES)}")
    text = files("worthmore.rights").joinpath("page", "languages", f"{language}.toml").read_text(encoding="utf-8")
    return Words(language=language, **tomllib.loads(text))
