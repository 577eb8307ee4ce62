"""What imports and the demo shop keep of a person, and let go of."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from tests.integration.rights.filling import AT
from worthmore.connectors import keeping as imports
from worthmore.offering.tokens import OfferToken, sign
from worthmore.rights.ports import CustomerId, Identity
from worthmore.storefront import keeping as storefront
from worthmore.storefront.outbox import keep

pytestmark = pytest.mark.django_db

KEY = "a" * 32
ANN = Identity(
    keys=(KEY,),
    customers=(CustomerId("demo", "7"),),
    words=("Ann Anttila", "ann@example.fi", "+358 40 123 4567", KEY),
    exact=frozenset({"7", "Bo"}),
)
HEAD = ["row", "column", "value", "reason", "how to mend", "what happened"]


def token(key: str) -> str:
    return sign(OfferToken("d", 0, "demo", "cart", "complement", "lock", "bike", key, 995, 995, "EUR", AT), "secret")


def rejected(home: Path, *values: str, delimiter: str = ",") -> Path:
    path = home / "rejects" / "customers.csv"
    path.parent.mkdir()
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows(
            [HEAD, *([str(row), "cell", value, "why", "mend", "left"] for row, value in enumerate(values))]
        )
    return path


def values_in(path: Path, delimiter: str = ",") -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[2] for row in csv.reader(file, delimiter=delimiter)][1:]


HERS = ["ANN ANTTILA, Espoo", "mailto:Ann@Example.fi", "0401234567", "x | 7 | y", "7", "'7", "Bo", "(040) 123-4567"]
OTHERS = ["77", "Annika", "Bob", "Bo Derek", "x | 17", "0501234567", "many"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rejected_rows_that_mention_the_person_go_and_the_others_stay(tmp_path: Path, delimiter: str) -> None:
    path = rejected(tmp_path, *HERS, *OTHERS, delimiter=delimiter)
    ann = replace(ANN, home=tmp_path)
    assert [row["value"] for row in imports.held(ann)["rejected_rows"]] == HERS
    assert imports.erase(ann) == len(HERS)
    assert values_in(path, delimiter) == OTHERS
    assert imports.erase(ann) == 0
    assert imports.held(ann)["rejected_rows"] == []
    assert [one.name for one in path.parent.iterdir()] == ["customers.csv"]


def order(customer: str, *offers: str) -> str:
    lines = [{"product": "lock", "quantity": 1, "unit_price": 995, "offer": offer} for offer in offers]
    return json.dumps({"id": "W1", "customer": customer, "lines": lines or [{"product": "lock", "quantity": 1}]})


def test_an_order_that_waits_is_sent_all_the_same_but_as_nobodys() -> None:
    for body in (order("7"), order("8"), order("8", token(KEY), token("b" * 32))):
        keep(body, AT)
    assert len(storefront.held(ANN)["orders_waiting"]) == 2
    assert storefront.erase(ANN) == 2
    assert storefront.held(ANN)["orders_waiting"] == []
    bodies = [json.loads(row.body) for row in storefront.UnsentOrder.objects.order_by("pk")]
    assert [body.get("customer") for body in bodies] == [None, "8", None]
    assert ["offer" in line for line in bodies[2]["lines"]] == [False, True]
    assert storefront.erase(ANN) == 0


def session(name: str, **data: object) -> None:
    Session.objects.create(session_key=name, session_data=SessionStore().encode(data), expire_date=AT)


def test_sessions_let_go_of_the_person_and_keep_who_is_logged_in() -> None:
    session("looked", customer="7")
    session("offered", cart=[{"product": "lock", "quantity": 1, "offer": token(KEY)}])
    session("ordered", order={"customer": "8", "name": "Bo", "lines": []}, _auth_user_id="1")
    session("other", customer="8", cart=[{"product": "lock", "quantity": 1, "offer": token("b" * 32)}])
    assert storefront.erase(ANN) == 3
    left = {one.pk: one.get_decoded() for one in Session.objects.all()}
    assert set(left) == {"ordered", "other"}
    assert left["ordered"] == {"_auth_user_id": "1"}
    assert left["other"]["customer"] == "8"


@pytest.mark.parametrize("broken", ["not base64 at all!", "ÄÖ", "", "a"])
def test_a_token_that_cannot_be_read_is_nobodys(broken: str) -> None:
    session("odd", cart=[{"product": "lock", "quantity": 1, "offer": broken}])
    assert storefront.erase(ANN) == 0
