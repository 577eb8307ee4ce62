"""What a person changes on their page. Each counts at once, and each may be sent twice without harm."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from worthmore.consent.operations import set_preferences
from worthmore.consent.queries import preferences
from worthmore.customer_pages import answering, channels, done, occasions, own_acts, told, topics
from worthmore.customer_pages.declining import decline
from worthmore.customer_pages.visit import POSTS, Visit, opens
from worthmore.customer_pages.who import country_of, sources_of
from worthmore.shop.queries import policy

PAUSES = {"30": timedelta(days=30), "90": timedelta(days=90), "0": None}


@opens(*POSTS)
def suggestions(visit: Visit) -> HttpResponse:
    """Personal suggestions on or off."""
    wanted = visit.fields.get("personal", "")
    if wanted not in ("on", "off"):
        return _unread(visit)
    own_acts.suggestions(visit, on=wanted == "on")
    return visit.back(f"suggestions-{wanted}")


@opens(*POSTS)
def channel(visit: Visit) -> HttpResponse:
    """Yes or no to one way of reaching them, or no to all."""
    if visit.fields.get("everything") == "no":
        own_acts.no_to_all(visit)
        return visit.back("no-to-all")
    asked = next((one for one in channels.LABELS if one.value == visit.fields.get("channel")), None)
    answer = visit.fields.get("answer", "")
    if asked is None or answer not in ("yes", "no"):
        return _unread(visit)
    (own_acts.yes if answer == "yes" else own_acts.no)(visit, asked)
    return visit.back(done.of_channel(asked, answer == "yes"))


@opens(*POSTS)
def topic(visit: Visit) -> HttpResponse:
    """Topics and how often."""
    held = preferences(visit.key)
    muted = topics.muted_after(sources_of(visit.person), held, visit.fields.getlist("topic"))
    frequency = topics.frequency_of(visit.fields.get("frequency", ""), held.frequency)
    set_preferences(visit.key, visit.at, muted=muted, frequency=frequency)
    return visit.back("topics")


@opens(*POSTS)
def pause(visit: Visit) -> HttpResponse:
    """A break of 30 or 90 days from now, or its end."""
    days = visit.fields.get("days", "")
    if days not in PAUSES:
        return _unread(visit)
    length = PAUSES[days]
    set_preferences(visit.key, visit.at, paused_until=visit.at + length if length else None)
    return visit.back("paused" if length else "unpaused")


@opens(*POSTS)
def occasion(visit: Visit) -> HttpResponse:
    """The occasions to skip."""
    held = preferences(visit.key)
    today = visit.at.astimezone(ZoneInfo(policy().time_zone)).date()
    sent = {name: str(value) for name, value in visit.fields.items()}
    after = occasions.chosen(country_of(visit.person), today, held.skipped, sent)
    set_preferences(visit.key, visit.at, skipped=after)
    return visit.back("occasions")


@opens(*POSTS)
def need(visit: Visit) -> HttpResponse:
    """What they need: told, or taken out."""
    gone = visit.fields.get("gone", "")
    return visit.back(told.take_out(visit, gone) if gone else told.tell(visit))


@opens(*POSTS)
def offer(visit: Visit) -> HttpResponse:
    """No to something that was suggested."""
    if not decline(visit.person, visit.fields.get("offer", ""), visit.at):
        return visit.back("unchanged-offers")
    return visit.back("declined")


def _unread(visit: Visit) -> HttpResponse:
    return answering.unread(visit.request, visit.language, visit.to("choices"))
