"""A text with named fields in braces, read once and then only put together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from worthmore.vocabulary.texts import PLAINLY, Manner

FIELD = re.compile(r"\{([a-z_]*)\}")
WHY = "why"

Value = Callable[[str], str]
"""The text of a field; "" when there is none."""


@dataclass(frozen=True, slots=True)
class Template:
    """A text as `parts`: what stands there and, at every other place, the name of a field.

    `around` is what stands before and behind {why} where that is its one field, which is nearly always so.
    """

    parts: tuple[str, ...]
    manner: Manner = PLAINLY
    around: tuple[str, str] | None = None

    @classmethod
    def of(cls, text: str, manner: Manner = PLAINLY) -> Template:
        """The template of a text, and how it is said."""
        parts = tuple(FIELD.split(text))
        return cls(parts, manner, (parts[0], parts[2]) if parts[1::2] == (WHY,) else None)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it names, as they come."""
        return self.parts[1::2]

    def fill(self, why: str, value: Value) -> str | None:
        """The text; None where a field has no value, for a text with a hole is not shown."""
        told = list(self.parts)
        for place in range(1, len(told), 2):
            name = told[place]
            found = why if name == WHY else value(name)
            if not found:
                return None
            told[place] = found
        return "".join(told)
