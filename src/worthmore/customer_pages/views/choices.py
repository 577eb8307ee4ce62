"""The customer's own page."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.translation import gettext as _

from worthmore.consent.queries import preferences
from worthmore.customer_pages import channels, done, occasions, standing, told, topics
from worthmore.customer_pages.seller import seller_of
from worthmore.customer_pages.suggested import suggested
from worthmore.customer_pages.visit import GETS, Visit, opens
from worthmore.customer_pages.who import country_of, masked, sources_of
from worthmore.shop.queries import policy

FIRST_OFFERS = 3


@opens(*GETS)
def choices(visit: Visit) -> HttpResponse:
    """Everything a person may choose, as it stands."""
    held, shop = preferences(visit.key), policy()
    shown, rest = standing.rows(visit.key, visit.at)
    said = done.read(visit.fields.get("done", ""))
    context = {
        "who": masked(visit.person),
        "done": said,
        "about_suggestions": _(channels.ABOUT_SUGGESTIONS),
        "suggestions": standing.suggestions_on(visit.key, visit.at),
        "permission": channels.permission_words(seller_of(shop).called),
        "channels": shown,
        "more_channels": rest,
        "topics": topics.topics(sources_of(visit.person), held),
        "frequencies": topics.frequencies(held),
        "paused_until": held.paused_until if held.paused(visit.at) else None,
        "occasions": occasions.rows(
            country_of(visit.person), visit.at.astimezone(ZoneInfo(shop.time_zone)).date(), held.skipped
        ),
        "needs": told.told(visit),
        "offers": suggested(visit.person, FIRST_OFFERS)[:FIRST_OFFERS],
    }
    return visit.page("choices", context)
