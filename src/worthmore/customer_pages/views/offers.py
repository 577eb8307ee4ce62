"""Everything that was suggested to somebody, page by page."""

from __future__ import annotations

from django.http import HttpResponse

from worthmore.customer_pages.suggested import suggested
from worthmore.customer_pages.visit import GETS, Visit, opens
from worthmore.outcomes.queries import decisions_with_offers

DECISIONS = 20
MOST_PAGES = 10_000


@opens(*GETS)
def offers(visit: Visit) -> HttpResponse:
    """The offers of twenty decisions, newest first."""
    number = _number(visit.fields.get("page", ""))
    first = (number - 1) * DECISIONS
    more = bool(decisions_with_offers(visit.person.keys, 1, first + DECISIONS))
    context = {
        "offers": suggested(visit.person, DECISIONS, first),
        "newer": visit.to("offers", page=str(number - 1)) if number > 1 else "",
        "older": visit.to("offers", page=str(number + 1)) if more else "",
    }
    return visit.page("offers", context)


def _number(text: str) -> int:
    sound = text.isascii() and text.isdigit() and len(text) < 6
    return min(max(int(text), 1), MOST_PAGES) if sound else 1
