"""Whatever happens in whatever order: no yes after a no without the person's own later act, none after an erasure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.integration.consent.conftest import AT, DAY, OWN, TOLD, People
from tests.integration.consent.world import World
from worthmore.consent import operations, queries
from worthmore.consent.values import ConsentError, ImportedAct
from worthmore.vocabulary.permission import Act, Channel, Purpose, Question

CHANNELS = (Channel.EMAIL, None)
LINKS = st.integers(0, 1)


def said_by(*who: str) -> list[st.SearchStrategy[tuple[object, ...]]]:
    """What people themselves may say, and what a file may say of them."""
    one = st.sampled_from(who)
    return [
        st.tuples(st.sampled_from(["give", "own", "lift", "a yes from a file", "a no from a file"]), one),
        st.tuples(st.sampled_from(["object", "withdraw"]), one, st.sampled_from(CHANNELS)),
    ]


TALK = st.one_of(
    *said_by("a"),
    st.tuples(st.just("ask"), st.just("a")),
    st.tuples(st.just("confirm"), LINKS),
    st.tuples(st.just("unsubscribe"), LINKS),
)
FORGETTING = st.one_of(
    *said_by("a"),
    st.tuples(st.just("erase"), st.just("a"), st.booleans()),
    st.tuples(st.sampled_from(["forget source", "customers again", "customers again", "permissions again"])),
    st.tuples(st.just("ask"), st.just("a")),
    st.tuples(st.just("unsubscribe"), LINKS),
)
MERGING = st.one_of(
    *said_by("a", "b"),
    st.tuples(st.sampled_from(["merge", "merge", "customers again", "permissions again"])),
    st.tuples(st.just("erase"), st.sampled_from(["a", "b"]), st.booleans()),
    st.tuples(st.just("ask"), st.sampled_from(["a", "b"])),
    st.tuples(st.sampled_from(["confirm", "unsubscribe"]), LINKS),
)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


SEARCH = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def played(people: People, events: list[tuple[object, ...]]) -> None:
    with undone():
        world = World(people)
        for event, *details in events:
            world.play(str(event), *details)
            world.check()


@SEARCH
@example(events=[("object", "a", Channel.EMAIL), ("ask", "a"), ("unsubscribe", 0), ("confirm", 0)])
@given(events=st.lists(TALK, min_size=2, max_size=8))
def test_nothing_that_is_said_leads_round_a_no(people: People, events: list[tuple[object, ...]]) -> None:
    played(people, events)


BACK = [("erase", "a", False), ("customers again",), ("give", "a")]


@SEARCH
@example(events=[("own", "a"), ("object", "a", Channel.EMAIL), *BACK])
@example(events=[("own", "a"), ("withdraw", "a", None), ("forget source",), ("customers again",), ("give", "a")])
@given(events=st.lists(FORGETTING, min_size=3, max_size=9))
def test_no_forgetting_and_coming_back_leads_round_a_no(people: People, events: list[tuple[object, ...]]) -> None:
    played(people, events)


@SEARCH
@given(events=st.lists(MERGING, min_size=3, max_size=9))
def test_no_merging_of_people_leads_round_a_no(people: People, events: list[tuple[object, ...]]) -> None:
    played(people, events)


@pytest.mark.parametrize(
    "events",
    [
        [("give", "a")],
        [("object", "a", None), ("own", "a")],
        [("object", "a", Channel.EMAIL), ("ask", "a"), ("confirm", 0)],
        [("erase", "a", False), ("customers again",), ("give", "a")],
        [("erase", "a", True), ("customers again",), ("own", "a")],
        [("object", "b", Channel.EMAIL), ("merge",), ("own", "a")],
    ],
)
def test_these_ways_do_lead_to_a_yes(people: People, events: list[tuple[object, ...]]) -> None:
    """So that the search above is not one for what never happens."""
    world = World(people)
    for event, *details in events:
        world.play(str(event), *details)
    key = world.key("a")
    assert key is not None
    assert not world.believed.must_be_denied("a")
    assert queries.may(Question(Channel.EMAIL, world.at + DAY, personalised=False), key).allowed


@pytest.mark.parametrize("objecting", [True, False])
def test_erasing_and_importing_again_brings_no_permission_back(people: People, objecting: bool) -> None:
    world = World(people)
    for event in (("give", "a"), ("own", "a"), ("erase", "a", objecting), ("customers again",), ("permissions again",)):
        world.play(*event)  # type: ignore[arg-type]
    key = world.key("a")
    assert key is not None
    assert queries.ledger(key) == ()
    assert not queries.may(Question(Channel.EMAIL, world.at), key).allowed


def test_a_statement_that_came_back_in_another_way_does_not_count_either(people: People) -> None:
    world = World(people)
    for event in (("give", "a"), ("erase", "a", False), ("customers again",)):
        world.play(*event)  # type: ignore[arg-type]
    key = world.key("a")
    assert key is not None
    operations.give(key, Channel.EMAIL, Purpose.MARKETING, AT, TOLD, world.at)
    assert len(queries.ledger(key)) == 1
    assert queries.subject(key, world.at).statements == ()


def test_an_import_of_a_lifting_is_refused(people: People, jan: str) -> None:
    act = ImportedAct(7, Act.LIFTED, Channel.EMAIL, Purpose.MARKETING, AT, OWN, "jan")
    (fate,) = operations.import_permissions("shop", [act], AT)
    assert (fate.fate, fate.row, fate.field) == ("rejected", 7, "act")


def test_with_another_secret_nobody_may_be_reached(people: People, jan: str, settings: object) -> None:
    piet = people.add("piet", email="piet@example.be")
    operations.give(piet, Channel.EMAIL, Purpose.MARKETING, AT, TOLD, AT)
    operations.object_to(jan, None, None, AT, TOLD, AT)
    asked = Question(Channel.EMAIL, AT + DAY)
    assert queries.may(asked, piet).allowed
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert queries.may(asked, piet).rule == "suppression"
    assert not queries.may_many(asked, [piet])[piet].allowed
    with pytest.raises(ConsentError, match="WORTHMORE_SECRET"):
        operations.import_permissions(
            "shop", [ImportedAct(1, Act.GIVEN, Channel.EMAIL, Purpose.MARKETING, AT, TOLD, "piet")], AT
        )
