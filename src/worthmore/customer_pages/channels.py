"""The ways to reach somebody, in the words of the page; and the words a yes is given to."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as word

from worthmore.consent.values import Wording
from worthmore.vocabulary.permission import Channel, Purpose

LABELS: Mapping[Channel, str] = {
    Channel.EMAIL: word("E-mail"),
    Channel.POST: word("Post"),
    Channel.CALL_LIVE: word("Telephone call"),
    Channel.SMS: word("Text message (SMS)"),
    Channel.MESSAGE_APP: word("Message in an app such as WhatsApp"),
    Channel.PUSH: word("Notification on your phone or in your browser"),
    Channel.PARCEL_INSERT: word("Leaflet in your parcel"),
    Channel.CALL_AUTO: word("Automatic telephone call"),
    Channel.AD_AUDIENCE: word("Advertising on other sites"),
    Channel.OPEN_PIXEL: word("Seeing whether you open our e-mails"),
}
"""In the order of the page. Personal suggestions in the shop stand apart, above them."""
ABOUT: Mapping[Channel, str] = {
    Channel.AD_AUDIENCE: word(
        "We pass your e-mail address on in coded form, so that networks such as Facebook or Google show you our "
        "advertising."
    ),
    Channel.OPEN_PIXEL: word("An invisible picture in an e-mail tells us that you opened it."),
    Channel.CALL_AUTO: word("A recorded or artificial voice speaks."),
}
BY: Mapping[Channel | None, str] = {
    Channel.EMAIL: word("by e-mail"),
    Channel.POST: word("by post"),
    Channel.CALL_LIVE: word("by telephone"),
    Channel.SMS: word("by text message"),
    Channel.MESSAGE_APP: word("in message apps"),
    Channel.PUSH: word("by notification"),
    Channel.PARCEL_INSERT: word("in your parcels"),
    Channel.CALL_AUTO: word("by automatic telephone call"),
    Channel.AD_AUDIENCE: word("on other sites"),
    None: word("in any way"),
}
"""The same inside a sentence about advertising."""
PURPOSES: Mapping[Channel, Purpose] = {
    Channel.AD_AUDIENCE: Purpose.AD_AUDIENCE,
    Channel.OPEN_PIXEL: Purpose.OPEN_TRACKING,
}
SUGGESTIONS = word("Personal suggestions")
ABOUT_SUGGESTIONS = word(
    "When this is on, a suggestion may use what you bought here before. When it is off, suggestions only look at your "
    "cart and the page you are on."
)
TEXT_NAME = "customer-page"


def purpose_of(channel: Channel) -> Purpose:
    """What a permission for this channel is for."""
    return PURPOSES.get(channel, Purpose.MARKETING)


def by(channel: Channel | None) -> str:
    """The way inside a sentence, "by e-mail", in the page's language; None is every way."""
    return _(BY.get(channel, BY[None]))


def permission_words(seller: str) -> str:
    """What a yes allows, in the page's language."""
    text = _(
        "With Yes, %(seller)s may send you advertising of its own products in that way. With No we stop at once. You "
        "can change your mind here at any time, and nothing you buy depends on it."
    )
    return text % {"seller": seller}


def wording(channel: Channel, seller: str, language: str) -> Wording:
    """Exactly what stands beside the button, to be kept with a yes. Other words are another version."""
    if channel is Channel.ONSITE_PROFILE:
        parts = [_(SUGGESTIONS), _(ABOUT_SUGGESTIONS)]
    else:
        parts = [_(LABELS[channel]), _(ABOUT[channel]) if channel in ABOUT else "", permission_words(seller)]
    words = "\n".join(filter(None, parts))
    return Wording(f"{TEXT_NAME}-{channel.value}", sha256(words.encode()).hexdigest()[:12], language, words)
