from __future__ import annotations

import json

import msgspec
import pytest

from tests.unit.offering.small_shop import CART, NOON, FakeHolder, engine, small_snapshot
from worthmore.offering.answer import OffersAnswer, as_answer, as_json, display
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.vocabulary.policy import Policy


def decided(*lines: RequestedLine, language: str = "en") -> RecordedDecision:
    cart = lines or (RequestedLine("bike", 2),)
    return engine(FakeHolder(small_snapshot(Policy(control_share=0.0)))).offer(
        "demo", OfferRequest(CART, language, cart=(*cart, RequestedLine("X1"))), NOON
    )


def test_the_public_shape_is_as_documented() -> None:
    recorded = decided()
    shape = json.loads(as_json(as_answer(recorded, explain=True, language="en")))
    assert set(shape) == {"decision", "offers", "refused", "warnings"}
    by_product = {one["product"]["id"]: one for one in shape["offers"]}
    upgrade, lock = by_product["e-bike"], by_product["lock"]
    assert set(upgrade) == {
        "token",
        "kind",
        "product",
        "anchor",
        "quantity",
        "price",
        "extra",
        "premium",
        "chance",
        "expected_margin",
        "reason",
        "words",
        "differences",
        "evidence",
        "reduction",
        "parts",
        "saving",
        "progress",
        "multiple",
        "settings",
        "worth",
        "contract",
        "manner",
        "quote",
    }
    assert (upgrade["manner"], upgrade["quote"]) == ({"frame": "quality", "tone": "plain", "text": 0}, None)
    assert upgrade["price"] == {"amount": 119_000, "currency": "EUR", "display": "€1,190"}
    assert upgrade["extra"]["amount"] == 19_000
    assert (upgrade["quantity"], upgrade["anchor"], upgrade["premium"]) == (2, "bike", 0.19)
    assert upgrade["differences"] == [
        {"name": "battery", "label": "battery", "unit": "Wh", "chosen": 400.0, "offered": 800.0, "better": True}
    ]
    assert (lock["quantity"], lock["extra"]["amount"]) == (1, 5_995)
    assert lock["product"] == {"id": "lock", "name": "Folding lock", "brand": "", "category": "Locks"}
    assert lock["evidence"] == {
        "basis": "baskets",
        "customers": 120,
        "baskets": 140,
        "lift": 3.0,
        "lift_low": 2.5,
        "lift_high": 3.5,
    }
    assert shape["warnings"][0]["code"] == "unknown_product"
    assert {"product", "kind", "guard", "detail"} == set(shape["refused"][0])


def test_refusals_are_told_only_to_who_asks_for_an_explanation() -> None:
    recorded = decided()
    assert as_answer(recorded, explain=False, language="en").refused == ()
    assert as_answer(recorded, explain=True, language="en").refused


def test_what_the_shop_earns_stays_with_the_shop() -> None:
    recorded = decided()
    shown = as_answer(recorded, explain=False, language="en", margin=False)
    assert {offer.expected_margin for offer in shown.offers} == {None}
    assert all(offer.expected_margin for offer in as_answer(recorded, explain=False, language="en").offers)


def test_names_and_amounts_follow_the_language() -> None:
    answer = as_answer(decided(language="nl"), explain=False, language="nl")
    lock = next(offer for offer in answer.offers if offer.product.id == "lock")
    assert lock.product.name == "Vouwslot"
    assert lock.price.display == "€\xa059,95"
    upgrade = next(offer for offer in answer.offers if offer.product.id == "e-bike")
    assert upgrade.differences[0].label == "accu"


def test_an_unspoken_language_falls_back_to_the_decisions_own() -> None:
    answer = as_answer(decided(language="nl"), explain=False, language="nl-BE")
    assert {offer.price.display[0] for offer in answer.offers} == {"€"}
    assert "Vouwslot" in {offer.product.name for offer in answer.offers}


@pytest.mark.parametrize(
    ("amount", "currency", "language", "text"),
    [
        (18_000, "EUR", "nl", "€\xa0180"),
        (18_050, "EUR", "fi", "180,50\xa0€"),
        (1_234_500, "EUR", "en", "€12,345"),
        (500, "JPY", "en", "¥500"),
    ],
)
def test_amounts_are_written_as_in_the_words_of_an_offer(amount: int, currency: str, language: str, text: str) -> None:
    assert display(amount, currency, language) == text


def test_the_shape_describes_itself_with_examples() -> None:
    schema = msgspec.json.schema(OffersAnswer)
    for name, part in schema["$defs"].items():
        assert part["description"], name
        assert all(
            field.get("description") or field.get("examples") or "$ref" in str(field) or "token" in key
            for key, field in part["properties"].items()
        ), name
