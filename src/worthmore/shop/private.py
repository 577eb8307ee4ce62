"""Whether something a customer tells is of a kind that is never kept: health, religion and the like (P6).

What is not kept cannot be used, leaked or asked back. In doubt it is refused: a need can always be told by what the
product must be ("a seat that is easy to get into"), which says nothing of anybody.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import polars as pl

from worthmore.decide.person.phrases import pattern, plain
from worthmore.shop.sensitive import KINDS, kind_of, suggested


def private_kind(text: str) -> str | None:
    """What kind of private matter a text tells of, by its words; None: none that we know."""
    return private_places([text]).get(0)


def private_places(texts: Sequence[str]) -> dict[int, str]:
    """Which of many texts tell of a private matter, by place, with its kind: one look at all of them together."""
    looked_at = pl.DataFrame({"text": list(texts)}, schema={"text": pl.String()})
    suspect = looked_at.select(suspect=suggested(pl.lit(""), pl.col("text")))["suspect"].to_list()
    found = {}
    for place, (text, suspected) in enumerate(zip(texts, suspect, strict=True)):
        told = plain(text)
        kind = next((kind for kind, words in _words().items() if words.search(told)), None)
        kind = kind or (kind_of("", text) if suspected else None)
        if kind is not None:
            found[place] = kind
    return found


@cache
def _words() -> dict[str, re.Pattern[str]]:
    told = tomllib.loads(files("worthmore.shop").joinpath("private_words.toml").read_text("utf-8"))
    return {kind: pattern(tuple(told[kind])) for kind in KINDS}
