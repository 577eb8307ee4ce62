"""The words of columns.toml, ready to be compared with a heading."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from worthmore.connectors.csv.cells.words import folded

CONTENTS = ("orders", "products", "customers", "plans", "contracts", "usage")
OF_PEOPLE = {"orders": None, "customers": None, "contracts": ("customer_id", "email")}
"""The contents that speak of customers; of contracts only who the customer is."""
_BRACKETS = re.compile(r"[\(\[].*?[\)\]]")
_MONEY_WORDS = re.compile(r"(?<![a-z])(?:in\s+)?(?:eur|euro|euros|gbp|usd|chf|sek|€|£|\$)(?![a-z])", re.IGNORECASE)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_CURRENCY_SIGNS = {"€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "usd": "USD"}


def heading_form(heading: str) -> str:
    """The heading with nothing but its letters and figures; "%" counts as a word."""
    return folded(heading.replace("%", " percent "))


def forms(heading: str) -> tuple[str, ...]:
    """The forms under which a heading may be known, the most literal first."""
    without = _BRACKETS.sub(" ", heading)
    tried = (heading, without, _MONEY_WORDS.sub(" ", heading), _MONEY_WORDS.sub(" ", without))
    return tuple(dict.fromkeys(form for form in map(heading_form, tried) if form))


def currency_in(heading: str) -> str | None:
    """The currency a heading names: Price (EUR), Prijs €."""
    found = _MONEY_WORDS.search(heading)
    return _CURRENCY_SIGNS.get(found[0].lower().removeprefix("in").strip()) if found else None


@cache
def words(content: str) -> Mapping[str, Mapping[str, int]]:
    """Per field of a content: the known forms, each with its place in line (lower wins)."""
    table = _table()
    fields: dict[str, dict[str, int]] = {}
    for section in ("people", content) if content in OF_PEOPLE else (content,):
        kept = OF_PEOPLE.get(content) if section == "people" else None
        for field, by_language in table[section].items():
            if kept is not None and field not in kept:
                continue
            known = fields.setdefault(field, {})
            for form, place in _placed(by_language.values()):
                known.setdefault(form, place + 100 * (section != "people" and field in table["people"]))
    return fields


@cache
def prefix_words(section: str) -> Mapping[str, str]:
    """The words that may stand before the colon of a column of this sort, each with its language."""
    found: dict[str, str] = {}
    for language, listed in _table()[section].items():
        for form, _ in _placed([listed]):
            found.setdefault(form, language)
    return found


@cache
def total_words() -> frozenset[str]:
    """The words that begin a totals row."""
    return frozenset(form for form, _ in _placed(_table()["totals"].values()))


@cache
def known_forms() -> frozenset[str]:
    """Every form of every field: what makes a row look like headings."""
    return frozenset(form for content in CONTENTS for known in words(content).values() for form in known)


def _placed(lists: Iterable[list[str]]) -> list[tuple[str, int]]:
    """Each word's form with its place in its own list; German umlauts are also known as ae, oe, ue."""
    found = []
    for listed in lists:
        for place, word in enumerate(listed):
            found += [(heading_form(word), place), (heading_form(word.translate(_UMLAUTS)), place)]
    return [(form, place) for form, place in found if form]


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = files("worthmore.connectors.csv").joinpath("columns.toml").read_text("utf-8")
    return tomllib.loads(text)
