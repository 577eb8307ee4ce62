"""What a person has a contract for, ready for the sources that offer something about it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType

from worthmore.decide.ports import Knowledge
from worthmore.vocabulary.attributes import AttributeKind, Direction
from worthmore.vocabulary.contracts import Contract, ContractOffer, Filled, Plan, Used
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation

BY_USAGE = Evidence(Basis.USAGE)
BY_CONTRACT = Evidence(Basis.CONTRACT)
BY_HAND = Evidence(Basis.HAND)
CHANCES: Mapping[OfferKind, float] = MappingProxyType(
    {
        OfferKind.PLAN_UPGRADE: 0.08,
        OfferKind.PLAN_DOWNGRADE: 0.10,
        OfferKind.LONGER_TERM: 0.05,
        OfferKind.DEEP_SELL: 0.03,
        OfferKind.LAUNCH: 0.03,
        OfferKind.MILESTONE: 0.03,
    }
)
"""The chance of a yes until answers say better. Stated priors: whoever fills a plan needs the next one more often than
anybody (`worthmore.learn.propensity_priors` says 3 % of those)."""

PERIODS = 3
"""In how many periods, one after the other, something must be so before it is called a habit."""
LATE = timedelta(days=31)
"""How late the usage of a period may be told; older usage says nothing of today."""


@dataclass(frozen=True, slots=True)
class Held:
    """A contract in force, its product and plan; `paid` is what one seat costs for a term now, 0 while it is free."""

    contract: Contract
    product: Product
    plan: Plan | None
    paid: int
    on_trial: bool

    @property
    def months(self) -> int:
        """The term that is paid for."""
        return 1 if self.plan is None else self.plan.term_months

    def costs_for(self, months: int) -> int:
        """What one seat of it costs for so many months, minor units."""
        return round(self.paid * months / self.months)

    def about(self, plan: Plan | None = None, **told: object) -> ContractOffer:
        """What an offer of a plan, or of something else on the same contract, is counted and told from."""
        months = self.months if plan is None else plan.term_months
        reference = self.costs_for(months)
        return ContractOffer(self.contract, reference, self.paid, months, self.months, **told)  # type: ignore[arg-type]


def held(situation: Situation, knowledge: Knowledge) -> Iterator[Held]:
    """The person's contracts in force; those in another currency than their product cannot be compared and are not."""
    person, at = situation.person, situation.at
    for contract in person.contracts if person is not None else ():
        product = knowledge.find(contract.product_id)
        if product is None or not contract.runs(at) or contract.currency not in ("", product.currency):
            continue
        on_trial = contract.on_trial(at)
        price = product.price if contract.unit_price is None else contract.unit_price
        yield Held(contract, product, knowledge.plans.get(product.id), 0 if on_trial else price, on_trial)


def siblings(one: Held, knowledge: Knowledge) -> Iterator[tuple[Plan, Product]]:
    """The other plans of the same ladder that are sold, in the currency of the contract, and not on it already."""
    if one.plan is None or not one.plan.ladder:
        return
    for plan in knowledge.plans.values():
        product = knowledge.find(plan.product_id)
        if product is None or plan is one.plan or plan.ladder != one.plan.ladder:
            continue
        if product.currency == one.product.currency and product.id not in one.contract.covers:
            yield plan, product


def lately(used: Sequence[Used], at: datetime, months: int) -> tuple[float, ...]:
    """What was used in the last whole periods, oldest first, without a gap; () where the last is too long ago."""
    today = at.date()
    closed = [one for one in used if after(one.began, months) <= today]
    if not closed or after(closed[-1].began, 2 * months) + LATE < today:
        return ()
    found = [closed[-1]]
    for earlier in reversed(closed[:-1]):
        if after(earlier.began, months) != found[-1].began:
            break
        found.append(earlier)
    return tuple(one.amount for one in reversed(found))


def fullness(one: Held, knowledge: Knowledge, at: datetime, periods: int) -> Iterator[Filled]:
    """Of each counter with a limit: what was used in the last `periods` whole periods, where all of them are known."""
    plan = one.plan
    for counter, limit in plan.limits.items() if plan is not None else ():
        used = one.contract.usage.get(counter, ())
        if plan is None or limit is None or len(used) < periods:
            continue
        amounts = lately(used, at, plan.period_months)
        if len(amounts) >= periods:
            included = limit * one.contract.seats
            yield Filled(named(counter, knowledge), amounts[-periods:], included, plan.period_months)


def named(name: str, knowledge: Knowledge) -> AttributeKind:
    """The customer's word for a counter or feature, where the shop has one."""
    return knowledge.kinds.get(name) or AttributeKind(name, direction=Direction.HIGHER)


def candidate(
    kind: OfferKind,
    product: Product,
    one: Held,
    offer: ContractOffer,
    knowledge: Knowledge,
    evidence: Evidence,
    margin: float | None = None,
) -> Candidate:
    """The candidate: what it costs more is counted against the contract, for the same time."""
    chance = knowledge.accepted(kind.value, product.id, CHANCES[kind])
    instead = kind not in (OfferKind.DEEP_SELL, OfferKind.LAUNCH)
    return Candidate(
        kind,
        product,
        chance,
        evidence,
        one.product,
        personal=True,
        extra=product.price - offer.reference if instead else product.price,
        margin=margin,
        of_contract=offer,
    )


@lru_cache(maxsize=4096)
def after(day: date, months: int) -> date:
    """The day so many months later; the last of the month where that one is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
