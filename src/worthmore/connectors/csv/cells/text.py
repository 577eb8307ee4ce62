"""Text cells, and what spreadsheets do to them: ="001234", a leading apostrophe, #N/A, 4,70E+08, 17850.0."""

from __future__ import annotations

import re

from worthmore.connectors.csv.trouble import Problem

# What Excel shows for an error, in its English, Dutch, German, Finnish and French editions.
_ERRORS = """
#N/A #N/B #NV #NA #PUUTTUU! #REF! #VERW! #BEZUG! #VIITTAUS! #VALUE! #WAARDE! #WERT! #ARVO! #VALEUR! #DIV/0! #DEEL/0!
#JAKO/0! #NAME? #NAAM? #NOM? #NIMI? #NULL! #LEEG! #TYHJÄ! #NUL! #NUM! #GETAL! #ZAHL! #LUKU! #NOMBRE!
"""
EMPTY = frozenset(_ERRORS.lower().split())
NO_CODE = frozenset({"", "NULL", "nan", "NaN", "None"})

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]+")
_SPACES = re.compile(r"\s+")
_SHORTENED = re.compile(r"[-+]?[0-9](?:[.,][0-9]+)?E\+[0-9]+", re.IGNORECASE)
_FLOAT_ID = re.compile(r"([0-9]+)\.0+")
_EMAIL = re.compile(r"[^@\s,;<>\"()]+@[^@\s,;<>\"()]+\.[^@\s,;<>\"().]+")
_BETWEEN_EMAILS = re.compile(r"[\s,;|<>]+")

SHORTENED = Problem(
    "the code was shortened by a spreadsheet (such as 4,70E+08)",
    "Its digits are lost in this file: set the column to Text where the file is made, and export again.",
)
NO_EMAIL = Problem("not an e-mail address", "Write one address such as marie@example.org, or leave the cell empty.")


def plain(cell: str) -> str:
    """The cell without what the spreadsheet put around it; "" for an empty cell and for an error such as #N/A."""
    text = _UNPRINTABLE.sub(" ", cell).strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        text = text[2:-1].strip()
    if text.startswith("'") and len(text) > 1 and (text[1].isdigit() or text[1] in "+-=@"):
        text = text[1:].strip()
    return "" if text.startswith("#") and text.lower() in EMPTY else text


def text_of(cell: str, longest: int) -> str | None:
    """One line of text, cut at the longest that fits."""
    return _SPACES.sub(" ", plain(cell))[:longest].strip() or None


def code(cell: str, longest: int = 128) -> str | Problem | None:
    """An id from outside: kept as written, zeros in front included."""
    text = _SPACES.sub(" ", plain(cell)).lstrip("'").strip()
    if text in NO_CODE:
        return None
    if _SHORTENED.fullmatch(text):
        return SHORTENED
    if len(text) > longest:
        return Problem(f"longer than {longest} characters", "Check that the column really holds a code.")
    as_float = _FLOAT_ID.fullmatch(text)
    return as_float[1] if as_float else text


def email(cell: str) -> str | Problem | None:
    """The first address in the cell, in lower case."""
    text = plain(cell)
    if not text:
        return None
    for part in _BETWEEN_EMAILS.split(text.removeprefix("mailto:")):
        if _EMAIL.fullmatch(part) and len(part) <= 254:
            return part.lower()
    return NO_EMAIL


def phone(cell: str) -> str | Problem | None:
    """A telephone number as written."""
    return code(cell, longest=32)


def postcode(cell: str) -> str | None:
    """A postcode as written, without the apostrophe some exports put before it."""
    return _SPACES.sub(" ", plain(cell)).lstrip("'")[:16].strip() or None
