"""Which column of a file feeds which field: what the user says, else what was remembered, else what the words say."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from worthmore.connectors.csv.cells.words import LANGUAGES, folded
from worthmore.connectors.csv.columns import ATTRIBUTE, FEATURE, LIMIT, NAME_IN, RELATIONS, SEVERAL, Column
from worthmore.connectors.csv.contents.all import CONTENTS
from worthmore.connectors.csv.layouts import Layout
from worthmore.connectors.csv.recognising.attributes import attribute_in
from worthmore.connectors.csv.recognising.words import forms, heading_form, words
from worthmore.connectors.csv.trouble import CannotImportError

IGNORE = "ignore"
_NAME_IN = re.compile(r"(?P<name>.+?)[\s_\-\(\[:]+(?P<language>" + "|".join(LANGUAGES) + r")[\)\]]?", re.IGNORECASE)
_NUMBERED = re.compile(r"#(\d+)")


@dataclass(frozen=True, slots=True)
class Match:
    """Columns recognised for one content, and the headings that feed nothing."""

    content: str
    columns: tuple[Column, ...]
    unused: tuple[str, ...]

    @property
    def missing(self) -> list[str]:
        """What the content needs and the file does not have, in words."""
        have = {column.field for column in self.columns}
        return [wanted.says for wanted in CONTENTS[self.content].wanted if not have & set(wanted.fields)]


def match_columns(headings: Sequence[str], content: str | None, layout: Layout, maps: Mapping[str, str]) -> Match:
    """The columns of a file for the content named, or for the one that fits best. `maps` is heading → field."""
    contents = [content] if content else [layout.content] if layout.content else list(CONTENTS)
    matches, troubles = [], []
    for name in contents:
        try:
            matches.append(_match(headings, name, layout, maps))
        except CannotImportError as error:
            troubles.append(error)
    if not matches:
        raise troubles[0]
    return max(matches, key=_worth)


def _worth(match: Match) -> int:
    """How well a content fits: its own fields count double, those of a person that orders also have, once."""
    people = words("customers") if match.content in ("orders", "contracts") else {}
    return sum(1 if column.field in people else 2 for column in match.columns) - len(match.missing)


def _match(headings: Sequence[str], content: str, layout: Layout, maps: Mapping[str, str]) -> Match:
    mapped = _mapped(headings, content, maps)
    found: dict[int, Column] = {index: column for index, column in mapped.items() if column}
    taken = {column.field for column in found.values()}
    free = [(index, heading) for index, heading in enumerate(headings) if heading and index not in mapped]
    by_form = {heading_form(heading): field for heading, field in layout.columns.items()}
    known = words(content)
    for place, index, column in sorted(_offers(free, content, by_form, known), key=lambda offer: offer[:2]):
        if place >= 0 and index not in found and (column.field in SEVERAL or column.field not in taken):
            found[index] = column
            taken.add(column.field)
    found = _known_by_barcode(found, mapped)
    unused = tuple(heading for index, heading in enumerate(headings) if heading and index not in found)
    return Match(content, tuple(found[index] for index in sorted(found)), unused)


def _known_by_barcode(found: dict[int, Column], mapped: Collection[int]) -> dict[int, Column]:
    """Where products have no code but the one under their barcode, that is their code, whatever its digits are."""
    if {"product_id", "own_id"} & {column.field for column in found.values()}:
        return found
    return {
        index: replace(column, field="product_id") if column.field == "gtin" and index not in mapped else column
        for index, column in found.items()
    }


def _offers(
    free: Sequence[tuple[int, str]],
    content: str,
    by_form: Mapping[str, str],
    known: Mapping[str, Mapping[str, int]],
) -> list[tuple[int, int, Column]]:
    """Every field a heading may feed, with how near to the front of the field's words it stands."""
    offers = []
    for index, heading in free:
        field = by_form.get(heading_form(heading))
        if field:
            offers.append((0, index, Column(index, heading, field)))
        elif by_form:
            continue
        elif column := _open_column(index, heading, content):
            offers.append((0, index, column))
        else:
            offers += _by_words(index, heading, known)
    return offers


def _by_words(index: int, heading: str, known: Mapping[str, Mapping[str, int]]) -> list[tuple[int, int, Column]]:
    for distance, form in enumerate(forms(heading)):
        found = [(places[form], field) for field, places in known.items() if form in places]
        if found:
            return [(place + distance, index, Column(index, heading, field)) for place, field in sorted(found)]
    return []


def _open_column(index: int, heading: str, content: str) -> Column | None:
    """An attribute, or a name in one language; of a plan a limit or a feature."""
    if content == "plans":
        return _of_plan(index, heading, heading)
    if content != "products":
        return None
    attribute = attribute_in(heading)
    if attribute:
        return Column(index, heading, ATTRIBUTE, attribute=attribute)
    match = _NAME_IN.fullmatch(heading.strip())
    if match and heading_form(match["name"]) in words("products")["name"]:
        return Column(index, heading, NAME_IN, language=match["language"].lower())
    return None


def _of_plan(index: int, heading: str, said: str) -> Column | None:
    for field in (LIMIT, FEATURE):
        found = attribute_in(said, field)
        if found:
            return Column(index, heading, field, attribute=found)
    return None


def _mapped(headings: Sequence[str], content: str, maps: Mapping[str, str]) -> dict[int, Column | None]:
    """What the user said of columns; None for one to be left alone."""
    found: dict[int, Column | None] = {}
    for heading, field in maps.items():
        index = _index_of(heading, headings)
        found[index] = _column_for(index, headings[index], field.strip(), content)
    return found


def _index_of(heading: str, headings: Sequence[str]) -> int:
    numbered = _NUMBERED.fullmatch(heading.strip())
    if numbered and 1 <= int(numbered[1]) <= len(headings):
        return int(numbered[1]) - 1
    for same in (str.strip, str.casefold, heading_form):
        for index, present in enumerate(headings):
            if same(present) == same(heading):
                return index
    listed = ", ".join(repr(present) for present in headings if present)
    raise CannotImportError(
        f"--map: there is no column {heading!r}.", f"The columns are {listed}; or count them: #1, #2 …"
    )


def _column_for(index: int, heading: str, field: str, content: str) -> Column | None:
    if field.lower() in (IGNORE, "-", ""):
        return None
    plain = field.lower().replace(" ", "_").replace("-", "_")
    if plain in CONTENTS[content].fields or (content == "products" and plain in RELATIONS):
        return Column(index, heading, plain)
    if content == "products":
        language = plain.removeprefix("name_")
        if plain.startswith("name_") and language in LANGUAGES:
            return Column(index, heading, NAME_IN, language=language)
        attribute = attribute_in(field) or (
            attribute_in(f"attribute: {heading}") if folded(field) == ATTRIBUTE else None
        )
        if attribute:
            return Column(index, heading, ATTRIBUTE, attribute=attribute)
    if content == "plans" and (column := _of_plan(index, heading, field)):
        return column
    raise CannotImportError(f"--map {heading}={field}: {content} have no field {field!r}.", _fields_of(content))


def _fields_of(content: str) -> str:
    more = {"products": ["attribute: …", "name nl", "…"], "plans": ["limit: …", "feature: …"]}
    names = [*words(content), *more.get(content, [])]
    return f"The fields are {', '.join(names)}, and ignore."
