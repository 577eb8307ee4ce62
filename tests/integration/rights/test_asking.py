from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.integration.rights.filling import AT
from tests.integration.rights.people import shop_with_ann
from worthmore.consent import operations as consent
from worthmore.consent import queries as consents
from worthmore.consent.values import Proof
from worthmore.rights.operations import ask, object_to, settle
from worthmore.rights.operations.requesting import one_month_after
from worthmore.rights.queries import UnknownPersonError, download, requests
from worthmore.vocabulary.permission import Channel, Purpose, Question

pytestmark = pytest.mark.django_db

PROOF = Proof(recorded_by="till 3", how="paper form")
LATER = AT + timedelta(days=1)


@pytest.fixture
def ann() -> str:
    return shop_with_ann().key


def reachable(key: str) -> set[Channel]:
    at = LATER + timedelta(seconds=1)
    return {one for one in Channel if consents.may(Question(one, at), key).allowed}


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2026, 4, 1, 12, tzinfo=UTC)),
        (datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 2, 28, tzinfo=UTC)),
        (datetime(2026, 12, 31, tzinfo=UTC), datetime(2027, 1, 31, tzinfo=UTC)),
        (datetime(2028, 1, 30, tzinfo=UTC), datetime(2028, 2, 29, tzinfo=UTC)),
    ],
)
def test_an_answer_is_due_in_one_month(asked: datetime, due: datetime) -> None:
    assert one_month_after(asked) == due


def test_the_request_that_is_due_first_stands_on_top_and_done_ones_below(ann: str) -> None:
    second = ask("access", ann, AT + timedelta(days=1), "olga")
    first = ask("erasure", ann, AT, "customer")
    done = ask("access", ann, AT - timedelta(days=9), "olga", "  wants a copy  ")
    settle(done, AT, "olga")
    found = requests(AT + timedelta(days=31, hours=1))
    assert [one.id for one in found] == [first, second, done]
    assert [one.late for one in found] == [True, False, False]
    assert found[2].note == "wants a copy"
    assert [one.id for one in requests(AT, open_only=True)] == [first, second]
    assert requests(AT, person_key="0" * 32) == []


def test_settling_twice_keeps_the_first_answer(ann: str) -> None:
    number = ask("access", ann, AT, "olga")
    settle(number, AT, "olga")
    settle(number, LATER, "piet")
    assert requests(LATER)[0].done_at == AT
    assert requests(LATER)[0].by == "olga"


def test_an_erasure_is_not_settled_by_saying_so(ann: str) -> None:
    with pytest.raises(ValueError, match="settled when the person is erased"):
        settle(ask("erasure", ann, AT, "olga"), AT, "olga")


def test_there_is_no_right_to_anything_else(ann: str) -> None:
    with pytest.raises(ValueError, match="there is no right to 'coffee'"):
        ask("coffee", ann, AT, "olga")
    with pytest.raises(ValueError, match="there is no request 99"):
        settle(99, AT, "olga")


def test_an_objection_heard_on_the_phone_stops_that_channel_at_once(ann: str) -> None:
    consent.give(ann, Channel.EMAIL, Purpose.MARKETING, AT, PROOF, AT)
    before = reachable(ann)
    assert Channel.EMAIL in before
    object_to(ann, (Channel.EMAIL,), LATER, "olga", "phone", "laat me met rust met die mails")
    assert reachable(ann) <= before - {Channel.EMAIL}
    row = next(one for one in download(ann, LATER).content["permissions"] if one["act"] == "objected")
    assert (row["channel"], row["how"], row["recorded_by"]) == ("email", "phone", "olga")
    assert row["evidence"] == {"said": "laat me met rust met die mails"}
    assert requests(LATER)[0].kind == "objection"
    assert requests(LATER)[0].done_at == LATER


def test_an_objection_without_a_channel_stops_all_of_them(ann: str) -> None:
    consent.give(ann, Channel.EMAIL, Purpose.MARKETING, AT, PROOF, AT)
    object_to(ann, (), LATER, "olga", "counter")
    nobody = reachable("0" * 32)
    assert reachable(ann) <= nobody


def test_an_objection_says_where_it_was_heard_and_by_whom_it_was_made(ann: str) -> None:
    with pytest.raises(ValueError, match="say where the objection was heard"):
        object_to(ann, (), LATER, "olga", "  ")
    with pytest.raises(UnknownPersonError):
        object_to("0" * 32, (), LATER, "olga", "phone")
