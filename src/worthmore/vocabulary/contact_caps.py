"""How often one person may be reached at most: one cap over all channels, and one for each.

The shop may lower a cap. It may raise one only with its reason written beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from worthmore.vocabulary.permission import Channel

PHONE_TEXTS = frozenset({Channel.SMS, Channel.MESSAGE_APP, Channel.PUSH})
CALLS = frozenset({Channel.CALL_LIVE, Channel.CALL_AUTO})
REASON = "reason"
MOST = 1000
SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class ContactCap:
    """At most `most` contacts through these channels (None: any) within `days`; `name` is how a setting calls it."""

    name: str
    channels: frozenset[Channel] | None
    days: int
    most: int

    @property
    def window(self) -> timedelta:
        """The time the cap looks back."""
        return timedelta(days=self.days)

    def counts(self, channel: Channel) -> bool:
        """Whether a contact through this channel counts."""
        return self.channels is None or channel in self.channels


USUAL = (
    ContactCap("email/7", frozenset({Channel.EMAIL}), 7, 1),
    ContactCap("email/28", frozenset({Channel.EMAIL}), 28, 4),
    ContactCap("sms/28", PHONE_TEXTS, 28, 1),
    ContactCap("call/90", CALLS, 90, 1),
    ContactCap("post/28", frozenset({Channel.POST}), 28, 1),
    ContactCap("all/28", None, 28, 6),
)
"""What holds where the shop set nothing. Texts, app messages and notifications are one kind, and so are all calls."""

LONGEST_DAYS = max(cap.days for cap in USUAL)


def contact_caps(changed: Mapping[str, int | str]) -> tuple[ContactCap, ...]:
    """The caps that hold, given what the shop changed ({"email/7": 0}); ValueError says what may not be."""
    known = {cap.name: cap for cap in USUAL}
    unknown = sorted({*changed} - {*known, REASON})
    if unknown:
        raise ValueError(f"contact_caps: there is no cap {unknown[0]!r}; the caps are {', '.join(known)}")
    caps = tuple(_changed(cap, changed.get(cap.name)) for cap in USUAL)
    reason = changed.get(REASON, "")
    if not isinstance(reason, str):
        raise ValueError(f"contact_caps: the reason is {reason!r}; it must be a text")
    raised = [cap for cap, usual in zip(caps, USUAL, strict=True) if cap.most > usual.most]
    if raised and len(reason.strip()) < SHORTEST_REASON:
        usual = known[raised[0].name].most
        raise ValueError(
            f"contact_caps: {raised[0].name} is {raised[0].most}, above the usual {usual}; lower it, or write down why "
            f'in the same setting, as "{REASON}"'
        )
    return caps


def _changed(cap: ContactCap, most: int | str | None) -> ContactCap:
    if most is None:
        return cap
    if isinstance(most, bool) or not isinstance(most, int) or not 0 <= most <= MOST:
        raise ValueError(f"contact_caps: {cap.name} is {most!r}; it must be a whole number from 0 to {MOST}")
    return ContactCap(cap.name, cap.channels, cap.days, most)
