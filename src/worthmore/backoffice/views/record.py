"""Writing down what a customer said, on the telephone, at the counter or in a letter: a no, or a yes with its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from worthmore.backoffice.acts import Act
from worthmore.backoffice.operations import audit
from worthmore.backoffice.roles import user_id_of
from worthmore.backoffice.staff_words import HEARD, Heard
from worthmore.backoffice.views.audit import day_of
from worthmore.backoffice.views.permission import about, with_person
from worthmore.backoffice.views.rules import chosen, today_in_the_shop
from worthmore.backoffice.views.source import page, posted
from worthmore.consent import operations as consent
from worthmore.consent.values import ConsentError, Proof, Wording
from worthmore.rights import operations as rights
from worthmore.shop import queries as shop
from worthmore.shop.queries import PersonRecord
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.permission import Channel, Purpose
from worthmore.vocabulary.policy import LANGUAGES

LONGEST_WORDS, LONGEST_TEXT = 500, 20_000


def record_no(request: HttpRequest, key: str) -> HttpResponse:
    """The form for a no; sent, it holds at once."""
    return with_person(request, key, keep_no if request.method == "POST" else ask_no)


def record_yes(request: HttpRequest, key: str) -> HttpResponse:
    """The form for a yes, which asks for everything that proves it."""
    return with_person(request, key, keep_yes if request.method == "POST" else ask_yes)


def ask_no(request: HttpRequest, person: PersonRecord, wrong: str = "") -> HttpResponse:
    """The form, with what was filled in already."""
    context = {
        "channels": list(Channel),
        "picked": request.POST.getlist("channel"),
        "purposes": list(Purpose),
        "heard_options": list(HEARD),
        "filled": filled(request),
        "today": today_in_the_shop(),
        "wrong": wrong,
    }
    return page(request, "backoffice/record_no.html", about(request, person) | context, 400 if wrong else 200)


def keep_no(request: HttpRequest, person: PersonRecord) -> HttpResponse:
    """Write it down. No channel chosen means every channel: a no is never read narrowly."""
    heard = chosen(Heard, posted(request, "heard"))
    if heard is None:
        return ask_no(request, person, _("Choose where you heard it."))
    channels = tuple(one for one in Channel if one in request.POST.getlist("channel"))
    words, at = posted(request, "words", LONGEST_WORDS), said_at(posted(request, "on"), latest=True)
    detail = {"channel": ", ".join(channels) or "*", "how": str(heard)}
    if posted(request, "kind") == "withdraw":
        take_back(request, person, No(channels, chosen(Purpose, posted(request, "purpose")), at, heard, words))
        audit.record(Act.WITHDRAWAL_RECORDED, now(), user_id_of(request), person.keys[0], detail=detail)
    else:
        rights.object_to(person.keys[0], channels, at, request.user.get_username(), heard, words)
        audit.record(Act.OBJECTION_RECORDED, now(), user_id_of(request), person.keys[0], detail=detail)
    messages.success(request, _("The no is recorded and holds from now on."))
    return redirect("backoffice:permission", person.keys[0])


@dataclass(frozen=True)
class No:
    """A yes that is taken back: for these channels (none: all) and this purpose (None: every one)."""

    channels: tuple[Channel, ...]
    purpose: Purpose | None
    at: datetime
    heard: Heard
    words: str


def take_back(request: HttpRequest, person: PersonRecord, no: No) -> None:
    """Write it down, channel by channel."""
    said = {"said": no.words} if no.words else {}
    proof = Proof(recorded_by=request.user.get_username(), how=str(no.heard), evidence=said)
    for channel in no.channels or (None,):
        consent.withdraw(person.keys[0], channel, no.purpose, no.at, proof, now())


def ask_yes(request: HttpRequest, person: PersonRecord, wrong: str = "", detail: str = "") -> HttpResponse:
    """The form, with what was filled in already."""
    context = {
        "channels": list(Channel),
        "purposes": list(Purpose),
        "heard_options": list(HEARD),
        "languages": LANGUAGES,
        "filled": filled(request),
        "today": today_in_the_shop(),
        "wrong": wrong,
        "detail": detail,
    }
    return page(request, "backoffice/record_yes.html", about(request, person) | context, 400 if wrong else 200)


def keep_yes(request: HttpRequest, person: PersonRecord) -> HttpResponse:
    """Write it down if it can be proved. Whoever works here is not the customer: it never lifts a no."""
    channel, purpose = chosen(Channel, posted(request, "channel")), chosen(Purpose, posted(request, "purpose"))
    heard, wording = chosen(Heard, posted(request, "heard")), wording_of(request)
    if channel is None or purpose is None or heard is None:
        return ask_yes(request, person, _("Choose the channel, what for, and where you heard it."))
    if not wording.words:
        return ask_yes(request, person, _("The exact words that the customer saw or heard are missing."))
    day = day_of(posted(request, "on"))
    if day is None or day > today_in_the_shop():
        return ask_yes(request, person, _("Give the day it was said: today or earlier."))
    note = posted(request, "note", LONGEST_WORDS)
    proof = Proof(
        recorded_by=request.user.get_username(),
        place=posted(request, "place"),
        how=str(heard),
        wording=wording,
        evidence={"note": note} if note else {},
        written=posted(request, "written") == "on",
    )
    try:
        consent.give(person.keys[0], channel, purpose, said_at(posted(request, "on"), latest=False), proof, now())
    except ConsentError as error:
        return ask_yes(request, person, _("This cannot be recorded."), str(error))
    detail = {"channel": str(channel), "purpose": str(purpose), "how": str(heard)}
    audit.record(Act.CONSENT_RECORDED, now(), user_id_of(request), person.keys[0], detail=detail)
    messages.success(request, _("The yes is recorded with its proof."))
    return redirect("backoffice:permission", person.keys[0])


def wording_of(request: HttpRequest) -> Wording:
    """The words as they were, under the shop's own name and version, or under ones made of the words themselves."""
    words = posted(request, "text", LONGEST_TEXT)
    name, version = posted(request, "text_name", 64), posted(request, "text_version", 32)
    language = posted(request, "text_language", 8)
    version = version or sha256(words.encode()).hexdigest()[:12]
    return Wording(name or "unnamed", version, language if language in LANGUAGES else LANGUAGES[0], words)


def filled(request: HttpRequest) -> dict[str, str]:
    """The fields as they were sent, so that nothing must be typed twice."""
    return {name: posted(request, name, LONGEST_TEXT) for name in request.POST}


def said_at(text: str, latest: bool) -> datetime:
    """When something was said on a day: a no as late, a yes as early as that day allows, so that on doubt it is no.

    Without a day, or with one that is still to come, it was said now.
    """
    zone, moment = ZoneInfo(shop.policy().time_zone), now()
    day = day_of(text)
    if day is None or day > moment.astimezone(zone).date():
        return moment
    if day == moment.astimezone(zone).date() and latest:
        return moment
    begins = datetime.combine(day, time(), zone)
    return min(moment, begins + timedelta(days=1, seconds=-1)) if latest else begins
