"""Whether the plans of a shop make sense together: ladders without a cycle, one currency, one meaning of a level."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from worthmore.vocabulary.contracts import Plan
from worthmore.vocabulary.products import Product


@dataclass(frozen=True, slots=True)
class LadderFault:
    """What is wrong with one ladder, at which products, and how to mend it. No plan of it is offered until then."""

    ladder: str
    product_ids: tuple[str, ...]
    problem: str
    mend: str


def sound_plans(plans: Mapping[str, Plan], products: Mapping[str, Product]) -> dict[str, Plan]:
    """The plans of ladders that make sense; those of the others decide nothing."""
    broken = {fault.ladder for fault in faults(plans, products)}
    return {product_id: plan for product_id, plan in plans.items() if not plan.ladder or plan.ladder not in broken}


def faults(plans: Mapping[str, Plan], products: Mapping[str, Product]) -> tuple[LadderFault, ...]:
    """All that is wrong with the ladders, in the order of the plans."""
    ladders: dict[str, list[Plan]] = defaultdict(list)
    for plan in plans.values():
        if plan.ladder:
            ladders[plan.ladder].append(plan)
    return tuple(fault for name, steps in ladders.items() for fault in _faults(name, steps, products))


def _faults(ladder: str, steps: Sequence[Plan], products: Mapping[str, Product]) -> Iterator[LadderFault]:
    currencies = {step.product_id: products[step.product_id].currency for step in steps if step.product_id in products}
    if len({*currencies.values()}) > 1:
        usual = Counter(currencies.values()).most_common(1)[0][0]
        others = tuple(product for product, currency in currencies.items() if currency != usual)
        mend = "Give each currency a ladder of its own, or correct the product's currency."
        yield LadderFault(ladder, others, "plans of one ladder in different currencies", mend)
    yield from _levels(ladder, steps)
    yield from _order(ladder, {step.product_id: step for step in steps})


def _levels(ladder: str, steps: Sequence[Plan]) -> Iterator[LadderFault]:
    """A level is one thing for every term, and each term of it is sold once."""
    levels: dict[str, list[Plan]] = defaultdict(list)
    for step in steps:
        levels[step.level or step.product_id].append(step)
    for same in levels.values():
        other = [step.product_id for step in same[1:] if not step.same_as(same[0])]
        if other:
            problem = "one level with different limits or features"
            yield LadderFault(ladder, tuple(other), problem, "Make them the same for every term, or name two levels.")
    for one, again in _alike(steps):
        problem = "two plans of one level for the same term"
        mend = f"Nothing tells it from {one.product_id}: give it another level, limit, feature or term."
        yield LadderFault(ladder, (again.product_id,), problem, mend)


def _alike(steps: Sequence[Plan]) -> Iterator[tuple[Plan, Plan]]:
    for place, one in enumerate(steps):
        for other in steps[place + 1 :]:
            if one.same_as(other) and one.term_months == other.term_months:
                yield one, other


def _order(ladder: str, steps: Mapping[str, Plan]) -> Iterator[LadderFault]:
    """The plan above is another one of the same ladder, and going up comes to an end."""
    stray = tuple(step.product_id for step in steps.values() if step.next_id and step.next_id not in steps)
    if stray:
        mend = "Name a plan of the same ladder, or leave it empty."
        yield LadderFault(ladder, stray, "the next plan is not in this ladder", mend)
    circle = tuple(sorted(_circle(steps)))
    if circle:
        mend = "Going up must come to an end: leave the next plan of the largest one empty."
        yield LadderFault(ladder, circle, "a ladder that leads back to where it began", mend)


def _circle(steps: Mapping[str, Plan]) -> Iterable[str]:
    """The plans from which going up leads back to themselves."""
    for product_id in steps:
        seen: set[str] = set()
        above = steps[product_id].next_id
        while above in steps and above not in seen:
            seen.add(above)
            above = steps[above].next_id
        if product_id in seen:
            yield product_id
