"""Links: confirming, unsubscribing, and what becomes of a link that is forged, old, or of somebody forgotten."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.consent.conftest import AT, DAY, OWN, People, allowed, give, object_to
from worthmore.consent import operations, queries
from worthmore.consent.models import Link
from worthmore.consent.values import AddressKind, ConsentError, LinkError, LinkKind, Proof, Wording
from worthmore.shop.operations import set_policy
from worthmore.vocabulary.permission import Act, Channel, Purpose

ASKED = Proof("web", "https://shop.example", "checkbox", Wording("news", "1", "nl", "Ja."), {"order": "17"})


def asked(key: str, day: float = 0, address: str = "jan@example.be") -> str:
    return operations.start_double_opt_in(key, address, Purpose.MARKETING, ASKED, AT + day * DAY)


def test_asking_permits_nothing(jan: str) -> None:
    asked(jan)
    assert queries.ledger(jan) == ()


def test_confirming_writes_the_permission_with_its_proof(jan: str) -> None:
    done = operations.confirm(asked(jan), AT + DAY)
    assert (done.state, done.person_key, done.channel, done.purpose) == (
        "confirmed", jan, Channel.EMAIL, Purpose.MARKETING,
    )  # fmt: skip
    (row,) = queries.ledger(jan)
    assert (row.act, row.own_act, row.double_opt_in, row.at) == (Act.GIVEN, True, True, AT + DAY)
    assert (row.wording, row.place) == (ASKED.wording, "https://shop.example")
    assert row.evidence["order"] == "17"
    assert row.evidence["asked_at"] == AT.isoformat()
    assert allowed(jan, 2)


def test_a_link_followed_a_thousand_times_is_one_row(jan: str) -> None:
    token = asked(jan)
    states = [operations.confirm(token, AT + DAY).state for _ in range(1000)]
    assert states == ["confirmed", *["already"] * 999]
    assert len(queries.ledger(jan)) == 1


def test_a_confirmation_comes_too_late_after_thirty_days(jan: str) -> None:
    token = asked(jan)
    assert operations.open_link(token, AT + 31 * DAY).expired
    assert operations.confirm(token, AT + 31 * DAY).state == "expired"
    assert queries.ledger(jan) == ()
    set_policy("confirm_days", 0, AT)
    assert operations.confirm(asked(jan, 1), AT + 900 * DAY).state == "confirmed"


def test_a_link_asked_for_before_an_objection_does_not_lift_it(jan: str) -> None:
    token = asked(jan)
    object_to(jan, 1)
    assert operations.confirm(token, AT + 2 * DAY).state == "expired"
    assert not allowed(jan, 3)
    assert operations.confirm(asked(jan, 3), AT + 4 * DAY).state == "confirmed"
    assert allowed(jan, 5)


def test_a_link_asked_for_before_the_address_was_suppressed_confirms_nothing(jan: str) -> None:
    token = asked(jan)
    operations.suppress(AddressKind.EMAIL, "jan@example.be", None, AT + DAY, AT + DAY)
    assert operations.confirm(token, AT + 2 * DAY).state == "expired"


def test_a_stranger_with_the_old_address_confirms_nothing(people: People, jan: str) -> None:
    token = asked(jan)
    people.add("jan", email="new@example.be")
    assert operations.confirm(token, AT + DAY).state == "expired"
    assert queries.ledger(jan) == ()


def test_a_confirmed_address_proves_nothing_of_the_next_one(people: People, jan: str) -> None:
    operations.confirm(asked(jan), AT + DAY)
    assert queries.subject(jan, AT + 2 * DAY).statements[0].double_opt_in
    people.add("jan", email="new@example.be")
    assert not queries.subject(jan, AT + 2 * DAY).statements[0].double_opt_in


def test_nobody_can_ask_with_what_is_no_address(jan: str) -> None:
    with pytest.raises(ConsentError, match="no e-mail address"):
        asked(jan, address="0470 12 34 56")


def test_a_link_of_somebody_forgotten_still_answers(jan: str) -> None:
    confirmation, page = asked(jan), operations.new_link(LinkKind.PAGE, jan, None, AT)
    operations.forget_person(jan, AT + DAY)
    assert operations.confirm(confirmation, AT + 2 * DAY).state == "erased"
    assert operations.open_link(page, AT + 2 * DAY).person_key == ""
    assert not Link.objects.exclude(person_key="").exists()
    assert not Link.objects.exclude(about={}).exists()


def test_a_link_of_a_merged_person_leads_to_the_present_one(people: People, jan: str) -> None:
    other = people.add("jan2", email="other@example.be")
    token = operations.new_link(LinkKind.PAGE, other, None, AT)
    people.add("jan2", email="jan@example.be")
    assert operations.open_link(token, AT).person_key == jan


def test_the_token_itself_is_nowhere_kept(jan: str) -> None:
    token = operations.new_link(LinkKind.PAGE, jan, None, AT)
    assert token not in str(list(Link.objects.values()))


def test_a_campaign_gets_a_link_for_each_person(people: People, jan: str) -> None:
    piet = people.add("piet", email="piet@example.be")
    addresses = {jan: "jan@example.be", piet: "piet@example.be"}
    tokens = operations.new_links(LinkKind.UNSUBSCRIBE, addresses, Channel.EMAIL, AT)
    assert {key: operations.open_link(token, AT).person_key for key, token in tokens.items()} == {jan: jan, piet: piet}


def test_opening_a_link_changes_nothing(jan: str) -> None:
    token = operations.new_link(LinkKind.UNSUBSCRIBE, jan, Channel.EMAIL, AT, "jan@example.be")
    assert operations.open_link(token, AT).used_at is None
    assert operations.open_link(token, AT).used_at is None
    assert queries.ledger(jan) == ()


def test_unsubscribing_is_one_row_however_often_it_is_clicked(jan: str) -> None:
    give(jan)
    token = operations.new_link(LinkKind.UNSUBSCRIBE, jan, Channel.EMAIL, AT, "jan@example.be")
    for day in range(1, 30):
        operations.unsubscribe(token, AT + day * DAY, OWN)
    assert [row.act for row in queries.ledger(jan)] == [Act.OBJECTED, Act.GIVEN]
    assert not allowed(jan, 40)
    assert operations.open_link(token, AT).used_at == AT + DAY


def test_an_old_unsubscribe_link_works_again_after_a_new_permission(jan: str) -> None:
    token = operations.new_link(LinkKind.UNSUBSCRIBE, jan, Channel.EMAIL, AT, "jan@example.be")
    operations.unsubscribe(token, AT + DAY, OWN)
    give(jan, 2, proof=OWN)
    assert allowed(jan, 3)
    operations.unsubscribe(token, AT + 4 * DAY, OWN)
    assert not allowed(jan, 5)


def test_unsubscribing_from_one_channel_leaves_the_others(jan: str) -> None:
    token = operations.new_link(LinkKind.UNSUBSCRIBE, jan, Channel.EMAIL, AT, "jan@example.be")
    operations.unsubscribe(token, AT + DAY, OWN)
    assert allowed(jan, 2, Channel.POST)


def test_unsubscribing_closes_the_address_the_message_went_to_as_well(people: People, jan: str) -> None:
    token = operations.new_link(LinkKind.UNSUBSCRIBE, jan, Channel.EMAIL, AT, "old@example.be")
    operations.unsubscribe(token, AT + DAY, OWN)
    piet = people.add("piet", email="old@example.be")
    give(piet, 2)
    assert not allowed(piet, 3)


def test_who_was_forgotten_without_asking_can_still_unsubscribe(people: People, jan: str) -> None:
    token = operations.new_link(LinkKind.UNSUBSCRIBE, jan, Channel.EMAIL, AT)
    operations.forget_person(jan, AT + DAY, objecting=False)
    operations.unsubscribe(token, AT + 2 * DAY, OWN)
    again = people.add("somebody", email="jan@example.be")
    give(again, 3)
    assert not allowed(again, 4)


def test_a_confirmation_is_no_unsubscription_and_the_other_way_round(jan: str) -> None:
    with pytest.raises(LinkError, match="confirms"):
        operations.unsubscribe(asked(jan), AT, OWN)
    token = operations.new_link(LinkKind.UNSUBSCRIBE, jan, Channel.EMAIL, AT)
    with pytest.raises(LinkError, match="confirms nothing"):
        operations.confirm(token, AT)


FUZZ = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(data=st.data())
def test_a_token_with_anything_changed_is_not_ours(jan: str, data: st.DataObject) -> None:
    token = operations.new_link(LinkKind.PAGE, jan, None, AT)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ é"))
    changed = token[:place] + other + token[place + 1 :]
    if changed != token:
        with pytest.raises(LinkError):
            operations.open_link(changed, AT)


@FUZZ
@given(text=st.text(max_size=80))
def test_no_text_whatever_is_taken_for_a_token(jan: str, text: str) -> None:
    with pytest.raises(LinkError):
        operations.open_link(text, AT)


def test_a_truncated_token_says_so(jan: str) -> None:
    token = operations.new_link(LinkKind.PAGE, jan, None, AT)
    with pytest.raises(LinkError, match="incomplete"):
        operations.open_link(token[:-1], AT)


def test_a_token_of_another_installation_is_not_ours(jan: str, settings: object) -> None:
    token = operations.new_link(LinkKind.PAGE, jan, None, AT)
    settings.SECRET_KEY = "another secret"  # type: ignore[attr-defined]
    with pytest.raises(LinkError, match="another shop"):
        operations.open_link(token, AT)


def test_a_well_made_token_that_was_never_given_out_leads_nowhere(jan: str) -> None:
    from worthmore.consent.tokens import new_token

    with pytest.raises(LinkError, match="never given out"):
        operations.open_link(new_token(), AT)


def test_a_token_cannot_be_made_from_what_is_kept(jan: str) -> None:
    token = operations.new_link(LinkKind.PAGE, jan, None, AT)
    body = urlsafe_b64decode(token + "==")[:16]
    guess = urlsafe_b64encode(body + bytes.fromhex(Link.objects.get().digest)[:12]).rstrip(b"=").decode()
    with pytest.raises(LinkError):
        operations.open_link(guess, AT)
