"""Numbers as people write them: € 1.234,50, 1 234,50, 1'234.50, 12,-, (3,00), 21 %.

A number becomes a whole count of millionths, so that nothing is rounded before its currency is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from worthmore.connectors.csv.cells.text import plain
from worthmore.connectors.csv.trouble import Problem

UNIT = 1_000_000
MOST_DIGITS = 9  # a price beyond a thousand million is a telephone number in the wrong column
NOTHING = frozenset({"", "-", "–", "—", "nan", "null", "none", "nil", "n.a.", "n.v.t."})
# What programs write for a number that has no value. For an amount, "nan" is no more than an empty cell.
ENDLESS = frozenset({"inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "-∞", "1.#inf", "-1.#inf"})

SYMBOLS = {
    "€": ("EUR",),
    "£": ("GBP",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"),
    "US$": ("USD",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "zł": ("PLN",),
    "Kč": ("CZK",),
    "Ft": ("HUF",),
    "Fr.": ("CHF",),
    "¥": ("JPY", "CNY"),
}
_CODES = "EUR|USD|GBP|CHF|SEK|NOK|DKK|ISK|PLN|CZK|HUF|JPY|CNY|CAD|AUD|NZD|SGD|HKD|MXN|RON|BGN|TRY|INR|ZAR|BRL"
_MONEY = re.compile(
    r"(?P<sign>[-+\u2212]?)\s*(?P<before>US\$|[€£$¥]|(?:" + _CODES + r"|kr|zł|Kč|Ft|Fr\.)(?![a-z]))?\s*"
    r"(?P<number>[-+\u2212]?\s?[0-9.,](?:[0-9.,'’\s]*[0-9.,])?)(?P<dash>[-–—\u2212]{0,2})\s*"
    r"(?P<after>US\$|[€£$¥]|(?:" + _CODES + r"|kr|zł|Kč|Ft|Fr\.)(?![a-z]))?",
    re.IGNORECASE,
)
_GROUPING = re.compile(r"[\s'’]")
_DIGITS_LOST = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?E[-+][0-9]+", re.IGNORECASE)
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_SPACED = re.compile(r"[0-9]{1,3}(?:[\s'’][0-9]{3})+(?:[.,][0-9]*)?")
_SPELLING = {symbol.lower(): symbol for symbol in SYMBOLS}

NO_NUMBER = Problem("not a number", "Write the number only, such as 12.50 or 12,50.")
LOST = Problem(
    "the number was shortened by a spreadsheet (such as 4,70E+08)",
    "Its digits are lost in this file: set the column to Text (or Number without decimals) where the file is made, and "
    "export again.",
)
TOO_LARGE = Problem("the number is too large", "Check the cell; a telephone number or code may be in the wrong column.")
NOT_FINITE = Problem("a number without an end or a value (inf, nan)", "Write the number, or leave the cell empty.")
NOT_WHOLE = Problem("not a whole number", "Quantities and stock are counted in whole pieces; write 2, not 2,5.")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in millionths with the currency signs written beside it (none: no sign)."""

    millionths: int
    signs: tuple[str, ...] = ()


def amount(cell: str, comma: bool) -> Amount | Problem | None:
    """The number in a cell; `comma` says how to read 1.234 and 1,234, the only forms that need it."""
    text = plain(cell)
    if text.lower() in NOTHING:
        return None
    if text.lower() in ENDLESS:
        return NOT_FINITE
    if _DIGITS_LOST.fullmatch(text):
        return LOST
    bracketed = len(text) > 2 and text[0] == "(" and text[-1] == ")"
    match = _MONEY.fullmatch(text[1:-1].strip() if bracketed else text)
    if match is None or (match["sign"] and match["number"][0] in "-+\u2212"):
        return NO_NUMBER
    size = _millionths(match["number"].lstrip("-+\u2212 \xa0"), comma)
    if isinstance(size, Problem):
        return size
    return Amount(-size if bracketed or _is_negative(match) else size, _signs(match))


def _is_negative(match: re.Match[str]) -> bool:
    """A minus before the sign, before the number, or (12,50-) right behind the decimals."""
    number, dash = match["number"], match["dash"]
    trailing = bool(dash) and number[-1] not in ".,"
    return (match["sign"] in "-\u2212" and bool(match["sign"])) or number[0] in "-\u2212" or trailing


def _signs(match: re.Match[str]) -> tuple[str, ...]:
    found = (match["before"] or match["after"] or "").lower()
    if not found:
        return ()
    symbol = _SPELLING.get(found)
    return SYMBOLS[symbol] if symbol else (found.upper(),)


def _millionths(written: str, comma: bool) -> int | Problem:
    digits = _GROUPING.sub("", written)
    if len(digits) != len(written) and not _SPACED.fullmatch(written):
        return NO_NUMBER
    separator = decimal_separator(digits) or ("," if comma else ".")
    whole, _, fraction = digits.rpartition(separator) if separator in digits else (digits, "", "")
    plain_whole = _ungrouped(whole)
    if plain_whole is None or not (fraction or plain_whole) or (fraction and not fraction.isdigit()):
        return NO_NUMBER
    if len(plain_whole) > MOST_DIGITS:
        return TOO_LARGE
    rounded = fraction[6:7] >= "5"
    return int(plain_whole or 0) * UNIT + int((fraction + "000000")[:6]) + rounded


def _ungrouped(whole: str) -> str | None:
    """The digits before the decimal separator; None when what separates them does not group thousands."""
    if not whole or whole.isdigit():
        return whole
    if not _GROUPED.fullmatch(whole) or ("." in whole and "," in whole):
        return None
    return whole.replace(".", "").replace(",", "")


def decimal_separator(digits: str) -> str | None:
    """The decimal separator that the number itself proves; None where it has none, or could be read either way."""
    marks = [character for character in digits if character in ".,"]
    if not marks:
        return None
    last = marks[-1]
    if len(set(marks)) == 2:
        return last
    if len(marks) > 1:
        return "." if last == "," else ","
    before, _, after = digits.partition(last)
    grouped = len(after) == 3 and 1 <= len(before) <= 3 and before != "0"
    return None if grouped else last


def evidence(cell: str) -> str | None:
    """What a cell says of its column: "," or "." is the decimal separator, "?" could be either, None says nothing."""
    match = _MONEY.fullmatch(plain(cell))
    if match is None or not isinstance(amount(cell, comma=True), Amount):
        return None
    digits = _GROUPING.sub("", match["number"].lstrip("-+\u2212 \xa0"))
    if "." not in digits and "," not in digits:
        return None
    return decimal_separator(digits) or "?"


def signs_in(cell: str) -> tuple[str, ...]:
    """The currencies that the sign beside an amount may stand for; none without one."""
    match = _MONEY.fullmatch(plain(cell).strip("()"))
    return () if match is None else _signs(match)


def doubtful(cell: str) -> str | None:
    """The number as written where it could be read either way (1.234); None where there is but one way."""
    return _GROUPING.sub("", plain(cell)) if evidence(cell) == "?" else None


def whole(cell: str, comma: bool) -> int | Problem | None:
    """A whole number: 6, 6.0, 1.000."""
    found = amount(cell, comma)
    if isinstance(found, Amount):
        count, rest = divmod(found.millionths, UNIT)
        return NOT_WHOLE if rest else count
    return found


def share(cell: str, comma: bool) -> float | Problem | None:
    """A rate such as 21 %, 21 or 0,21, as a share (0.21)."""
    text = plain(cell).rstrip("% \xa0")
    found = amount(text, comma)
    if not isinstance(found, Amount):
        return found
    value = found.millionths / UNIT
    value = value / 100 if value > 1 or "%" in cell else value
    return value if 0 <= value < 1 else Problem("not a VAT rate", "Write 21, 21 % or 0,21.")
