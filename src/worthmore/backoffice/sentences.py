"""English sentences of other rooms, said in the language of the page.

The law answers in plain English, because it knows no languages. Its sentences follow few patterns; each pattern here is
a message like any other, translated in the catalogues. A sentence that fits none is shown as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext

PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Kind:
    """What can stand at a place of a sentence: how it is recognised, and how it is shown."""

    pattern: str
    shown: Callable[[str], str] = str


@dataclass(frozen=True)
class Sentences:
    """Patterns with `%(name)s` places, of which each name has its kind. The first that fits a sentence counts."""

    patterns: tuple[str, ...]
    kinds: Mapping[str, Kind]

    @cached_property
    def _compiled(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((re.compile(self._expression(pattern)), pattern) for pattern in self.patterns)

    def _expression(self, pattern: str) -> str:
        *before, last = PLACE.split(pattern)[::2]
        names = PLACE.findall(pattern)
        parts = [
            re.escape(text) + f"(?P<{name}>{self.kinds[name].pattern})"
            for text, name in zip(before, names, strict=True)
        ]
        return "".join(parts) + re.escape(last)

    def knows(self, sentence: str) -> bool:
        """Whether a pattern fits."""
        return any(expression.fullmatch(sentence) for expression, _ in self._compiled)

    def said(self, sentence: str) -> str:
        """The sentence in the page's language; itself when no pattern fits."""
        for expression, pattern in self._compiled:
            found = expression.fullmatch(sentence)
            if found:
                values = {name: self.kinds[name].shown(value) for name, value in found.groupdict().items()}
                return gettext(pattern) % values
        return sentence
