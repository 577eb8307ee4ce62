"""The languages spoken. Another one is a file of phrases and a row here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from worthmore.decide.wording.de import GERMAN
from worthmore.decide.wording.en import ENGLISH
from worthmore.decide.wording.fi import FINNISH
from worthmore.decide.wording.fr import FRENCH
from worthmore.decide.wording.nl import DUTCH
from worthmore.decide.wording.phrases import Phrases

LANGUAGES: Mapping[str, Phrases] = MappingProxyType(
    {"nl": DUTCH, "en": ENGLISH, "fi": FINNISH, "fr": FRENCH, "de": GERMAN}
)


@lru_cache(maxsize=256)
def language_of(locale: str) -> str | None:
    """The spoken language of a locale ("nl-BE" and "nl_BE" are "nl"); None when it is not spoken here."""
    language = locale.replace("_", "-").partition("-")[0].strip().lower()
    return language if language in LANGUAGES else None
