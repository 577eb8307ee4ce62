"""Attribute columns of a products file: `attribute: Battery (Wh) + | nl=Batterij | fi=Akku`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from worthmore.connectors.csv.recognising.words import heading_form, prefix_words
from worthmore.vocabulary.attributes import Direction

_HEADING = re.compile(r"(?P<word>[^:]+):\s*(?P<rest>.+)", re.DOTALL)
_PARTS = re.compile(r"(?P<name>.*?)\s*(?:[\(\[](?P<unit>[^\)\]]*)[\)\]])?\s*(?P<marks>[-+!\u2212\s]*)", re.DOTALL)
_LABEL = re.compile(r"\s*(?P<language>[a-z]{2})\s*=\s*(?P<label>.+?)\s*")
_NOT_IN_NAMES = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class AttributeHeading:
    """What an attribute's heading says of it."""

    name: str
    unit: str = ""
    direction: Direction = Direction.NEUTRAL
    need: bool = False
    labels: dict[str, str] = field(default_factory=dict)


def attribute_in(heading: str, prefix: str = "attribute") -> AttributeHeading | None:
    """The attribute a heading names, or None when it is no such column; a plan's headings begin with other words."""
    match = _HEADING.fullmatch(heading.strip())
    language = prefix_words(prefix).get(heading_form(match["word"])) if match else None
    if match is None or language is None:
        return None
    first, *others = match["rest"].split("|")
    parts = _PARTS.fullmatch(first.strip())
    name = _NOT_IN_NAMES.sub("_", parts["name"].casefold()).strip("_")[:100] if parts else ""
    if parts is None or not name:
        return None
    marks = parts["marks"].replace("\u2212", "-")
    found = [label for label in map(_LABEL.fullmatch, others) if label]
    labels = {language: parts["name"].strip(), **{label["language"]: label["label"] for label in found}}
    return AttributeHeading(name, (parts["unit"] or "").strip()[:32], _direction(marks), "!" in marks, labels)


def _direction(marks: str) -> Direction:
    if "+" in marks:
        return Direction.HIGHER
    return Direction.LOWER if "-" in marks else Direction.NEUTRAL
