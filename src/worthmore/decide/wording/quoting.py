"""A review as it is shown: in its writer's own words, with its source. Shortened only where a sentence ends."""

from __future__ import annotations

import re

from babel.dates import format_date
from babel.numbers import format_decimal

from worthmore.decide.amounts import number
from worthmore.decide.wording.around import AROUND
from worthmore.vocabulary.texts import Quote

LONGEST = 160
"""Characters of a quote beside an offer."""
ELLIPSIS = " …"
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)]*(?=\s)")


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text whole, or its first sentences with an ellipsis; "" where not one sentence is short enough."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    ends = [one.end() for one in SENTENCE_END.finditer(text) if one.end() + len(ELLIPSIS) <= longest]
    return text[: ends[-1]] + ELLIPSIS if ends else ""


def quoted_in_words(quote: Quote) -> str:
    """The quote with who wrote it, when, what they gave, and what all others gave."""
    said = AROUND[quote.language]
    counted = said.reviews[quote.count != 1].format(count=number(quote.count, quote.language))
    return said.quoted.format(
        text=quote.text,
        name=quote.name or said.nobody,
        rating=quote.rating,
        date=format_date(quote.on, "long", locale=quote.language),
        checked=said.verified if quote.verified else said.unverified,
        average=format_decimal(quote.average, "0.0", locale=quote.language),
        count=counted,
    )
