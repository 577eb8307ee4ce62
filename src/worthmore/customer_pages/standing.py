"""How each way to reach somebody stands, and why: the person's own answer, or else what the law says without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from worthmore.consent.queries import Known, known
from worthmore.customer_pages.channels import ABOUT, LABELS, purpose_of
from worthmore.customer_pages.templatetags.customer_pages import day
from worthmore.law.permission import may
from worthmore.law.table import load
from worthmore.vocabulary.permission import Act, Channel, Question, Statement, Subject, Verdict

USUAL = (Channel.EMAIL, Channel.POST, Channel.CALL_LIVE, Channel.SMS)
"""These always show; the others only where they are in use for this person."""


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One way on the page. `yes`: the person said so, or needs not to. `state` says how it stands and why."""

    value: str
    label: str
    about: str
    state: str
    yes: bool


def rows(person_key: str, at: datetime) -> tuple[list[ChannelRow], list[ChannelRow]]:
    """Every way, in the page's language: first the usual ones and those in use, then the rest."""
    person = known(person_key, at)
    shown: list[ChannelRow] = []
    rest: list[ChannelRow] = []
    for channel in LABELS:
        row = _row(channel, person, at)
        (shown if channel in USUAL or row.yes else rest).append(row)
    return shown, rest


def suggestions_on(person_key: str, at: datetime) -> bool:
    """Whether a suggestion in the shop may use what this person bought before."""
    return _verdict(Channel.ONSITE_PROFILE, known(person_key, at, Channel.ONSITE_PROFILE).subject, at).allowed


def refused(person_key: str, channel: Channel, at: datetime) -> bool:
    """Whether an objection of theirs stands against this way."""
    return _verdict(channel, known(person_key, at, channel).subject, at).step == 1


def _row(channel: Channel, person: Known, at: datetime) -> ChannelRow:
    verdict = _verdict(channel, person.subject, at)
    yes, state = _allowed(channel, person, verdict) if verdict.allowed else _denied(channel, person, verdict)
    about = _(ABOUT[channel]) if channel in ABOUT else ""
    return ChannelRow(channel.value, _(LABELS[channel]), about, state, yes)


def _verdict(channel: Channel, person: Subject, at: datetime) -> Verdict:
    """What the law says of this way by itself: a break, and what is chosen how, the page shows elsewhere."""
    personalised = channel is Channel.ONSITE_PROFILE
    return may(load(), Question(channel, at, purpose_of(channel), similar=True, personalised=personalised), person)


def _allowed(channel: Channel, person: Known, verdict: Verdict) -> tuple[bool, str]:
    said_yes = _given(person.subject.statements, channel)
    if verdict.step == 4 and said_yes:
        return True, _("Yes. You said so on %(day)s.") % {"day": day(said_yes.at)}
    if verdict.step == 5:
        return True, _("Yes, until you say no: you are a customer, and it is about things like those you bought.")
    return True, _("Yes, until you say no.")


def _denied(channel: Channel, person: Known, verdict: Verdict) -> tuple[bool, str]:
    said_no = _refused(person.subject.statements, channel)
    if verdict.step == 1 and said_no:
        return False, _("No. You said so on %(day)s.") % {"day": day(said_no.at)}
    if verdict.step == 1:
        return False, _("No. Nobody may use this address or number any more.")
    if any(hit.channel is channel for hit in person.subject.list_hits):
        return False, _("No. Your address or number is on a list of people who do not want this.")
    said_yes, ran_out = _given(person.subject.statements, channel), _given(person.ran_out, channel)
    if said_yes and (said_no is None or said_yes.at > said_no.at):
        return True, _waiting(verdict) % {"day": day(said_yes.at)}
    if ran_out:
        return False, _("No. You said yes on %(day)s, but that has run out.") % {"day": day(ran_out.at)}
    return False, _("No. You have not said yes to this.")


def _waiting(verdict: Verdict) -> str:
    """What a yes waits for before it counts."""
    if verdict.rule == "list":
        return _("Yes. You said so on %(day)s; we first look whether you are on a list of people who do not want it.")
    return _("Not yet. You said yes on %(day)s; it counts once it is confirmed.")


def _given(statements: Sequence[Statement], channel: Channel) -> Statement | None:
    purpose = purpose_of(channel)
    found = [one for one in statements if one.act is Act.GIVEN and one.channel is channel and one.purpose is purpose]
    return max(found, key=lambda one: one.at, default=None)


def _refused(statements: Sequence[Statement], channel: Channel) -> Statement | None:
    no = (Act.OBJECTED, Act.WITHDRAWN)
    found = [one for one in statements if one.act in no and one.channel in (channel, None)]
    return max(found, key=lambda one: one.at, default=None)
