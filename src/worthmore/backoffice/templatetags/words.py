"""How an offer is said, in words of the page."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from worthmore.backoffice.text_words import FRAMES, TONES
from worthmore.offering.words_out import MannerOut
from worthmore.vocabulary.journey import Tone
from worthmore.vocabulary.texts import Frame

register = template.Library()


@register.filter
def manner(said: MannerOut) -> str:
    """The frame, the tone and whose text it is."""
    told = [gettext("frame: %(frame)s") % {"frame": gettext(FRAMES[Frame(said.frame)])}]
    told.append(gettext("tone: %(tone)s") % {"tone": gettext(TONES[Tone(said.tone)])})
    told.append(gettext("your text no. %(number)s") % {"number": said.text} if said.text else gettext("built-in text"))
    return ", ".join(told)
