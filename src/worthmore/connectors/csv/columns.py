"""A column of a file and the field it feeds."""

from __future__ import annotations

from dataclasses import dataclass

from worthmore.connectors.csv.recognising.attributes import AttributeHeading

RELATIONS = (
    *("accessory", "upgrade", "alternative", "bundle", "compatible_with", "deep_sell", "new_version"),
    *("conflicts_with", "protection", "service", "replacement", "next_size", "size_up", "impulse"),
    *("funnel_step", "part"),
)
ATTRIBUTE, NAME_IN = "attribute", "name_in"
LIMIT, FEATURE = "limit", "feature"
"""What a plan includes of something that is counted, and what it can do: each in a column of its own."""
SEVERAL = (ATTRIBUTE, NAME_IN, LIMIT, FEATURE, *RELATIONS)
"""The fields that may come in several columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """`index` counts from 0. `comma` says how 1.234 is read, `day_first` how 1/2/2026 is; both were decided from it."""

    index: int
    heading: str
    field: str
    attribute: AttributeHeading | None = None
    language: str = ""
    comma: bool = False
    day_first: bool = True

    @property
    def key(self) -> str:
        """What its values are called in the frame; attributes, names and relations may come in several columns."""
        return f"{self.field}_{self.index}" if self.field in SEVERAL else self.field

    @property
    def means(self) -> str:
        """The field as people write it in --map."""
        if self.attribute:
            unit = f" ({self.attribute.unit})" if self.attribute.unit else ""
            return f"{self.field}: {self.attribute.name}{unit}"
        return f"name {self.language}" if self.field == NAME_IN else self.field
