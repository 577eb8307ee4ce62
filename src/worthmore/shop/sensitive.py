"""Which products are sensitive, by the words of their name, category and brand.

A shop's word on a product counts before this; without one, a product that may be sensitive is (P6). The words stand in
`sensitive.toml`, where anybody can read and mend them.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import polars as pl

KINDS = ("health", "intimacy", "religion", "politics", "pregnancy_and_baby", "addiction", "debt", "grief")


def suggested(category: pl.Expr, *texts: pl.Expr) -> pl.Expr:
    """Whether the words of products suggest that they are sensitive: category paths, and names and brands."""
    together = pl.concat_str(category, *texts, separator=" | ", ignore_nulls=True)
    return _has(together, KINDS, "words") | _has(category, KINDS, "categories")


def kind_of(category: str, *texts: str) -> str | None:
    """Which kind of sensitive a product with these words would be, to explain it; None: it is none."""
    row = pl.DataFrame({"category": [category], "all": [" | ".join((category, *texts))]})
    for kind in KINDS:
        found = _has(pl.col("all"), (kind,), "words") | _has(pl.col("category"), (kind,), "categories")
        if row.select(found).item():
            return kind
    return None


def _has(text: pl.Expr, kinds: tuple[str, ...], part: str) -> pl.Expr:
    """Whether the text has any of the words, after what only looks like them is taken out."""
    words = list(_written(kinds, part))
    if not words:
        return pl.lit(False)
    plain = _plain(text).str.replace_many(dict.fromkeys(_written(("except",), "words"), " "))
    return plain.str.contains_any(words)


def _plain(text: pl.Expr) -> pl.Expr:
    """Lower case, without accents, two blanks around each word: then a word is a plain piece of text with blanks."""
    lower = text.fill_null("").str.to_lowercase().str.replace_all("ß", "ss", literal=True)
    letters = lower.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.replace_all("[^a-z0-9]+", "  ")
    return pl.concat_str(pl.lit("  "), letters, pl.lit("  "))


@cache
def _written(kinds: tuple[str, ...], part: str) -> tuple[str, ...]:
    """The words as they stand in a plain text: a blank where a word begins or ends, nothing where a * goes on."""
    words = _words()[part]
    return tuple(sorted({_between_blanks(word) for kind in kinds for word in words.get(kind, ())}))


def _between_blanks(word: str) -> str:
    plain = re.sub("[^a-z0-9]+", "  ", _folded(word.strip("*")))
    return f"{'' if word.startswith('*') else ' '}{plain}{'' if word.endswith('*') else ' '}"


def _folded(word: str) -> str:
    flat = unicodedata.normalize("NFKD", word.lower().replace("ß", "ss"))
    return "".join(character for character in flat if not unicodedata.combining(character))


@cache
def _words() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    table = tomllib.loads(files("worthmore.shop").joinpath("sensitive.toml").read_text("utf-8"))
    words = {kind: _together(table[kind].values()) for kind in (*KINDS, "except")}
    return {"words": words, "categories": {kind: tuple(listed) for kind, listed in table["categories"].items()}}


def _together(lists: Iterable[list[str]]) -> tuple[str, ...]:
    return tuple(word for listed in lists for word in listed)
