"""POST /v1/permissions: all of it or nothing, once, and from a page only a no."""

from __future__ import annotations

from typing import Any

import pytest
from falcon.testing import Result

from tests.integration.api.conftest import ORIGIN, Shop
from worthmore.api import examples
from worthmore.consent import queries
from worthmore.consent.models import Entry, SaleContact, Suppression
from worthmore.shop.queries import person_key_of
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.permission import Channel, Question

YES = {"id": "y1", "act": "given", "channel": "email"}
NO = {"id": "n1", "act": "objected", "channel": "email"}


def send(shop: Shop, body: Any, storefront: bool = False) -> Result:
    headers = {"Authorization": f"Bearer {shop.storefront if storefront else shop.server}"}
    if storefront:
        headers["Origin"] = ORIGIN
    return shop.client.simulate_post("/v1/permissions", json=body, headers=headers)


def key_of(customer: str) -> str:
    key = person_key_of("demo", customer)
    assert key is not None
    return key


def test_what_the_documents_show_is_kept_with_its_proof(shop: Shop) -> None:
    result = send(shop, examples.PERMISSIONS_REQUEST)
    assert (result.status_code, result.json) == (200, examples.PERMISSIONS_KEPT)
    no, yes = queries.ledger(key_of("1042"))
    assert (yes.wording is not None and yes.wording.words) == "Ja, stuur mij aanbiedingen per e-mail."
    assert (yes.place, yes.how, yes.evidence) == ("https://shop.example/checkout", "checkbox", {"order": "2026-00817"})
    assert (yes.source, yes.reference, yes.own_act) == ("api/demo", "optin-4711", False)
    assert no.channel is Channel.CALL_LIVE
    assert SaleContact.objects.get().address


def test_the_same_again_changes_nothing(shop: Shop) -> None:
    send(shop, examples.PERMISSIONS_REQUEST)
    assert send(shop, examples.PERMISSIONS_REQUEST).json == {"new": 0, "unchanged": 3}


def test_a_customer_nobody_knew_is_made_known_with_their_address(shop: Shop) -> None:
    send(shop, {"customer": "new", "email": "new@example.be", "permissions": [YES]})
    person = queries.known(key_of("new"), now())
    assert [one.channel for one in person.subject.statements] == [Channel.EMAIL]


def test_a_permission_through_the_api_lifts_no_objection(shop: Shop) -> None:
    send(shop, {"customer": "c", "permissions": [NO]})
    send(shop, {"customer": "c", "permissions": [YES]})
    assert not queries.may(Question(Channel.EMAIL, now()), key_of("c")).allowed
    assert len(queries.ledger(key_of("c"))) == 2


@pytest.mark.parametrize(
    ("permission", "field", "says"),
    [
        ({**YES, "channel": None}, "permissions[1]", "one channel"),
        ({**YES, "at": "2200-01-01T00:00:00Z"}, "permissions[1].at", "future"),
        ({**YES, "text": {"name": "n", "version": "1", "language": "nl"}}, "permissions[1]", "not known yet"),
        ({**YES, "evidence": {"a": "\u0000"}}, "permissions[1]", "no character"),
        ({**YES, "id": "first"}, "permissions[1]", "another act"),
    ],
)
def test_what_proves_nothing_is_refused_with_all_that_came_with_it(
    shop: Shop, permission: dict[str, Any], field: str, says: str
) -> None:
    first = {"id": "first", "act": "given", "channel": "sms"}
    result = send(shop, {"customer": "c", "permissions": [first, permission]})
    assert result.status_code == 422
    assert result.json["field"] == field
    assert says in result.json["detail"]
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"customer": "c", "consent": True}, "consent"),
        ({"customer": "c", "permissions": [{**YES, "chanel": "email"}]}, "permissions[0].chanel"),
        ({"customer": "c", "permissions": [{**YES, "own_act": True}]}, "permissions[0].own_act"),
        ({"customer": "c", "permissions": [{"act": "given"}]}, "permissions[0].id"),
        ({"customer": "c", "permissions": [{**YES, "act": "lifted"}]}, "permissions[0].act"),
        ({"customer": "c", "permissions": [{**YES, "channel": "pigeon"}]}, "permissions[0].channel"),
        ({"permissions": [YES]}, "customer"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(shop: Shop, body: dict[str, Any], field: str) -> None:
    result = send(shop, body)
    assert (result.status_code, result.json["field"]) == (422, field)


def test_from_a_page_one_may_say_no(shop: Shop) -> None:
    send(shop, {"customer": "c", "email": "c@example.be", "country": "BE", "permissions": [YES]})
    assert queries.may(Question(Channel.EMAIL, now(), personalised=False), key_of("c")).step == 4
    assert send(shop, {"customer": "c", "permissions": [NO]}, storefront=True).json == {"new": 1, "unchanged": 0}
    assert not queries.may(Question(Channel.EMAIL, now()), key_of("c")).allowed


def test_from_a_page_an_unknown_customer_is_answered_in_the_same_way(shop: Shop) -> None:
    body = {"customer": "nobody", "permissions": [NO]}
    assert send(shop, body, storefront=True).json == {"new": 1, "unchanged": 0}
    assert person_key_of("demo", "nobody") is None
    send(shop, {"customer": "nobody", "email": "n@example.be", "permissions": [YES]})
    assert not queries.may(Question(Channel.EMAIL, now()), key_of("nobody")).allowed


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"permissions": [NO, YES]}, "permissions[1].act"),
        ({"email": "x@example.be"}, "email"),
        ({"phone": "+32470123456"}, "phone"),
        ({"country": "BE"}, "country"),
        ({"sale_contacts": [{"id": "s", "channel": "email"}]}, "sale_contacts"),
    ],
)
def test_from_a_page_nothing_else_is_taken(shop: Shop, more: dict[str, Any], field: str) -> None:
    result = send(shop, {"customer": "c", "permissions": [NO], **more}, storefront=True)
    assert (result.status_code, result.json["field"]) == (403, field)
    assert not Entry.objects.exists()
    assert not Suppression.objects.exists()


def test_without_a_key_nothing_is_taken(shop: Shop) -> None:
    assert shop.client.simulate_post("/v1/permissions", json={"customer": "c"}).status_code == 401
