"""The number under a barcode: GTIN-8, -12 (UPC), -13 (EAN) or -14, kept as written, zeros in front included."""

from __future__ import annotations

import re

from worthmore.connectors.csv.cells.text import code
from worthmore.connectors.csv.trouble import Problem

LENGTHS = (8, 12, 13, 14)
_BETWEEN = re.compile(r"[\s-]+")
NO_GTIN = Problem(
    "not the number of a barcode",
    "It has 8, 12, 13 or 14 digits; where zeros in front were lost, set the column to Text and export again.",
)
WRONG_DIGIT = Problem(
    "a barcode number whose check digit is wrong",
    "One of its digits is mistyped: copy the number under the barcode again.",
)


def gtin(cell: str) -> str | Problem | None:
    """The number, without spaces and hyphens between its digits."""
    written = code(cell)
    if not isinstance(written, str):
        return written
    digits = _BETWEEN.sub("", written)
    if not (digits.isascii() and digits.isdigit() and len(digits) in LENGTHS):
        return NO_GTIN
    return digits if check_digit(digits[:-1]) == int(digits[-1]) else WRONG_DIGIT


def check_digit(digits: str) -> int:
    """The digit that follows: from the right, digits count three times and once in turn (GS1 General Specifications,
    section 7.9).
    """
    return -sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))) % 10
