"""Names that are read from right to left, in sentences that are not."""

from __future__ import annotations

import re

_FIRST, _POP = "\u2068", "\u2069"
_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_TURNS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200e\u200f\u202a-\u202e\u2066-\u2069\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def isolated(name: str) -> str:
    """The name so that it turns nothing around it: between isolates (Unicode UAX 9) where anything in it reads right
    to left, and without the invisible characters that would turn what follows. Any other name as it is.
    """
    if name.isascii() or not _TURNS.search(name):
        return name
    return f"{_FIRST}{_CONTROLS.sub('', name)}{_POP}"
