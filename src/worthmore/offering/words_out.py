"""The public shape of how an offer is said, and of the review beside it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from worthmore.decide.wording.quoting import quoted_in_words
from worthmore.vocabulary.decision import Words


class MannerOut(Struct, frozen=True):
    """How an offer is said: the frame and tone, and the version of the shop's own text (0: the built-in one)."""

    frame: Annotated[str, Meta(description="empty: from no side in particular", examples=["completeness"])]
    tone: Annotated[str, Meta(examples=["newcomer"])]
    text: Annotated[int, Meta(examples=[17])]


class QuoteOut(Struct, frozen=True):
    """A review of the offered product, as it was written; `display` is the whole with its source, ready to show.

    `rating` is 1 to 5; `average` and `count` are of all reviews of the product. Show it whole or not at all.
    """

    review: Annotated[str, Meta(examples=["R-318"])]
    text: Annotated[str, Meta(examples=["Sits tight, also in winter."])]
    name: Annotated[str, Meta(examples=["Anna V."])]
    rating: Annotated[int, Meta(examples=[4])]
    date: Annotated[str, Meta(examples=["2026-04-18"])]
    verified: Annotated[bool, Meta(description="whether the shop checked that they bought it", examples=[True])]
    average: Annotated[float, Meta(examples=[4.2])]
    count: Annotated[int, Meta(examples=[37])]
    display: Annotated[str, Meta(examples=["“Sits tight.” – Anna V., 4 out of 5, April 18, 2026 (verified purchase)."])]


def manner_out(words: Words) -> MannerOut:
    """How it is said."""
    return MannerOut(words.manner.frame.value, words.manner.tone.value, words.manner.text_number)


def quote_out(words: Words) -> QuoteOut | None:
    """The review; None where none is quoted."""
    quote = words.quote
    if quote is None:
        return None
    return QuoteOut(
        quote.review,
        quote.text,
        quote.name,
        quote.rating,
        quote.on.isoformat(),
        quote.verified,
        round(quote.average, 1),
        quote.count,
        quoted_in_words(quote),
    )
