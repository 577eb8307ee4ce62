"""What a person says on their own page, written in the ledger as their own act with the words they saw."""

from __future__ import annotations

from worthmore.consent.operations import give, lift, object_to
from worthmore.consent.values import Proof, Wording
from worthmore.customer_pages import channels, standing
from worthmore.customer_pages.seller import seller_of
from worthmore.customer_pages.visit import Visit
from worthmore.shop.queries import policy
from worthmore.vocabulary.permission import Channel

SOURCE = "customer_page"
BY = "customer"
PLACE = "the customer's own page"
HANDED_OVER = "made in the shop's office and handed over"


def yes(visit: Visit, channel: Channel) -> None:
    """A permission for one channel; what stood against it is lifted, because the person does it themselves."""
    seen = channels.wording(channel, seller_of(policy()).called, visit.language)
    proof = _proof(visit, seen)
    if standing.refused(visit.key, channel, visit.at):
        lift(visit.key, channel, None, visit.at, proof, visit.at)
    give(visit.key, channel, channels.purpose_of(channel), visit.at, proof, visit.at)


def no(visit: Visit, channel: Channel) -> None:
    """An objection to one channel, whatever for."""
    object_to(visit.key, channel, None, visit.at, _proof(visit), visit.at)


def no_to_all(visit: Visit) -> None:
    """An objection to every way of reaching them."""
    object_to(visit.key, None, None, visit.at, _proof(visit), visit.at)


def suggestions(visit: Visit, on: bool) -> None:
    """Personal suggestions in the shop, on or off."""
    if on:
        yes(visit, Channel.ONSITE_PROFILE)
    else:
        no(visit, Channel.ONSITE_PROFILE)


def _proof(visit: Visit, seen: Wording | None = None) -> Proof:
    """The act, and whether its link had been in the hands of the shop: a judge may ask who pressed the button."""
    evidence = {"link": HANDED_OVER} if visit.handed_over else {}
    return Proof(
        recorded_by=BY, place=PLACE, how="button", wording=seen, evidence=evidence, own_act=True, source=SOURCE
    )
