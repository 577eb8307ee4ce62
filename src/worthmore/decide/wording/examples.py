"""An offer of any kind in any frame, of two products the shop really has, to show how a text reads.

The products and prices are the shop's; the counts, dates and uses around them are made up, and a page says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from worthmore.vocabulary.attributes import AttributeKind, Difference, Direction
from worthmore.vocabulary.contracts import Contract, ContractOffer, Filled, Gain, Reached
from worthmore.vocabulary.decision import Candidate, OfferKind, Premium
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.journey import Ordered, Stage, Tone
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.satisfaction import Grade, Satisfaction
from worthmore.vocabulary.situation import CartLine, Person, Placement, Situation
from worthmore.vocabulary.texts import Frame

COUNTED = Evidence(Basis.BASKETS, customers=143, baskets=160, lift=4.0, lift_low=3.0, lift_high=5.0)
PERIOD = AttributeKind("minutes", "min", Direction.HIGHER, labels=dict.fromkeys(("nl", "en", "fi", "fr", "de"), "min"))
CONTRACTS = frozenset(
    {
        OfferKind.DEEP_SELL,
        OfferKind.PLAN_UPGRADE,
        OfferKind.PLAN_DOWNGRADE,
        OfferKind.LONGER_TERM,
        OfferKind.LAUNCH,
        OfferKind.MILESTONE,
    }
)
BOUGHT_BEFORE = frozenset(
    {OfferKind.SERVICE, OfferKind.REFILL, OfferKind.REPLACEMENT, OfferKind.NEXT_SIZE, OfferKind.FORGOTTEN_RANGE}
)
GRADES = {Tone.HARDLY_EVER_USER: Grade.HARDLY_EVER_USER, Tone.ENTHUSIAST: Grade.ENTHUSIAST}


@dataclass(frozen=True, slots=True)
class Example:
    """Everything an offer is put into words from."""

    situation: Situation
    candidate: Candidate
    premium: Premium | None
    reduction: Reduction | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the example is of: a kind, a frame and a tone, in a language."""

    kind: OfferKind
    frame: Frame
    tone: Tone
    language: str


def example(wanted: Wanted, product: Product, anchor: Product, at: datetime) -> Example:
    """An offer of `product` beside `anchor` in which the facts of the frame are there."""
    candidate = _candidate(wanted, product, anchor, at)
    reduction = _reduction(candidate, at) if wanted.frame is Frame.SAVING else None
    campaign = wanted.frame is Frame.EXCLUSIVE
    placement = Placement("campaign" if campaign else "cart", (wanted.kind.value,), campaign=campaign)
    cart = (CartLine(anchor, 1, anchor.price),)
    situation = Situation(placement, at, wanted.language, cart, person=_person(wanted.tone, anchor, at))
    reference = max(anchor.price, 1)
    return Example(situation, candidate, Premium(_extra(candidate, reference), reference), reduction)


def _candidate(wanted: Wanted, product: Product, anchor: Product, at: datetime) -> Candidate:
    kind = wanted.kind
    found = Candidate(kind, product, 0.2, COUNTED, anchor, personal=kind in BOUGHT_BEFORE)
    if kind in CONTRACTS:
        return replace(found, of_contract=_contract(kind, product, anchor, at))
    if kind is OfferKind.UPGRADE and wanted.frame is Frame.QUALITY:
        better = Difference(PERIOD, 40, 90)
        return replace(found, differences=(better,), evidence=Evidence(Basis.ATTRIBUTES))
    if kind is OfferKind.THRESHOLD_FILLER:
        return replace(found, gap=max(product.price - 1, 0))
    if kind is OfferKind.BUNDLE:
        dearer = replace(product, id=f"{product.id} apart", price=product.price + 500)
        return replace(found, parts=(dearer,))
    if kind is OfferKind.FUNNEL_STEP:
        return replace(found, step=1, steps=3)
    if kind is OfferKind.GOLDEN:
        return replace(found, multiple=2, extra=anchor.price // 4)
    return found


def _contract(kind: OfferKind, product: Product, anchor: Product, at: datetime) -> ContractOffer:
    soon = at + timedelta(days=20)
    held = Contract("1", anchor.id, at - timedelta(days=300), renews_at=soon, trial_until=soon)
    filled = (
        (Filled(PERIOD, (480.0, 490.0), 500.0, 1),)
        if kind in (OfferKind.PLAN_UPGRADE, OfferKind.PLAN_DOWNGRADE)
        else ()
    )
    reached = Reached(PERIOD, 5_000) if kind is OfferKind.MILESTONE else None
    return ContractOffer(
        held, product.price + 500, anchor.price, filled=filled, gains=(Gain(PERIOD, 500.0, 900.0),), reached=reached
    )


def _extra(candidate: Candidate, reference: int) -> int:
    return reference // 4 if candidate.kind is OfferKind.GOLDEN else max(candidate.product.price - reference, 100)


def _reduction(candidate: Candidate, at: datetime) -> Reduction | None:
    """A fifth off; none for what saves by itself."""
    if candidate.of_contract is not None or candidate.parts or candidate.kind is OfferKind.GOLDEN:
        return None
    product = candidate.product
    was = product.price + max(product.price // 4, 100)
    return Reduction(was, product.price, product.currency, was, 20, at - timedelta(days=2), "EU.prc.30")


def _person(tone: Tone, anchor: Product, at: datetime) -> Person:
    bought = at - timedelta(days=200)
    felt = Satisfaction(GRADES.get(tone, Grade.UNKNOWN))
    stage = Stage.LEARNING if tone is Tone.NEWCOMER else Stage.HABIT
    return Person("example", {anchor.id: bought}, felt=felt, stage=stage, ordered=Ordered(1, bought, (bought,)))
