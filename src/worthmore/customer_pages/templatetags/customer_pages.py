"""How days read in the page's language."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django import template
from django.utils.translation import get_language

from worthmore.shop.queries import policy

register = template.Library()
LOCALES = {"en": "en_GB"}  # plain "en" would be American: month first


@register.filter
def day(moment: date | datetime | None) -> str:
    """A day in words, "9 May 2027"; of a moment, the day it is in the shop's own time zone."""
    if moment is None:
        return ""
    if isinstance(moment, datetime):
        moment = moment.astimezone(ZoneInfo(policy().time_zone)).date()
    language = get_language() or "en"
    return format_date(moment, "long", locale=LOCALES.get(language, language))
