"""Contracts and usage told by the shop's server, and the offers they lead to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl
import pytest

from tests.integration.api.conftest import Shop
from worthmore.shop import operations, queries
from worthmore.shop.queries import person_facts
from worthmore.vocabulary.clock import now

BEGAN = "2025-03-01T00:00:00Z"
ROW = {"contract": "c", "counter": "m", "period": "2026-01-01", "amount": 1}


@pytest.fixture
def plans(shop: Shop) -> Shop:
    """The shop, which sells two plans as well."""
    products = [("m", "Medium", 2_000), ("l", "Large", 2_500)]
    rows = [(one, name, price, "EUR") for one, name, price in products]
    columns = ["external_id", "name", "price", "currency"]
    operations.save_products("demo", pl.DataFrame(rows, schema=columns, orient="row"), now())
    told = [("m", "Mobile", "M", '{"minutes": 500}'), ("l", "Mobile", "L", '{"minutes": "unlimited"}')]
    columns = ["product_id", "ladder", "level", "limits"]
    operations.save_plans("demo", pl.DataFrame(told, schema=columns, orient="row"), now())
    operations.save_customers("demo", pl.DataFrame([{"external_id": "77", "country": "BE"}]), now())
    return shop


def tell(shop: Shop, **contract: Any) -> dict[str, Any]:
    body = {"id": "c-1", "customer": "77", "product": "m", "started_at": BEGAN, **contract}
    result = shop.post("/v1/contracts", {"contracts": [body]})
    assert result.status_code == 200, result.json
    return dict(result.json)


def use(shop: Shop, *amounts: float, contract: str = "c-1") -> dict[str, Any]:
    """What was used in the months before this one, the last one last."""
    first, rows = now().date().replace(day=1), []
    for amount in reversed(amounts):
        first = (first - timedelta(days=1)).replace(day=1)
        rows.append({"contract": contract, "counter": "minutes", "period": first.isoformat(), "amount": amount})
    result = shop.post("/v1/usage", {"usage": rows})
    assert result.status_code == 200, result.json
    return dict(result.json)


def held() -> Any:
    facts = person_facts("demo", "77")
    assert facts is not None
    [contract] = queries.contracts("demo", facts.key)
    return contract


def test_usage_near_the_limit_becomes_the_larger_plan(plans: Shop) -> None:
    assert tell(plans, last_used_at=now().isoformat()) == {"new": 1, "changed": 0, "unchanged": 0, "warnings": []}
    assert use(plans, 480, 475, 500)["new"] == 3
    answer = plans.post("/v1/offers", {"placement": "account", "customer": "77", "locale": "nl"}).json
    [offer] = answer["offers"]
    assert (offer["kind"], offer["product"]["id"], offer["anchor"]) == ("plan_upgrade", "l", "m")
    assert (offer["extra"]["amount"], offer["premium"], offer["evidence"]["basis"]) == (500, 0.25, "usage")
    assert offer["words"].replace("\xa0", " ") == "Large: onbeperkt minutes; € 25 per maand in plaats van € 20"


def test_told_twice_counts_once_and_what_is_not_given_stays(plans: Shop) -> None:
    tell(plans, seats=3, covers=["roaming", "hotspot"], unit_price=1_900, currency="EUR")
    assert tell(plans)["unchanged"] == 1
    assert tell(plans, renews_at="2027-01-01T00:00:00Z")["changed"] == 1
    contract = held()
    assert (contract.seats, contract.covers, contract.unit_price) == (3, ("roaming", "hotspot"), 1_900)
    assert contract.renews_at.year == 2027
    tell(plans, renews_at=None, unit_price=None)
    assert (held().renews_at, held().unit_price) == (None, None)
    use(plans, 100)
    assert use(plans, 100)["unchanged"] == 1
    assert use(plans, 120)["changed"] == 1
    assert [one.amount for one in held().usage["minutes"]] == [120]


def test_never_used_is_known_only_when_it_is_told(plans: Shop) -> None:
    tell(plans)
    assert not held().use_known
    tell(plans, last_used_at=None)
    assert held().use_known
    assert held().last_used_at is None


def test_what_is_not_known_is_named_and_the_rest_is_kept(plans: Shop) -> None:
    body = [{"id": f"c-{one}", "customer": "77", "product": one, "started_at": BEGAN} for one in ("m", "xl")]
    answer = plans.post("/v1/contracts", {"contracts": body}).json
    assert answer["new"] == 1
    assert answer["warnings"] == [
        {
            "code": "unknown_product",
            "field": "contracts[1].product",
            "message": "'xl' is not in the catalogue; ignored",
        }
    ]
    [warning] = use(plans, 5, contract="c-9")["warnings"]
    assert (warning["code"], warning["field"]) == ("unknown_contract", "usage[0].contract")


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("contracts", {"contracts": []}, "contracts"),
        ("contracts", {"contracts": [{"id": "c", "customer": "1", "product": "m"}]}, "contracts[0].started_at"),
        (
            "contracts",
            {
                "contracts": [
                    {"id": "c", "customer": "1", "product": "m", "started_at": BEGAN, "ends_at": "2024-01-01T00:00:00Z"}
                ]
            },
            "contracts[0].ends_at",
        ),
        (
            "contracts",
            {"contracts": [{"id": "c", "customer": "1", "product": "m", "started_at": BEGAN, "seats": 0}]},
            "contracts[0].seats",
        ),
        (
            "usage",
            {"usage": [{"contract": "c", "counter": "m", "period": "2026-13-01", "amount": 1}]},
            "usage[0].period",
        ),
        (
            "usage",
            {"usage": [{"contract": "c", "counter": "m", "period": "2026-01-01", "amount": -1}]},
            "usage[0].amount",
        ),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(plans: Shop, path: str, body: object, field: str) -> None:
    result = plans.post(f"/v1/{path}", body)
    assert result.status_code in (400, 422)
    assert result.json["field"] == field


def test_a_period_lies_within_reach_of_today(plans: Shop) -> None:
    tell(plans)
    for period in ("0001-01-01", "9999-12-31"):
        row = {"contract": "c-1", "counter": "minutes", "period": period, "amount": 1}
        result = plans.post("/v1/usage", {"usage": [row]})
        assert (result.status_code, result.json["field"]) == (422, "usage[0].period")


def test_how_much_somebody_uses_is_told_to_no_key_that_stands_in_a_page(plans: Shop) -> None:
    tell(plans, last_used_at=now().isoformat())
    use(plans, 480, 475, 500)
    question = {"placement": "account", "customer": "77", "locale": "nl"}
    assert plans.post("/v1/offers", question, key=plans.storefront).json["offers"] == []
    assert len(plans.post("/v1/offers", question).json["offers"]) == 1
    page = {"blocks": [{"placement": "account"}], "customer": "77"}
    assert plans.post("/v1/pages", page, key=plans.storefront).json["blocks"][0]["offers"] == []
    [block] = plans.post("/v1/pages", page).json["blocks"]
    assert [one["contract"] for one in block["offers"]] == ["c-1"]
