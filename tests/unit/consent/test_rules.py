"""What the rows of an address come to, what is similar to what, and how months are counted: no database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.consent.lists import LISTS, SCHEMES, given_digest, listed_forms
from worthmore.consent.periods import months_before
from worthmore.consent.similarity import similar
from worthmore.consent.suppressing import ERASED, EVERYTHING, LIFTED, NOTHING, SUPPRESSED, SuppressionRow, standing
from worthmore.consent.values import AddressKind, SimilarRow
from worthmore.law.table import Topic, load
from worthmore.shop.queries.bought import Placed
from worthmore.vocabulary.permission import Channel, Purpose

AT = datetime(2026, 6, 1, tzinfo=UTC)


def row(
    act: str, day: int, channel: str = "", purpose: str = "", kind: str = "email", digest: str = "x"
) -> SuppressionRow:
    return SuppressionRow(digest, kind, act, channel, purpose, AT + timedelta(days=day))


def test_no_row_holds_nothing() -> None:
    assert standing([]) == NOTHING


def test_a_no_to_everything_closes_every_channel() -> None:
    assert standing([row(SUPPRESSED, 1)]).suppressed == EVERYTHING


def test_a_no_by_telephone_number_closes_what_goes_by_telephone() -> None:
    closed = standing([row(SUPPRESSED, 1, kind="phone")]).suppressed
    assert Channel.CALL_LIVE in closed
    assert Channel.EMAIL not in closed


def test_a_lifting_opens_what_it_names_and_nothing_else() -> None:
    held = standing([row(SUPPRESSED, 1), row(LIFTED, 2, "email", "marketing")])
    assert held.suppressed == frozenset(Channel) - {Channel.EMAIL}
    assert {one.purpose for one in held.refusals} == set(Purpose) - {Purpose.MARKETING}
    assert {one.channel for one in held.refusals} == {Channel.EMAIL}


@pytest.mark.parametrize("lifted", [row(LIFTED, 1), row(LIFTED, 0), row(LIFTED, 9, digest="y"), row(LIFTED, 9, "sms")])
def test_a_lifting_too_early_of_another_address_or_channel_lifts_nothing(lifted: SuppressionRow) -> None:
    assert Channel.EMAIL in standing([row(SUPPRESSED, 1, "email"), lifted]).suppressed


def test_a_new_no_closes_again() -> None:
    rows = [row(SUPPRESSED, 1), row(LIFTED, 2), row(SUPPRESSED, 3, "email")]
    assert standing(rows).suppressed == {Channel.EMAIL}


def test_the_latest_erasure_counts() -> None:
    assert standing([row(ERASED, 1), row(ERASED, 5)]).erased_at == AT + timedelta(days=5)


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from([SUPPRESSED, LIFTED]),
        st.integers(0, 5),
        st.sampled_from(["", "email", "post"]),
        st.sampled_from(["", "marketing", "open_tracking"]),
        st.sampled_from(["email", "phone"]),
        st.sampled_from(["x", "y"]),
    ),
    max_size=8,
)


@given(ROWS, st.randoms())
def test_the_order_of_rows_does_not_matter(rows: list[SuppressionRow], dice: object) -> None:
    shuffled = list(rows)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = standing(rows), standing(shuffled)
    assert (one.suppressed, set(one.refusals)) == (other.suppressed, set(other.refusals))


@given(ROWS)
def test_one_more_no_never_opens_anything(rows: list[SuppressionRow]) -> None:
    before = standing(rows).suppressed
    after = standing([*rows, row(SUPPRESSED, 3, "sms")]).suppressed
    assert None in after or before <= after


@given(ROWS)
def test_a_later_no_to_everything_closes_everything(rows: list[SuppressionRow]) -> None:
    assert standing([*rows, row(SUPPRESSED, 9)]).suppressed == EVERYTHING


BIKE = Placed("shop", "bike", "Bicycles/City bikes")
RACER = Placed("shop", "racer", "Bicycles/Racing")
LOCK = Placed("shop", "lock", "Accessories/Locks")
PLAIN = Placed("shop", "plain", "")


@pytest.mark.parametrize(
    ("offered", "bought", "yes"),
    [
        (RACER, [BIKE], True),
        (LOCK, [BIKE], False),
        (BIKE, [BIKE], True),
        (PLAIN, [PLAIN], True),
        (PLAIN, [BIKE], False),
        (LOCK, [], False),
        (LOCK, [BIKE, LOCK], True),
    ],
)
def test_similar_is_the_same_family(offered: Placed, bought: list[Placed], yes: bool) -> None:
    assert similar(offered, bought, (), ()) is yes


def test_what_the_shop_declared_to_belong_is_similar() -> None:
    assert similar(LOCK, [BIKE], {("bike", "lock")}, ())
    assert not similar(BIKE, [LOCK], {("bike", "lock")}, ())
    assert not similar(LOCK, [BIKE._replace(source="other")], {("bike", "lock")}, ())


@pytest.mark.parametrize(
    ("rows", "yes"),
    [
        ([("*", "*", False)], False),
        ([("*", "*", False), ("Bicycles/*", "Bicycles/*", True)], True),
        ([("Bicycles/*", "Bicycles/*", True), ("Bicycles/City bikes/*", "Bicycles/Racing/*", False)], False),
        ([("Bicycles/City bikes/*", "Bicycles/Racing/*", False), ("bike", "racer", True)], True),
        ([("bike", "racer", True), ("bike", "racer", False)], False),
        ([("Bicycles/City/*", "Bicycles/*", False)], True),
    ],
)
def test_of_the_shops_own_rows_the_most_specific_counts(rows: list[tuple[str, str, bool]], yes: bool) -> None:
    assert similar(RACER, [BIKE], (), [SimilarRow("shop", *one) for one in rows]) is yes


@pytest.mark.parametrize(
    ("months", "before"),
    [(1, "2026-02-28"), (0, "2026-03-31"), (12, "2025-03-31"), (25, "2024-02-29"), (3, "2025-12-31")],
)
def test_months_are_those_of_the_calendar(months: int, before: str) -> None:
    assert months_before(datetime(2026, 3, 31, tzinfo=UTC), months).date().isoformat() == before


def test_very_many_months_are_the_beginning_of_time() -> None:
    assert months_before(AT, 10**6).year == 1


def test_every_list_the_law_names_can_be_loaded() -> None:
    named = {name for rule in load().of(Topic.PERMISSION) for name in rule.lists}
    assert named <= set(LISTS)


@pytest.mark.parametrize("scheme", SCHEMES.values())
@pytest.mark.parametrize("form", ["+32470123456", "32470123456", "0032470123456", "0470123456", "470123456"])
def test_a_hashed_number_is_found_however_it_was_written(scheme: str, form: str) -> None:
    import hashlib

    outside = given_digest(scheme, hashlib.new(scheme, form.encode()).hexdigest().upper())
    assert outside in listed_forms(AddressKind.PHONE, "+32470123456", scheme)
    assert outside not in listed_forms(AddressKind.PHONE, "+32470123457", scheme)
