"""Nobody is reached more often than they can bear: one cap over all channels, and one for each."""

from __future__ import annotations

from datetime import datetime, timedelta

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.contact_caps import ContactCap, contact_caps
from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Person, Situation

Contacts = tuple[tuple[Channel, datetime], ...]
NAMES = {
    "email": "e-mails",
    "sms": "texts and notifications",
    "call": "calls",
    "post": "letters and cards",
    "all": "contacts over all channels",
}


def contact_cap(policy: Policy) -> Guard:
    """Refuses what would be one contact too many within the days of a cap, or sooner than the person wishes."""
    caps = contact_caps(policy.contact_caps)

    def prepare(situation: Situation) -> Examine | None:
        person = situation.person
        if person is None or not situation.placement.proactive:
            return None
        reached = (_reached(cap, person.contacts, situation) for cap in caps)
        detail = next((one for one in reached if one is not None), None) or _wished(person, situation.at)
        return None if detail is None else lambda candidate: detail

    return Guard("contact_cap", prepare)


def _reached(cap: ContactCap, contacts: Contacts, situation: Situation) -> str | None:
    """Why the cap leaves no room; a contact exactly as long ago as the cap looks back no longer counts."""
    if not cap.counts(situation.placement.channel):
        return None
    since = situation.at - cap.window
    count = sum(1 for channel, at in contacts if at > since and cap.counts(channel))
    if count < cap.most:
        return None
    return f"{NAMES[cap.name.partition('/')[0]]} in the last {cap.days} days: {count}; the cap is {cap.most}"


def _wished(person: Person, at: datetime) -> str | None:
    days = person.contact_every_days
    last = max((moment for _, moment in person.contacts), default=None)
    if not days or last is None or at - last >= timedelta(days=days):
        return None
    return f"the last contact was on {last.date()}; the person wants {days} days between two"
