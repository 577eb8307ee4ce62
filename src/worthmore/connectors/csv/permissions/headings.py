"""Which column of such a file is what, by its heading in Dutch, English, Finnish, French or German."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files

from worthmore.connectors.csv.recognising.words import forms, heading_form
from worthmore.connectors.csv.trouble import CannotImportError


@cache
def known_headings() -> Mapping[str, str]:
    """Every form of a heading with the field it means; of a word that means two the first listed counts."""
    text = files("worthmore.connectors.csv.permissions").joinpath("columns.toml").read_text("utf-8")
    found: dict[str, str] = {}
    for field, by_language in tomllib.loads(text).items():
        found.setdefault(heading_form(field), field)
        for word in (word for words in by_language.values() for word in words):
            found.setdefault(heading_form(word), field)
    return found


def columns_of(headings: Sequence[str], wanted: Collection[str], maps: Mapping[str, str]) -> dict[str, int]:
    """The place of each field's column, of the fields `wanted`; of two columns that fit a field the first.

    `maps` (heading to field) are the user's own words and go first. Raises `CannotImportError` for a heading or field
    that is not there.
    """
    found: dict[str, int] = {}
    for heading, field in maps.items():
        found[_wanted(field, wanted)] = _place(heading, headings)
    taken = set(found.values())
    for place, heading in enumerate(headings):
        meant = next((known_headings()[form] for form in forms(heading) if form in known_headings()), None)
        if meant in wanted and place not in taken:
            found.setdefault(str(meant), place)
    return found


def _wanted(field: str, wanted: Collection[str]) -> str:
    if field not in wanted:
        raise CannotImportError(f"There is no field {field!r}.", f"The fields are {', '.join(sorted(wanted))}.")
    return field


def _place(heading: str, headings: Sequence[str]) -> int:
    alike = [heading_form(one) for one in headings]
    if heading_form(heading) not in alike:
        raise CannotImportError(
            f"There is no column {heading!r}.", f"The columns are {', '.join(map(repr, headings))}."
        )
    return alike.index(heading_form(heading))
