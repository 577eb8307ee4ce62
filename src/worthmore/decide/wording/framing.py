"""From which side an offer may be shown: a frame only where its facts are bound.

Each kind of offer has its frames, the fittest first. The facts are figures the shop has and the person can check: a
saving that is counted, an order that gets free delivery, a message that goes to customers alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from worthmore.decide.wording.telling import AT_THE_COUNTER, Telling
from worthmore.vocabulary.decision import OfferKind
from worthmore.vocabulary.evidence import Basis
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.situation import Situation
from worthmore.vocabulary.texts import Frame

Holds = Callable[[Telling, "Reduction | None"], bool]
"""Whether the facts of a frame are there."""


def saved(telling: Telling, reduction: Reduction | None) -> int:
    """What the person saves by this offer, minor units, counted as its own words count it; 0: nothing."""
    candidate, about = telling.candidate, telling.candidate.of_contract
    if about is not None:
        return max(about.reference - candidate.product.price, 0) * about.contract.seats
    if candidate.kind is OfferKind.GOLDEN:
        asked = telling.premium
        return max((candidate.multiple - 1) * asked.reference - asked.extra, 0) if asked is not None else 0
    if candidate.parts:
        return candidate.saving
    if reduction is None:
        return 0
    counted_from = reduction.was if reduction.lowest_30_days is None else reduction.lowest_30_days
    return max(counted_from - reduction.now, 0)


def _saving(telling: Telling, reduction: Reduction | None) -> bool:
    return saved(telling, reduction) > 0


def _reduced(telling: Telling, reduction: Reduction | None) -> bool:
    return reduction is not None and saved(telling, reduction) > 0


def _about_a_thing(telling: Telling, reduction: Reduction | None) -> bool:
    return telling.candidate.anchor is not None


def _bought_together(telling: Telling, reduction: Reduction | None) -> bool:
    """Set by hand or counted in baskets, beside something that is in the cart or was just bought."""
    candidate = telling.candidate
    return candidate.anchor is not None and not candidate.personal


def _proven(telling: Telling, reduction: Reduction | None) -> bool:
    """Better in every figure that differs; what others chose instead proves nothing."""
    found = telling.candidate.differences
    if not found or telling.candidate.evidence.basis is Basis.SWAPS:
        return False
    return all(difference.better for difference in found)


def _larger(telling: Telling, reduction: Reduction | None) -> bool:
    about = telling.candidate.of_contract
    return about is not None and bool(about.filled)


def _on_a_contract(telling: Telling, reduction: Reduction | None) -> bool:
    return telling.candidate.of_contract is not None


def _congratulated(telling: Telling, reduction: Reduction | None) -> bool:
    about = telling.candidate.of_contract
    return about is not None and about.reached is not None


def _bought_before(telling: Telling, reduction: Reduction | None) -> bool:
    return telling.candidate.personal


def _beside_others(telling: Telling, reduction: Reduction | None) -> bool:
    return bool(telling.situation.cart)


def _delivered_free(telling: Telling, reduction: Reduction | None) -> bool:
    gap = telling.candidate.gap
    return gap is not None and telling.candidate.product.price >= gap


def _several(telling: Telling, reduction: Reduction | None) -> bool:
    return bool(telling.candidate.parts)


def _a_step(telling: Telling, reduction: Reduction | None) -> bool:
    return telling.candidate.steps > 0


def _to_customers(situation: Situation) -> bool:
    """A campaign goes to this person because they are a customer; what anybody may buy is not for them alone."""
    person = situation.person
    return person is not None and bool(person.ordered.count or person.owned or person.contracts)


BINDINGS: Mapping[Frame, Mapping[OfferKind, Holds]] = MappingProxyType(
    {
        Frame.REWARD: {OfferKind.THRESHOLD_FILLER: _delivered_free, OfferKind.MILESTONE: _congratulated},
        Frame.SAFETY: {OfferKind.PROTECTION: _about_a_thing, OfferKind.SERVICE: _about_a_thing},
        Frame.SAVING: {
            **dict.fromkeys((OfferKind.BUNDLE, OfferKind.GOLDEN), _saving),
            **dict.fromkeys((OfferKind.LONGER_TERM, OfferKind.PLAN_DOWNGRADE), _saving),
            **dict.fromkeys((OfferKind.COMPLEMENT, OfferKind.ALSO_BOUGHT, OfferKind.THRESHOLD_FILLER), _reduced),
            **dict.fromkeys((OfferKind.IMPULSE, OfferKind.FUNNEL_STEP, OfferKind.CLEARANCE), _reduced),
            **dict.fromkeys((OfferKind.REFILL, OfferKind.REPLACEMENT, OfferKind.NEXT_SIZE), _reduced),
            OfferKind.FORGOTTEN_RANGE: _reduced,
        },
        Frame.QUALITY: {OfferKind.UPGRADE: _proven},
        Frame.COMPLETENESS: {
            OfferKind.COMPLEMENT: _bought_together,
            OfferKind.BUNDLE: _several,
            OfferKind.FUNNEL_STEP: _a_step,
        },
        Frame.COMFORT: {
            OfferKind.IMPULSE: _beside_others,
            OfferKind.SERVICE: _bought_before,
            OfferKind.REFILL: _bought_before,
            OfferKind.REPLACEMENT: _bought_before,
            OfferKind.NEXT_SIZE: _bought_before,
            OfferKind.DEEP_SELL: _on_a_contract,
            OfferKind.PLAN_UPGRADE: _larger,
        },
    }
)
"""Which frames a kind of offer may have and when, the fittest frame first. Exclusive may be any, to customers."""

_BY_KIND: dict[OfferKind, tuple[tuple[Frame, Holds], ...]] = {
    kind: tuple((frame, holds[kind]) for frame, holds in BINDINGS.items() if kind in holds) for kind in OfferKind
}


def frames_of(kind: OfferKind) -> tuple[Frame, ...]:
    """Every frame a kind of offer may have, besides the plain one."""
    return (*(frame for frame, _ in _BY_KIND[kind]), Frame.EXCLUSIVE)


def bound(telling: Telling, reduction: Reduction | None, said: Sequence[Frame] = ()) -> list[Frame]:
    """The frames whose facts are there, the fittest first, without those that were said already.

    At the counter there are none: a person speaks there, and chooses the words.
    """
    placement = telling.situation.placement
    if placement.name in AT_THE_COUNTER:
        return []
    found = []
    for frame, holds in _BY_KIND[telling.candidate.kind]:  # a loop: a comprehension costs a call of its own
        if frame not in said and holds(telling, reduction):
            found.append(frame)
    if placement.campaign and Frame.EXCLUSIVE not in said and _to_customers(telling.situation):
        found.append(Frame.EXCLUSIVE)
    return found
