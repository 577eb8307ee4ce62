"""What a shop tells of a customer's needs and answers, and what becomes of offers then: one memory, whoever asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl
import pytest

from tests.integration.api.conftest import Shop
from worthmore.outcomes.operations import record_outcomes
from worthmore.outcomes.rows import OutcomeRow
from worthmore.shop.columns import SATISFACTION
from worthmore.shop.operations import save_satisfaction
from worthmore.shop.queries import person_facts, told_needs
from worthmore.vocabulary.clock import now

CART = {"placement": "cart", "cart": [{"product": "bike-21"}], "locale": "en", "explain": True}
NEED = {
    "id": "n-1",
    "customer": "1042",
    "text": "nothing over 50 euro",
    "language": "en",
    "told": "till",
    "by": "sanne",
}


def offers(shop: Shop, **asked: Any) -> dict[str, Any]:
    return {one["product"]["id"]: one for one in shop.post("/v1/offers", {**CART, **asked}).json["offers"]}


def refused(shop: Shop, **asked: Any) -> dict[str, str]:
    return {one["product"]: one["guard"] for one in shop.post("/v1/offers", {**CART, **asked}).json["refused"]}


def test_a_told_need_is_kept_heard_and_said_back(shop: Shop) -> None:
    before = offers(shop, customer="1042")
    cheapest, dearest = (pick(before, key=lambda one: before[one]["price"]["amount"]) for pick in (min, max))
    limit = before[cheapest]["price"]["amount"] // 100 + 1
    assert before[dearest]["price"]["amount"] > limit * 100, "the shop of these tests offers something dearer"
    told = shop.post("/v1/needs", {"needs": [{**NEED, "text": f"at most {limit} euro"}]})
    assert told.status_code == 200, told.json
    (understood,) = told.json["understood"]
    assert (understood["concept"], understood["rules"]) == ("", [f"price at most {limit}.00"])
    assert cheapest in understood["fits"]
    assert dearest not in understood["fits"]
    assert refused(shop, customer="1042")[dearest] == "need"
    assert offers(shop, customer="1042")[cheapest]["reason"].startswith(f"You told us: “at most {limit} euro”. ")
    assert dearest in offers(shop), "nobody else said so"


def test_a_need_told_again_is_changed_and_counted(shop: Shop) -> None:
    for text, counts in (("quiet", (1, 0, 0)), ("quiet", (0, 0, 1)), ("silent", (0, 1, 0))):
        told = shop.post("/v1/needs", {"needs": [{**NEED, "text": text, "at": "2026-05-01T10:00:00Z"}]}).json
        assert (told["new"], told["changed"], told["unchanged"]) == counts
    facts = person_facts("demo", "1042")
    assert facts is not None
    (kept,) = told_needs(facts.key)
    assert (kept.need.text, kept.need.concept, kept.told_by, kept.need.where) == ("silent", "quiet", "sanne", "till")


@pytest.mark.parametrize("text", ["for my diabetes", "we zijn zwanger", "raskaana oleva", "nous allons à l'église"])
def test_private_matters_are_refused_and_nothing_is_kept(shop: Shop, text: str) -> None:
    told = shop.post("/v1/needs", {"needs": [{**NEED, "id": "n-0"}, {**NEED, "text": text}]})
    assert told.status_code == 422
    assert told.json["field"] == "needs[1].text"
    assert text not in told.json["detail"]
    facts = person_facts("demo", "1042")
    assert facts is None or told_needs(facts.key) == []


def test_a_storefront_key_may_not_tell_needs_nor_whose_an_answer_was(shop: Shop) -> None:
    token = next(iter(offers(shop).values()))["token"]
    body = {"token": token, "outcome": "declined", "customer": "1042"}
    assert shop.post("/v1/needs", {"needs": [NEED]}, key=shop.storefront).status_code == 403
    assert shop.post("/v1/answers", body, key=shop.storefront).status_code == 403


def test_a_no_of_a_visitor_counts_once_they_are_known(shop: Shop) -> None:
    product, offer = next(iter(offers(shop).items()))
    answer = {"token": offer["token"], "outcome": "declined"}
    assert shop.post("/v1/answers", answer).json["new"] is True
    assert product in offers(shop, customer="1042"), "nobody knew who it was"
    assert shop.post("/v1/answers", {**answer, "customer": "1042"}).json["new"] is False
    assert refused(shop, customer="1042")[product] == "refused_recently"
    # It stays theirs, whoever claims it later.
    shop.post("/v1/answers", {**answer, "customer": "2210"})
    assert refused(shop, customer="1042")[product] == "refused_recently"


def test_an_order_tells_whose_the_yes_of_a_visitor_was(shop: Shop) -> None:
    product, offer = next(iter(offers(shop).items()))
    shop.post("/v1/answers", {"token": offer["token"], "outcome": "accepted"})
    line = {"product": product, "quantity": 1, "unit_price": offer["price"]["amount"], "offer": offer["token"]}
    order = {"id": "o-7", "currency": "EUR", "customer": "1042", "lines": [line]}
    assert shop.post("/v1/orders", order).json["attributed"] == 1
    assert refused(shop, customer="1042")[product] == "already_owned"


def test_a_yes_is_not_asked_again_until_it_is_owned(shop: Shop) -> None:
    product, offer = next(iter(offers(shop, customer="1042").items()))
    shop.post("/v1/answers", {"token": offer["token"], "outcome": "accepted"})
    assert refused(shop, customer="1042")[product] == "accepted_already"


def test_what_was_shown_on_many_days_without_an_answer_rests(shop: Shop) -> None:
    facts, product = person_facts("demo", "1042"), next(iter(offers(shop, customer="1042")))
    assert facts is not None
    at = now()

    def show(days: range, per_day: int = 1) -> None:
        rows = [
            OutcomeRow(
                f"d{day}.{nth}",
                "impression",
                at - timedelta(days=day, seconds=nth),
                "demo",
                "cart",
                "complement",
                product,
                "bike-21",
                facts.key,
                5_995,
                "EUR",
            )
            for day in days
            for nth in range(per_day)
        ]
        record_outcomes(rows)

    show(range(1, 5), per_day=9)
    assert product in offers(shop, customer="1042"), "a page loaded nine times a day is one showing"
    show(range(5, 6))
    assert refused(shop, customer="1042")[product] == "shown_enough"


def test_the_dissatisfied_get_no_offer_anywhere(shop: Shop) -> None:
    said = {
        "external_id": "s-1",
        "customer_id": "1042",
        "score": 0.1,
        "kind": "review",
        "at": now() - timedelta(days=2),
    }
    frame = pl.DataFrame([said], schema={name: SATISFACTION.schema[name] for name in said})
    save_satisfaction("demo", frame, now())
    for placement in ("cart", "checkout", "thank_you", "till_upsell", "till_cross_sell"):
        body = {**CART, "placement": placement, "customer": "1042"}
        answer = shop.post("/v1/offers", body).json
        assert answer["offers"] == []
        assert {one["guard"] for one in answer["refused"]} <= {"dissatisfied"}


def test_where_no_rule_says_anything_the_words_do(shop: Shop) -> None:
    told = shop.post("/v1/needs", {"needs": [{**NEED, "text": "something to lock it with, that folds"}]}).json
    assert told["understood"][0]["rules"] == []
    assert told["understood"][0]["fits"][0] == "lock-7"
    several = [{**NEED, "id": f"n-{place}", "text": "a lock"} for place in range(2)]
    assert all(one["fits"] == [] for one in shop.post("/v1/needs", {"needs": several}).json["understood"])
