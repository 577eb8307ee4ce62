"""Quantity prices in one cell: "50: 0,90; 100: 0,80" says what one costs from 50 and from 100 pieces on."""

from __future__ import annotations

import json
import re

from worthmore.connectors.csv.cells.amounts import Amount, amount
from worthmore.connectors.csv.trouble import Problem

_BETWEEN = re.compile(r"\s*[;|\n]\s*")
_TIER = re.compile(r"\s*([0-9]{1,7})\s*\+?\s*[:=x×@]\s*(.+)")
_DECIMAL_COMMA = re.compile(r",[0-9]{1,2}$")

NOT_TIERS = Problem(
    "not quantity prices",
    "Write from how many pieces on one costs what, between semicolons, such as 50: 0,90; 100: 0,80.",
)
RISING = Problem("a quantity price that rises with the quantity", "More pieces may not cost more each; check the cell.")


def tiers(cell: str) -> str | Problem | None:
    """Quantities with the price of one in millionths, as a JSON object; None for an empty cell."""
    text = cell.strip()
    if not text:
        return None
    found: dict[int, int] = {}
    for part in filter(None, _BETWEEN.split(text)):
        match = _TIER.fullmatch(part)
        price = amount(match[2], bool(_DECIMAL_COMMA.search(match[2]))) if match else None
        if match is None or not isinstance(price, Amount) or int(match[1]) < 2 or price.millionths < 0:
            return NOT_TIERS
        found[int(match[1])] = price.millionths
    prices = [found[quantity] for quantity in sorted(found)]
    if prices != sorted(prices, reverse=True):
        return RISING
    return json.dumps({str(quantity): found[quantity] for quantity in sorted(found)})
