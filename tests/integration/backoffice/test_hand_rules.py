"""*Offers by hand* and *Levers*: made, tried out, kept, contradicted, changed and deleted, in three languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.integration.backoffice.conftest import text
from worthmore.backoffice.access import Role
from worthmore.backoffice.hand_rule_words import TEMPLATES
from worthmore.backoffice.queries.audit import Wanted, entries
from worthmore.decide.hand_rules import sentence as told
from worthmore.decide.hand_rules.sentence import TEMPLATES as ENGLISH
from worthmore.offering.keeping import decision_row
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.offering.service import Service
from worthmore.outcomes.operations import record_decisions
from worthmore.placements import find
from worthmore.shop import queries
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.hand_rules import HandAct, HandRule, Selection

RULES, NEW, LEVERS = "/office/rules/offers/", "/office/rules/offers/new/", "/office/rules/levers/"
NEVER_LOCKS = {"act": "never", "offers_products": "lock", "active": "on", "do": "save"}


def sent(client: Client, address: str = NEW, **fields: Any) -> Any:
    return client.post(address, {**NEVER_LOCKS, **fields})


def offered(shop: Service) -> list[str]:
    request = OfferRequest(find("cart"), "en", cart=(RequestedLine("bike"),))
    return [one.candidate.product.id for one in shop.engine.preview("demo", request, now()).decision.offers]


def test_a_saved_rule_holds_at_once_and_reads_as_a_sentence(shop: Service, clerk: Client) -> None:
    assert "lock" in offered(shop)
    assert sent(clerk).status_code == 302
    assert "lock" not in offered(shop)
    assert "Never offer Chain lock (lock)" in text(clerk.get(RULES))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "nl",
            "Bied nooit aan: Kettingslot (lock), naast producten van het merk merelwiel, tot en met 31 december 2026",
        ),
        ("fi", "Älä koskaan tarjoa: Chain lock (lock), tämän rinnalla: merkin merelwiel tuotteet"),
        ("en", "Never offer Chain lock (lock), beside products of the brand merelwiel, until 31 December 2026"),
    ],
)
def test_a_rule_is_told_in_the_language_of_the_page(shop: Service, clerk: Client, code: str, said: str) -> None:
    sent(clerk, beside_brands="merelwiel", until_date="2026-12-31")
    clerk.cookies.load({"django_language": code})
    assert said in text(clerk.get(RULES))


def test_trying_a_rule_shows_what_it_would_touch_and_keeps_nothing(shop: Service, clerk: Client) -> None:
    page = text(sent(clerk, act="same_brand", offers_products="", do="try", try_cart="bike"))
    assert "would not be offered" in page
    assert "Chain lock" in page
    assert "/office/try/?placement=cart&amp;cart=bike" in page
    assert queries.hand_rules("demo") == ()
    assert "lock" in offered(shop)


def test_a_trial_that_cannot_be_understood_says_so(shop: Service, clerk: Client) -> None:
    assert "is not a product number with a quantity" in text(sent(clerk, do="try", try_cart="bike:0"))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"act": "pin", "offers_products": ""}, "what is offered first must be named"),
        ({"act": "boost", "percent": "x"}, "“x” is no whole number"),
        ({"act": "boost", "percent": "901"}, "the boost is 901 percent; it lies between 1 and 900"),
        ({"act": "boost"}, "“” is no whole number"),
        ({"act": "price_window", "least": "1,5,0"}, "“1,5,0” is no amount"),
        ({"act": "price_window", "least": "5", "most": "4.99"}, "the highest price lies below the least"),
        ({"act": "price_window", "least": "NaN"}, "is no amount"),
        ({"act": "dance"}, "Choose what the rule does"),
        ({"until_date": "yesterday"}, "“yesterday” is no day"),
        ({"offers_products": "lokc"}, "There is no product lokc"),
        ({"offers_brands": "Abus"}, "Nothing is of the brand Abus"),
        ({"beside_categories": "Boats"}, "There is no category Boats"),
        ({"act": "only_with"}, "say beside which products it may be offered"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_is_kept(
    shop: Service, clerk: Client, fields: dict[str, str], said: str
) -> None:
    answer = sent(clerk, **fields)
    assert answer.status_code == 400
    assert said in text(answer)
    assert queries.hand_rules("demo") == ()


def test_a_rule_against_another_is_not_kept_and_names_the_other(shop: Service, clerk: Client) -> None:
    sent(clerk)
    answer = sent(clerk, act="pin")
    assert answer.status_code == 400
    assert "This contradicts rule" in text(answer)
    assert "Never offer Chain lock (lock)" in text(answer)
    assert [rule.act for rule in queries.hand_rules("demo")] == [HandAct.NEVER]


def test_a_rule_is_changed_switched_off_and_deleted_with_every_step_in_the_log(shop: Service, clerk: Client) -> None:
    address = sent(clerk)["Location"]
    assert 'value="lock"' in text(clerk.get(address))
    clerk.post(address, {"act": "price_window", "most": "39,95", "unit": "money"})
    (rule,) = queries.hand_rules("demo")
    assert (rule.act, rule.most, rule.active) == (HandAct.PRICE_WINDOW, 3_995, False)
    assert 'value="39.95"' in text(clerk.get(address))
    clerk.post(address, {"do": "delete"})
    assert queries.hand_rules("demo") == ()
    assert clerk.get(address).status_code == 404
    told_of = [entry.detail for entry in entries(Wanted()) if "hand_rule" in str(entry.detail)]
    assert len(told_of) == 3
    assert "Never offer Chain lock (lock)" in str(told_of)


def test_marketers_may_and_viewers_may_only_look(shop: Service, as_role: Callable[[Role | None], Client]) -> None:
    assert sent(as_role(Role.MARKETER)).status_code == 302
    viewer = as_role(Role.VIEWER)
    assert "Never offer" in text(viewer.get(RULES))
    assert sent(viewer).status_code == 403
    assert viewer.get(LEVERS).status_code == 403
    assert len(queries.hand_rules("demo")) == 1


def test_every_part_of_a_sentence_is_translated_and_no_other() -> None:
    assert sorted(TEMPLATES) == sorted(ENGLISH)
    assert told(HandRule(HandAct.NEVER, Selection(("a",))), {}.get, "EUR") == "Never offer a"


def test_levers_are_previewed_over_recorded_decisions_before_they_are_saved(shop: Service, clerk: Client) -> None:
    assert "No decisions are recorded yet" in text(clerk.post(LEVERS, {"upgrade": "20", "do": "preview"}))
    request = OfferRequest(find("cart"), "en", cart=(RequestedLine("bike"),), limit=1)
    first = shop.engine.preview("demo", request, now())
    record_decisions([decision_row(first)])
    kind = first.decision.offers[0].candidate.kind.value
    other = "complement" if kind == "upgrade" else "upgrade"
    page = text(clerk.post(LEVERS, {kind: "-90", other: "900", "do": "preview"}))
    assert "Of the last 1 decisions with something to choose from, 1 would have been others" in page
    assert dict(queries.policy().levers) == {}
    clerk.post(LEVERS, {kind: "-90", other: "900", "do": "save"})
    assert dict(queries.policy().levers) == {kind: -90, other: 900}
    assert offered(shop)[0] != first.decision.offers[0].candidate.product.id


@pytest.mark.parametrize("percent", ["much", "-91", "901", "1e999", "nan"])
def test_a_lever_that_cannot_be_is_refused(shop: Service, clerk: Client, percent: str) -> None:
    answer = clerk.post(LEVERS, {"upgrade": percent, "do": "save"})
    assert answer.status_code == 400
    assert dict(queries.policy().levers) == {}


def test_the_sum_behind_an_offer_is_shown(shop: Service, clerk: Client) -> None:
    page = text(clerk.get("/office/try/", {"placement": "cart", "cart": "bike"}))
    assert "How that is counted" in page
    assert "margin" in page[page.index("How that is counted") :]
