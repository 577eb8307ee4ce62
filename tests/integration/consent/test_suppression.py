"""Addresses that must not be used: whoever has them, whenever, and however they are written."""

from __future__ import annotations

import pytest

from tests.integration.consent.conftest import AT, DAY, OWN, TOLD, People, allowed, give, object_to
from worthmore.consent import operations, queries
from worthmore.consent.models import Capacity, Entry, Erasing, Preference, SaleContact, Suppression
from worthmore.consent.values import AddressKind, ConsentError, LinkKind, PostalAddress, Proof
from worthmore.shop.operations import forget_person
from worthmore.vocabulary.permission import Audience, Channel, Purpose
from worthmore.vocabulary.permission import SaleContact as Contact


def erase(key: str, day: float, objecting: bool = True) -> None:
    operations.forget_person(key, AT + day * DAY, objecting)
    forget_person(key)


def test_who_objected_is_denied_under_another_customer_id(people: People, jan: str) -> None:
    object_to(jan, 1)
    erase(jan, 2, objecting=False)
    again = people.add("somebody else", email=" JAN@example.BE ")
    give(again, 3)
    assert not allowed(again, 4)
    assert allowed(again, 4, Channel.POST, personalised=False)


def test_who_objected_is_denied_with_another_address(people: People, jan: str) -> None:
    object_to(jan, 1)
    erase(jan, 2, objecting=False)
    again = people.add("jan", email="new@example.be")
    give(again, 3)
    assert not allowed(again, 4)


def test_an_address_that_came_after_the_objection_is_suppressed_when_the_person_goes(people: People, jan: str) -> None:
    object_to(jan, 1)
    people.add("jan", email="new@example.be")
    erase(jan, 2, objecting=False)
    again = people.add("other id", email="new@example.be")
    give(again, 3)
    assert not allowed(again, 4)


def test_who_asked_to_be_forgotten_is_reached_in_no_way(people: People, jan: str) -> None:
    erase(jan, 1)
    again = people.add("jan", email="jan@example.be", phone="0470123456", name="JANSSENS Jan", postcode="9000")
    for channel in Channel:
        give(again, 2, channel)
    sent = [channel for channel in Channel if allowed(again, 3, channel, personalised=False)]
    assert sent == []
    assert queries.subject(again, AT + 3 * DAY).suppressed == {None}


def test_who_was_forgotten_can_come_back_by_themselves(people: People, jan: str) -> None:
    erase(jan, 1)
    again = people.add("jan", email="jan@example.be")
    give(again, 2, proof=OWN)
    assert allowed(again, 3, personalised=False)
    assert not allowed(again, 3, Channel.POST, personalised=False)


def test_of_somebody_forgotten_nothing_but_hashes_is_left(people: People, jan: str) -> None:
    give(jan, proof=Proof("shop", evidence={"who": "Jan Janssens"}, address="jan@example.be"))
    operations.set_preferences(jan, AT, muted=["sport"])
    operations.set_capacity(jan, Audience.B2B_NAMED, None, "shop", AT)
    contact = Contact(Channel.EMAIL, AT, by_seller=True, in_sale=True, opt_out_offered=True)
    operations.sale_contact(jan, contact, TOLD, AT)
    operations.new_link(LinkKind.PAGE, jan, None, AT)
    assert operations.forget_person(jan, AT + DAY) == 5
    for table in (Entry, SaleContact, Capacity, Preference, Erasing):
        assert not table.objects.exists()
    assert operations.forget_person(jan, AT + DAY) == 0


def test_a_telephone_is_shared_and_says_nothing_of_mail(people: People, jan: str) -> None:
    piet = people.add("piet", phone="+32470123456", email="piet@example.be")
    give(piet, 0, Channel.EMAIL)
    object_to(jan, 1, channel=None)
    assert not allowed(piet, 2, Channel.CALL_LIVE)
    assert allowed(piet, 2, Channel.EMAIL)


def test_what_one_of_a_household_lifts_is_not_lifted_for_the_other(people: People, jan: str) -> None:
    piet = people.add("piet", phone="+32470123456")
    object_to(jan, 1, Channel.CALL_LIVE)
    operations.lift(piet, Channel.CALL_LIVE, None, AT + 2 * DAY, OWN, AT + 2 * DAY)
    assert Channel.CALL_LIVE not in queries.subject(piet, AT + 3 * DAY).suppressed
    assert not allowed(jan, 3, Channel.CALL_LIVE)


def test_an_address_of_many_such_as_a_tills_own_stands_for_nobody(people: People) -> None:
    keys = [people.add(f"c{number}", email="till@shop.be") for number in range(6)]
    for key in keys:
        give(key, 0, Channel.SMS)
    object_to(keys[0], 1, channel=None)
    assert keys[5] != keys[0]
    assert not allowed(keys[5], 2, Channel.EMAIL)
    assert allowed(keys[5], 2, Channel.SMS)
    assert not allowed(keys[0], 2, Channel.SMS)


@pytest.mark.parametrize(
    ("kind", "address", "country", "channel"),
    [
        (AddressKind.EMAIL, "JAN@EXAMPLE.BE", "", Channel.EMAIL),
        (AddressKind.PHONE, "+32 (0)470-12.34.56", "", Channel.CALL_LIVE),
        (AddressKind.PHONE, "0470/123456", "BE", Channel.SMS),
        (AddressKind.CUSTOMER, "shop/jan", "", Channel.PUSH),
        (AddressKind.POST, PostalAddress("Janssens, Jan", "", "9000", "be"), "", Channel.POST),
    ],
)
def test_an_address_can_be_suppressed_by_hand_however_it_is_written(
    jan: str, kind: AddressKind, address: str, country: str, channel: Channel
) -> None:
    assert operations.suppress(kind, address, channel, AT, AT, country)
    assert not operations.suppress(kind, address, channel, AT, AT, country)
    assert channel in queries.subject(jan, AT + DAY).suppressed
    assert queries.suppressed(channel, kind, address, country)


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        (AddressKind.EMAIL, "nobody"),
        (AddressKind.PHONE, "0470 12 34 56"),
        (AddressKind.PHONE, "call me"),
        (AddressKind.CUSTOMER, "no source"),
        (AddressKind.POST, "a street"),
    ],
)
def test_what_cannot_be_read_is_refused_and_counts_as_suppressed(db: None, kind: AddressKind, address: str) -> None:
    with pytest.raises(ConsentError, match="is no"):
        operations.suppress(kind, address, None, AT, AT)
    assert queries.suppressed(Channel.EMAIL, kind, address)


def test_a_later_own_act_lifts_what_was_suppressed_by_hand(jan: str) -> None:
    operations.suppress(AddressKind.EMAIL, "jan@example.be", None, AT, AT)
    give(jan, 1, proof=OWN)
    assert allowed(jan, 2, personalised=False)
    assert not allowed(jan, 2, Channel.POST, personalised=False)


def test_an_objection_to_one_purpose_leaves_the_others(jan: str) -> None:
    operations.object_to(jan, Channel.EMAIL, Purpose.OPEN_TRACKING, AT, TOLD, AT)
    give(jan, 1)
    assert allowed(jan, 2)
    held = queries.subject(jan, AT + 2 * DAY)
    assert held.suppressed == frozenset()
    assert Purpose.OPEN_TRACKING in {one.purpose for one in held.statements}


def test_a_no_of_somebody_unknown_waits_for_them(people: People) -> None:
    assert operations.refuse_customer("shop", "later", Channel.EMAIL, None, AT, AT)
    assert not operations.refuse_customer("shop", "later", Channel.EMAIL, None, AT, AT)
    later = people.add("later", email="later@example.be")
    give(later, 1)
    assert not allowed(later, 2)


def test_merged_people_have_the_objections_of_both(people: People, jan: str) -> None:
    piet = people.add("piet", email="piet@example.be")
    give(piet, 0, Channel.SMS)
    object_to(piet, 1, Channel.POST)
    object_to(jan, 1, Channel.SMS)
    people.add("piet", email="jan@example.be")
    assert not allowed(jan, 2, Channel.POST)
    assert not allowed(jan, 2, Channel.SMS)
    assert not allowed(piet, 2, Channel.SMS)
    assert len(queries.ledger(piet)) == len(queries.ledger(jan)) == 3


def test_the_tables_say_with_which_secret_they_were_made(jan: str) -> None:
    object_to(jan, 1)
    object_to(jan, 2, Channel.SMS)
    assert Suppression.objects.filter(kind="secret").count() == 1
