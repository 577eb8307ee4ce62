"""What an offer is worth: the margin it is expected to add, over what would be sold without it.

    worth = (chance − chance anyway) × quantity × (margin × (1 − return chance) − given up) − contact cost − pressure

This is the only place where that sum is made; `Worth` shows its terms, and ranking uses its number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from worthmore.decide.margins import Margin, margins
from worthmore.decide.ports import Chances, Rank, Returned, Valuation
from worthmore.decide.purchase import Purchase
from worthmore.vocabulary.decision import REPLACING, Candidate
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation
from worthmore.vocabulary.worth import PRESSURE_DAYS, Worth

PRESSURE = timedelta(days=PRESSURE_DAYS)

Unit = Callable[[Candidate], tuple[float, int, float, float]]
"""Of a candidate: the margin of one unit, how many units, the chance one comes back, and what one gives up."""


def expected_incremental_margin(
    policy: Policy, returned: Returned | None = None, chances: Chances | None = None
) -> Rank:
    """Values candidates by the expected incremental margin, minor units.

    Beside the purchase, only the chance above what this product sells anyway counts. Instead of the chosen product,
    what that one would have earned is taken off, for every unit of the line. `returned` None: nothing is known of
    returns. `chances` None: each candidate's own chance holds.
    """
    margin_of = margins(policy)

    def rank(situation: Situation, candidates: Sequence[Candidate]) -> Valuation:
        unit_of = _units(Purchase.of(situation), margin_of, returned)
        contact = _Contact.of(situation, policy)
        believed = None if chances is None or not candidates else chances(situation, candidates)

        def terms(place: int) -> Worth:
            candidate = candidates[place]
            chance, anyway = candidate.chance, candidate.base_chance
            if believed is not None:
                chance, anyway = _sharpened(candidate, believed[place])
            return Worth(chance, anyway, *unit_of(candidate), contact.cost, contact.pressure)

        if believed is not None or contact is not _FREE:
            return Valuation([terms(place).total for place in range(len(candidates))], terms)
        return Valuation([_total(candidate, unit_of, margin_of, returned) for candidate in candidates], terms)

    return rank


def _total(candidate: Candidate, unit_of: Unit, margin_of: Margin, returned: Returned | None) -> float:
    """`Worth.total` without making a `Worth`: it is asked for every candidate of every decision in the shop."""
    added = candidate.chance - candidate.base_chance
    if added <= 0.0:
        return 0.0
    if candidate.margin is None and candidate.kind not in REPLACING:
        product = candidate.product
        margin = margin_of(product, product.price)
        return added * margin if returned is None else added * (margin * (1.0 - returned(product.id)))
    margin, quantity, back, given_up = unit_of(candidate)
    return added * (margin * (1.0 - back) - given_up) * quantity


def _units(purchase: Purchase, margin_of: Margin, returned: Returned | None) -> Unit:
    def unit(candidate: Candidate) -> tuple[float, int, float, float]:
        product = candidate.product
        back = 0.0 if returned is None else returned(product.id)
        if candidate.margin is not None:  # worked out by its source, for the whole offer
            return candidate.margin, 1, back, 0.0
        margin, anchor = margin_of(product, product.price), candidate.anchor
        if anchor is None or candidate.kind not in REPLACING:
            return margin, 1, back, 0.0
        given_up = margin_of(anchor, purchase.unit_price(anchor))
        if returned is not None:
            given_up *= 1.0 - returned(anchor.id)
        return margin, purchase.quantity(candidate), back, given_up

    return unit


def _sharpened(candidate: Candidate, chance: float) -> tuple[float, float]:
    """A learned chance and the part of it that would happen anyway: the share that the source knows."""
    own = candidate.chance
    return chance, chance * min(candidate.base_chance / own, 1.0) if own > 0 else chance


@dataclass(frozen=True, slots=True)
class _Contact:
    """What reaching the person costs, in money and in goodwill; nothing while they are in the shop."""

    cost: int
    pressure: int

    @classmethod
    def of(cls, situation: Situation, policy: Policy) -> _Contact:
        placement, person = situation.placement, situation.person
        if not placement.proactive:
            return _FREE
        since = situation.at - PRESSURE
        recent = 0 if person is None else sum(at >= since for _, at in person.contacts)
        return cls(policy.contact_cost(placement.channel.value), recent * policy.contact_pressure)


_FREE = _Contact(0, 0)
