"""Channels, purposes and forms of proof as they are called in a reason. English; pages translate the rule ids."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from worthmore.law.table import Proof
from worthmore.vocabulary.permission import Channel, Purpose

CHANNELS: Mapping[Channel, str] = {
    Channel.EMAIL: "e-mail",
    Channel.SMS: "text messages",
    Channel.MESSAGE_APP: "app messages",
    Channel.PUSH: "web push",
    Channel.CALL_LIVE: "calls",
    Channel.CALL_AUTO: "automated calls",
    Channel.POST: "addressed post",
    Channel.PARCEL_INSERT: "slips in the parcel",
    Channel.ONSITE_SESSION: "suggestions from the basket",
    Channel.ONSITE_PROFILE: "suggestions from past purchases",
    Channel.AD_AUDIENCE: "audiences on ad platforms",
    Channel.OPEN_PIXEL: "seeing who opens a mail",
}
PURPOSES: Mapping[Purpose, str] = {
    Purpose.MARKETING: "marketing",
    Purpose.AD_AUDIENCE: "ad audiences",
    Purpose.OPEN_TRACKING: "open tracking",
    Purpose.SPECIAL_CATEGORY: "special categories of data",
}
_FORMS: Mapping[Proof, str] = {
    Proof.DOUBLE_OPT_IN: "confirmed by double opt-in",
    Proof.WRITTEN: "given in writing",
    Proof.DOCUMENTED: "documented with its proof",
}


def forms(proofs: Collection[Proof]) -> str:
    """The forms a consent must have, "" where any will do."""
    return " and ".join(_FORMS[proof] for proof in sorted(proofs))


@lru_cache(maxsize=512)
def consent_for(channel: Channel, purposes: frozenset[Purpose], proofs: frozenset[Proof]) -> str:
    """The consent that is wanted: "a consent of this person to e-mail for marketing, given in writing"."""
    wanted = " and ".join(PURPOSES[purpose] for purpose in sorted(purposes))
    asked = f"a consent of this person to {CHANNELS[channel]} for {wanted}"
    return f"{asked}, {forms(proofs)}" if proofs else asked
