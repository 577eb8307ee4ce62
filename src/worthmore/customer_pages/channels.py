"""The ways to reach somebody, as the page lists them: how each stands, and the words a yes is given to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as word

from worthmore.consent.queries import Known, known
from worthmore.consent.values import Wording
from worthmore.customer_pages.templatetags.customer_pages import day
from worthmore.law.permission import may
from worthmore.law.table import load
from worthmore.vocabulary.permission import Act, Channel, Purpose, Question, Statement, Subject, Verdict

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
USUAL = (Channel.EMAIL, Channel.POST, Channel.CALL_LIVE, Channel.SMS)
"""These always show; the others only where they are in use for this person."""
TEXT_NAME = "customer-page"


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One way on the page. `state` says in a sentence how it stands and why."""

    value: str
    label: str
    about: str
    state: str
    allowed: bool


def purpose_of(channel: Channel) -> Purpose:
    """What a permission for this channel is for."""
    return PURPOSES.get(channel, Purpose.MARKETING)


def by(channel: Channel | None) -> str:
    """ "by e-mail", in the page's language."""
    return _(BY.get(channel, BY[None]))


def rows(person_key: str, at: datetime) -> tuple[list[ChannelRow], list[ChannelRow]]:
    """Every way, in the page's language: first the usual ones and those in use, then the rest."""
    person = known(person_key, at)
    shown: list[ChannelRow] = []
    rest: list[ChannelRow] = []
    for channel in LABELS:
        row = _row(channel, person, at)
        (shown if channel in USUAL or row.allowed else rest).append(row)
    return shown, rest


def suggestions_on(person_key: str, at: datetime) -> bool:
    """Whether a suggestion in the shop may use what this person bought before."""
    return _verdict(Channel.ONSITE_PROFILE, known(person_key, at, Channel.ONSITE_PROFILE).subject, at).allowed


def permission_words(seller: str) -> str:
    """What a yes allows, in the page's language."""
    text = _(
        "With Yes, %(seller)s may send you advertising of its own products in that way. With No we stop at once. You "
        "can change your mind here at any time, and nothing you buy depends on it."
    )
    return text % {"seller": seller}


def wording(channel: Channel, seller: str, language: str) -> Wording:
    """Exactly what stands beside the button, to be kept with a yes. Other words are another version."""
    parts = [_(LABELS[channel]), _(ABOUT[channel]) if channel in ABOUT else "", permission_words(seller)]
    words = "\n".join(filter(None, parts))
    return Wording(f"{TEXT_NAME}-{channel.value}", sha256(words.encode()).hexdigest()[:12], language, words)


def _row(channel: Channel, person: Known, at: datetime) -> ChannelRow:
    verdict = _verdict(channel, person.subject, at)
    about = _(ABOUT[channel]) if channel in ABOUT else ""
    state = _allowed(channel, person, verdict) if verdict.allowed else _denied(channel, person, verdict)
    return ChannelRow(channel.value, _(LABELS[channel]), about, state, verdict.allowed)


def _verdict(channel: Channel, person: Subject, at: datetime) -> Verdict:
    """What the law says of this way by itself: a break, and what is chosen how, the page shows elsewhere."""
    personalised = channel is Channel.ONSITE_PROFILE
    return may(load(), Question(channel, at, purpose_of(channel), similar=True, personalised=personalised), person)


def _denied(channel: Channel, person: Known, verdict: Verdict) -> str:
    said_no = _latest(person.subject.statements, channel, Act.OBJECTED, Act.WITHDRAWN)
    if verdict.step == 1 and said_no:
        return _("No. You said so on %(day)s.") % {"day": day(said_no.at)}
    if verdict.step == 1:
        return _("No. Nobody may use this address or number any more.")
    if any(hit.channel is channel for hit in person.subject.list_hits):
        return _("No. Your address or number is on a list of people who do not want this.")
    said_yes = _latest(person.subject.statements, channel, Act.GIVEN)
    if said_yes and (said_no is None or said_yes.at > said_no.at):
        return _("Not yet. You said yes on %(day)s; it counts once it is confirmed.") % {"day": day(said_yes.at)}
    ran_out = _latest(person.ran_out, channel, Act.GIVEN)
    if ran_out:
        return _("No. You said yes on %(day)s, but that has run out.") % {"day": day(ran_out.at)}
    return _("No. You have not said yes to this.")


def _allowed(channel: Channel, person: Known, verdict: Verdict) -> str:
    said_yes = _latest(person.subject.statements, channel, Act.GIVEN)
    if verdict.step == 4 and said_yes:
        return _("Yes. You said so on %(day)s.") % {"day": day(said_yes.at)}
    if verdict.step == 5:
        return _("Yes, until you say no: you are a customer, and it is about things like those you bought.")
    return _("Yes, until you say no.")


def _latest(statements: Sequence[Statement], channel: Channel, *acts: Act) -> Statement | None:
    found = [one for one in statements if one.act in acts and one.channel in (channel, None)]
    return max(found, key=lambda one: one.at, default=None)
