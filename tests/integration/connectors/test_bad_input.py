"""What shops get wrong: each is told where it can be mended, and offers go on without it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from worthmore import placements
from worthmore.connectors.csv import importing
from worthmore.connectors.csv.recognising.recognise import Wishes
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.offering.service import Service, open_service
from worthmore.shop import operations
from worthmore.shop.queries import catalogue

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
PRODUCTS = """sku;name;price;currency;cost;category;attribute: Battery +;attribute: Weight (kg) -;accessories;upgrades;\
conflicts with;parts
bike;City bike;1000.00;EUR;600;Bicycles;400 Wh;20;bike, lock, helmet, sek, loss, emoji;ebike;lock;
ebike;E-bike;1200.00;EUR;700;Bicycles;800 Wh;18 kg;;bike;;
lock;Lock;50.00;EUR;20;Locks;;;;;bike;
loss;Loss;50.00;EUR;60;Odd;;;;;;
helmet;خوذة آمنة;60.00;EUR;20;Helmets;;;;;;
emoji;Bell 🔔👩‍👩‍👧 & <b>ring</b>;30.00;EUR;10;Bells;;;;;;
sek;Lamp;30.00;SEK;10;Lamps;;;;;;
sign;Lamp;kr 300,00;EUR;10;Lamps;;;;;;
minus;Minus;-5.00;EUR;4;Odd;;;;;;
cost;Cost;5.00;EUR;-4;Odd;;;;;;
set;Set;100.00;EUR;;Sets;;;;;;lock, sek
"""
PLANS = "product;ladder;next plan;term months;level\nbike;main;ebike;12;A\nebike;main;bike;12;B\n"

pytestmark = pytest.mark.django_db(transaction=True)


def brought(home: Path, text: str, name: str, **wishes: object) -> dict[tuple[str, str], tuple[str, str]]:
    """By row's value and column of the reject file: why, and what happened."""
    path = home / name
    path.write_text(text, encoding="utf-8")
    plan = importing.plan_for(path, Wishes(source="demo", **wishes), AT)  # type: ignore[arg-type]
    summary = importing.import_file(plan, home, False, lambda progress: None)
    counts = summary.counts
    assert set(counts.mends) == {*counts.reasons, *counts.cell_reasons, *counts.remark_reasons}, "each says how"
    with Path(summary.reject_file).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert all(row["how to mend"] for row in rows)
    return {(row["row"], row["column"]): (row["reason"], row["what happened"]) for row in rows}


@pytest.fixture
def told(transactional_db: None, tmp_path: Path) -> dict[tuple[str, str], tuple[str, str]]:
    operations.set_policy("control_share", 0, AT)
    return brought(tmp_path, PRODUCTS, "products.csv")


@pytest.fixture
def service(told: object, tmp_path: Path) -> Iterator[Service]:
    made = open_service(tmp_path, "secret")
    yield made
    made.close()


def offers(service: Service, language: str = "en", place: str = "cart") -> RecordedDecision:
    asked = OfferRequest(placements.find(place), language, cart=(RequestedLine("bike"),), product="bike", limit=20)
    return service.engine.preview("demo", asked, AT)


LEFT_OUT, KEPT, REFUSED = (
    "the row was imported without this cell",
    "the row was imported as it is",
    "the row was not imported",
)


@pytest.mark.parametrize(
    ("where", "reason", "happened"),
    [
        (("2", "attribute: Battery +"), "no number, or one in another unit than the heading's", LEFT_OUT),
        (("2", "accessories"), "two products that are said to go together, and not to", LEFT_OUT),
        (
            ("3", "upgrades"),
            "two products that are each said to be the better or next one of the other",
            LEFT_OUT,
        ),
        (
            ("5", "cost"),
            "it is sold at a loss: the price without VAT does not exceed the cost",
            KEPT,
        ),
        (("8", "currency"), "priced in another currency than the shop's own", KEPT),
        (("9", "price"), "the amount has the sign of another currency than the row", REFUSED),
        (("10", "price"), "a price below zero", REFUSED),
        (("11", "cost"), "an amount below zero", LEFT_OUT),
        (("12", "parts"), "a part in another currency than its set", LEFT_OUT),
    ],
)
def test_the_shop_is_told_where_to_mend_it(
    told: dict[tuple[str, str], tuple[str, str]], where: tuple[str, str], reason: str, happened: str
) -> None:
    assert told[where] == (reason, happened)


def test_a_product_that_is_its_own_accessory_is_told(transactional_db: None, tmp_path: Path) -> None:
    found = brought(tmp_path, "sku;name;price;accessories\nbike;Bike;100;bike\n", "products.csv")
    assert found == {("2", "accessories"): ("a product that belongs to itself", LEFT_OUT)}


def test_nothing_good_is_lost(told: object) -> None:
    known = {product.id for product in catalogue("demo").products}
    assert known == {"bike", "ebike", "lock", "loss", "helmet", "emoji", "sek", "cost", "set"}


def test_offers_go_on_without_what_cannot_be_meant(service: Service) -> None:
    for place in ("cart", "product_page", "checkout", "till_upsell", "till_cross_sell"):
        decision = offers(service, place=place).decision
        offered = {one.candidate.product.id for one in decision.offers}
        assert offered <= {"helmet", "emoji"}, place
    refused = {one.product_id: one.guard for one in offers(service).decision.refused}
    assert refused["sek"] == "currency"
    assert refused["loss"] == "below_cost"
    assert {"helmet", "emoji"} == {one.candidate.product.id for one in offers(service).decision.offers}


@pytest.mark.parametrize("language", ["nl", "en", "fi", "fr", "de"])
def test_a_name_from_right_to_left_turns_nothing_else(service: Service, language: str) -> None:
    words = {one.candidate.product.id: one.words.text for one in offers(service, language).decision.offers}
    assert words["helmet"].startswith("\u2068خوذة آمنة\u2069")
    assert words["emoji"].startswith("Bell 🔔👩‍👩‍👧 & <b>ring</b>")


def test_a_ladder_with_a_cycle_is_told_and_no_plan_of_it_offered(service: Service, tmp_path: Path) -> None:
    found = brought(tmp_path, PLANS, "plans.csv", content="plans")
    assert {reason for reason, _ in found.values()} == {"a ladder that leads back to where it began (main)"}
    assert {happened for _, happened in found.values()} == {KEPT}
    assert {one.candidate.product.id for one in offers(service).decision.offers} == {"helmet", "emoji"}
