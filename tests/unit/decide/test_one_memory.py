"""One memory: what was said to an offer anywhere holds at every placement and in every channel."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.decide.making import NOON, decided, knowledge, line, neighbour, offered, permission, placement, product
from tests.unit.decide.making import situation as situation_at
from worthmore import placements
from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Person, Situation

BIKE = product("bike", 100_000)
BESIDE = [product(name, 4_000 + 100 * place, cost=1_000) for place, name in enumerate("abcdef")]
IDS = [one.id for one in BESIDE]
SHOP = knowledge(
    BIKE,
    *BESIDE,
    complements={"bike": [neighbour(name, 0.2, 0.01) for name in IDS]},
    also_bought={"bike": [neighbour(name, 0.3, 0.01) for name in IDS]},
)
PAGES = ("product_page", "cart", "checkout", "thank_you", "till_upsell", "till_cross_sell", "account")
MESSAGES = (Channel.EMAIL, Channel.POST, Channel.CALL_LIVE, Channel.SMS)

some = st.dictionaries(st.sampled_from(IDS), st.floats(0, 120), max_size=4)


def everywhere(person: Person, policy: Policy) -> dict[str, list[str]]:
    """What would be offered on every page and by every message."""
    found = {}
    for page in PAGES:
        if page in {one.name for one in placements.ALL}:
            asked = situation_at(line(BIKE), at=page, person=person, chosen=BIKE, limit=20)
            found[page] = offered(decided(SHOP, asked, policy))
    for channel in MESSAGES:
        asked = Situation(placement(channel), NOON, "en", (line(BIKE),), BIKE, person, limit=20)
        found[channel.value] = offered(decided(SHOP, asked, policy))
    return found


@settings(max_examples=40, deadline=None)
@given(some, some, st.dictionaries(st.sampled_from(IDS), st.integers(0, 9), max_size=4), st.integers(0, 90))
def test_refused_anywhere_is_not_shown_anywhere(
    refused: dict[str, float], accepted: dict[str, float], shown: dict[str, int], refused_days: int
) -> None:
    policy = Policy(refused_days=refused_days)
    person = Person(
        "ann",
        refused={name: NOON - timedelta(days=days) for name, days in refused.items()},
        accepted={name: NOON - timedelta(days=days) for name, days in accepted.items()},
        shown=shown,
        permission=permission(),
    )
    rests = {name for name, days in refused.items() if days < refused_days}
    rests |= {name for name, days in accepted.items() if days < policy.accepted_days}
    rests |= {name for name, days in shown.items() if days >= policy.shown_most}
    for where, found in everywhere(person, policy).items():
        assert rests.isdisjoint(found), where


def test_without_a_no_they_are_shown() -> None:
    """Else the test above would prove nothing."""
    found = everywhere(Person("ann", permission=permission()), Policy())
    assert set(found["cart"]) == set(IDS)
    assert found["thank_you"]
    assert found["email"]
