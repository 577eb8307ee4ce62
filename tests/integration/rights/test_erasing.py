from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tests.integration.rights.filling import AT, fill
from tests.integration.rights.people import Ann, shop_with_ann
from tests.integration.rights.searching import everywhere
from tests.integration.shop.frames import bought, customers
from worthmore.consent import operations as consent
from worthmore.consent import queries as consents
from worthmore.consent.values import Proof
from worthmore.rights import ports
from worthmore.rights.operations import ask, erase, erasing, resume
from worthmore.rights.queries import UnknownPersonError, download, requests
from worthmore.shop import operations as shop
from worthmore.shop import queries as shop_queries
from worthmore.vocabulary.permission import Channel, Purpose, Question

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=1)
PROOF = Proof(recorded_by="till 3", how="paper form")


@pytest.fixture
def ann() -> Ann:
    return shop_with_ann(uuid4().hex[:8])


def allowed(person_key: str) -> set[Channel]:
    """The channels by which this person may be reached, or their data used."""
    return {one for one in Channel if consents.may(Question(one, LATER), person_key).allowed}


def test_no_column_anywhere_still_holds_the_person(ann: Ann) -> None:
    marks = fill(ann.key, ann.id).marks
    words = [*marks, *ann.words, *shop_queries.identity(ann.key).keys]
    before = {word for word in words if everywhere([word])}
    assert before == set(words)
    erase(ann.key, LATER, "olga")
    assert everywhere(words) == []


def test_what_the_books_need_stays_and_leads_to_nobody(ann: Ann) -> None:
    done = erase(ann.key, LATER, "olga")
    assert done.sources == ("demo", "till")
    assert not done.already
    with connection.cursor() as cursor:
        cursor.execute("SELECT external_id, person_id FROM shop_order ORDER BY external_id")
        assert [row[0] for row in cursor.fetchall() if row[1] is None] == ["1001", "2001"]
        cursor.execute("SELECT SUM(quantity * unit_price) FROM shop_orderline")
        assert cursor.fetchone() == (4000,)


def test_somebody_else_loses_nothing(ann: Ann) -> None:
    bob = shop_queries.person_key_of("demo", "bob")
    assert bob is not None
    fill(bob, "bob")
    before = download(bob, AT).content
    erase(ann.key, LATER, "olga")
    assert download(bob, AT).content == before


def test_erasing_twice_is_erasing_once(ann: Ann) -> None:
    erase(ann.key, LATER, "olga")
    again = erase(ann.key, LATER, "olga")
    assert again.already
    assert again.removed == {}
    with pytest.raises(UnknownPersonError):
        download(ann.key, LATER)


def test_a_former_key_erases_the_whole_person(ann: Ann) -> None:
    erase(shop_queries.identity(ann.key).keys[1], LATER, "olga")
    assert shop_queries.identity(ann.key) is None


def test_the_request_says_that_there_was_an_erasure_and_not_whose(ann: Ann) -> None:
    ask("access", ann.key, AT, "olga", "wants to see everything")
    ask("erasure", ann.key, AT, "customer")
    erase(ann.key, LATER, "olga")
    kept = {one.kind: one for one in requests(LATER)}
    assert kept["erasure"].done_at == LATER
    assert [(one.person_key, one.note) for one in kept.values()] == [("", ""), ("", "")]
    assert len(requests(LATER)) == 2


def _fail(*_: object, **__: object) -> None:
    raise RuntimeError("the power went")


STEPS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "consent": lambda patch: patch.setattr(erasing.consent, "forget_person", _fail),
    "other rooms": lambda patch: patch.setattr(
        erasing, "keepers", lambda: (ports.Keeper("broken", held=lambda identity: {}, erase=_fail),)
    ),
    "outcomes": lambda patch: patch.setattr(erasing.outcomes, "forget_person", _fail),
    "shop": lambda patch: patch.setattr(erasing.shop, "forget_person", _fail),
    "the last step": lambda patch: patch.setattr(erasing, "_finish", _fail),
}


@pytest.mark.parametrize("step", STEPS)
def test_an_erasure_that_was_interrupted_allows_nothing_more_and_is_finished_later(
    ann: Ann, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    consent.give(ann.key, Channel.EMAIL, Purpose.MARKETING, AT, PROOF, AT)
    marks = fill(ann.key, ann.id).marks
    before = allowed(ann.key)
    with monkeypatch.context() as patch:
        STEPS[step](patch)
        with pytest.raises(RuntimeError, match="the power went"):
            erase(ann.key, LATER, "olga")
    assert allowed(ann.key) <= before
    if step != "consent":
        assert allowed(ann.key) <= allowed("0" * 32)
    assert resume(LATER) == 1
    assert everywhere([*marks, *ann.words]) == []
    assert resume(LATER) == 0


def test_a_request_that_nobody_began_to_carry_out_is_not_resumed(ann: Ann) -> None:
    ask("erasure", ann.key, AT, "customer")
    assert resume(LATER) == 0
    assert shop_queries.identity(ann.key) is not None


def test_who_comes_back_in_an_import_stays_suppressed(ann: Ann) -> None:
    consent.give(ann.key, Channel.EMAIL, Purpose.MARKETING, AT, PROOF, AT)
    assert Channel.EMAIL in allowed(ann.key)
    erase(ann.key, LATER, "olga")
    shop.save_customers("demo", customers(ann.row), LATER)
    again = shop_queries.person_key_of("demo", ann.id)
    assert again is not None
    consent.give(again, Channel.EMAIL, Purpose.MARKETING, AT, PROOF, LATER)
    assert allowed(again) <= allowed("0" * 32)


def test_orders_of_somebody_erased_stay_nobodys_when_they_are_imported_again(ann: Ann) -> None:
    erase(ann.key, LATER, "olga")
    shop.save_order_lines("demo", bought(ann.id, "bike", "lock", order="1001"), LATER)
    shop.save_order_lines("demo", bought(ann.id, "lock", order="1003", at=LATER), LATER)
    again = shop_queries.person_key_of("demo", ann.id)
    assert again is not None
    assert [order["id"] for order in download(again, LATER).content["orders"]] == ["1003"]
