"""Caps, rests and sensitive products, tried with whatever may happen."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.decide.making import NOON, candidate, line, permission, placement, product, situation
from worthmore.decide.guards.before_delivery import before_delivery
from worthmore.decide.guards.contact_cap import contact_cap
from worthmore.decide.guards.first_days import first_days
from worthmore.decide.guards.open_case import open_case
from worthmore.decide.guards.recent_return import recent_return
from worthmore.decide.guards.sensitive_category import sensitive_category
from worthmore.decide.guards.unpaid import unpaid
from worthmore.decide.ports import Guard
from worthmore.vocabulary.contact_caps import USUAL, contact_caps
from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Person, Situation
from worthmore.vocabulary.standing import Case, CaseKind, OrderState, Standing

BIKE = product("bike", 100_000)
OFFER = candidate(product("lock"), anchor=BIKE)
SENT = [one for one in Channel if one not in (Channel.ONSITE_SESSION, Channel.ONSITE_PROFILE)]
HOURS = st.integers(-24 * 400, 24 * 400)
MOMENTS = st.none() | HOURS.map(lambda hours: NOON + timedelta(hours=hours))


def refuses(guard: Guard, asked: Situation) -> bool:
    examine = guard.prepare(asked)
    return examine is not None and examine(OFFER) is not None


def message(channel: Channel = Channel.EMAIL, at: datetime = NOON, **facts: object) -> Situation:
    person = Person(**{"key": "ann", "permission": permission(), **facts})
    return Situation(placement(channel), at, "en", (line(BIKE),), person=person)


attempts = st.lists(st.tuples(st.sampled_from(SENT), st.integers(1, 24 * 40)), min_size=1, max_size=120)
lowered = st.fixed_dictionaries({}, optional={cap.name: st.integers(0, cap.most) for cap in USUAL})


@settings(max_examples=150, deadline=None)
@given(attempts=attempts, changed=lowered)
def test_no_cap_is_ever_exceeded_however_often_somebody_tries(
    attempts: list[tuple[Channel, int]], changed: dict[str, int | str]
) -> None:
    guard, at, sent = contact_cap(Policy(contact_caps=changed)), NOON, list[tuple[Channel, datetime]]()
    for channel, hours in attempts:
        at += timedelta(hours=hours)
        if not refuses(guard, message(channel, at, contacts=tuple(sent))):
            sent.append((channel, at))
    for cap in contact_caps(changed):
        moments = [moment for channel, moment in sent if cap.counts(channel)]
        for last in moments:
            assert sum(last - cap.window < moment <= last for moment in moments) <= cap.most


def test_the_caps_leave_room_for_a_letter_a_week() -> None:
    """A test of the test: with room there is, something is sent."""
    guard, sent = contact_cap(Policy()), list[tuple[Channel, datetime]]()
    for week in range(12):
        at = NOON + timedelta(weeks=week)
        if not refuses(guard, message(Channel.EMAIL, at, contacts=tuple(sent))):
            sent.append((Channel.EMAIL, at))
    assert len(sent) == 12


orders = st.builds(OrderState, *[MOMENTS] * 6)
cases = st.builds(
    Case, st.sampled_from(CaseKind), HOURS.map(lambda hours: NOON + timedelta(hours=hours)), solved_at=MOMENTS
)


@settings(max_examples=300)
@given(order=orders, case=cases, ordered_at=MOMENTS)
def test_only_a_message_waits_for_delivery_payment_and_returns(
    order: OrderState, case: Case, ordered_at: datetime | None
) -> None:
    standing = Standing((case,), (order,), ordered_at)
    in_the_shop = situation(line(BIKE), person=Person("ann", standing=standing))
    for guard in (unpaid(), recent_return(Policy()), before_delivery(Policy()), first_days(Policy())):
        assert not refuses(guard, in_the_shop)
    if refuses(open_case(Policy()), in_the_shop):
        assert refuses(open_case(Policy()), message(standing=standing))


@settings(max_examples=300)
@given(order=orders, told_at=HOURS.map(lambda hours: NOON - timedelta(hours=abs(hours))))
def test_an_order_that_is_not_watched_holds_nothing_back(order: OrderState, told_at: datetime) -> None:
    """What is left out when a person is read would not have mattered, whenever it was told."""
    guards = (open_case(Policy()), unpaid(), recent_return(Policy()), before_delivery(Policy()))
    held = any(refuses(guard, message(standing=Standing(orders=(order,)))) for guard in guards)
    assert order.watched(told_at) or not held


flags = st.tuples(st.booleans(), st.booleans(), st.sampled_from([(), ("A",), ("A", "B"), ("C",)]), st.booleans())


@given(offered=flags, anchor=flags, channel=st.sampled_from([*SENT, Channel.ONSITE_SESSION]))
def test_nothing_sensitive_is_ever_personal_or_sent(
    offered: tuple[bool, bool, tuple[str, ...], bool],
    anchor: tuple[bool, bool, tuple[str, ...], bool],
    channel: Channel,
) -> None:
    product_of = product("a", sensitive=offered[0], category=offered[2])
    from_what = product("b", sensitive=anchor[0], category=anchor[2]) if anchor[1] else None
    one = candidate(product_of, anchor=from_what, personal=offered[3])
    examine = sensitive_category().prepare(Situation(placement(channel), NOON, "en"))
    assert examine is not None
    sensitive = offered[0] or (anchor[1] and anchor[0])
    if sensitive and (channel is not Channel.ONSITE_SESSION or offered[3]):
        assert examine(one) is not None
    if not sensitive:
        assert examine(one) is None
    if examine(one) is None and sensitive:
        assert from_what is not None
        assert product_of.category == from_what.category != ()
