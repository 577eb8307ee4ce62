"""When the next offer would be sensible: after delivery, and after the customer had time to use what they bought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from worthmore.decide.person.journey import rhythm
from worthmore.vocabulary.journey import Journey, Ordered, Waits
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.satisfaction import Grade
from worthmore.vocabulary.situation import Person
from worthmore.vocabulary.standing import CaseKind

Bought = tuple[Product, datetime]


def time_to_use(product: Product, ordered: Ordered, policy: Policy) -> timedelta:
    """How long a customer is left to use one thing: the days of its category, or their own rhythm where it is quicker.

    Whoever buys every week has used last week's by then: what they do says more than a setting. Consumables take none.
    """
    if product.consumable:
        return timedelta()
    days, own = timedelta(days=policy.days_to_use(product.category)), rhythm(ordered)
    return days if own is None else min(days, own)


def journey(person: Person, recent: Sequence[Bought], at: datetime, policy: Policy) -> Journey:
    """Where the person stands, and from when on an offer sent to them is sensible. `recent`: what they bought of late.

    Who is dissatisfied or needs help first waits for no date: the next sensible moment is when that is put right.
    """
    own = rhythm(person.ordered)
    days = None if own is None else own / timedelta(days=1)
    grade = person.felt.grade
    if grade is Grade.DISSATISFIED:
        return Journey(person.stage, days, at, Waits.REPAIR)
    if grade is Grade.HARDLY_EVER_USER:
        return Journey(person.stage, days, at, Waits.HELP)
    later = [wait for wait in _waits(person, recent, policy) if wait[0] > at]
    when, why, about = max(later, default=(None, None, ""))
    return Journey(person.stage, days, when, why, about)


def _waits(person: Person, recent: Sequence[Bought], policy: Policy) -> Iterator[tuple[datetime, Waits, str]]:
    standing = person.standing
    if standing.ordered_at is not None:
        yield standing.ordered_at + timedelta(hours=policy.first_hours), Waits.JUST_BOUGHT, ""
    for product, bought_at in recent:
        yield bought_at + time_to_use(product, person.ordered, policy), Waits.TIME_TO_USE, product.name
    for order in standing.orders:
        if order.returned_at is not None:
            yield order.returned_at + timedelta(days=policy.return_days), Waits.RETURNED, ""
        if order.promised_at is not None and order.delivered_at is None:
            yield order.promised_at, Waits.UNDER_WAY, ""
    for case in standing.cases:
        if case.solved_at is not None and case.kind in (CaseKind.COMPLAINT, CaseKind.LATE_PARCEL):
            yield case.solved_at + timedelta(days=policy.case_days), Waits.SOLVED, ""
