"""What a training leaves behind about customers: groups with their stability, caps, and when single ones are back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.training.cheese_shop import AT, SHOP, save_orders, save_products
from worthmore.learn.order_value import OrderValue
from worthmore.learn.premium_acceptance import PremiumAcceptance
from worthmore.learn.repeat_purchase import RepeatPurchase
from worthmore.learn.season import Season
from worthmore.training.files import source_folder
from worthmore.training.queries import Published
from worthmore.training.train import train

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def published(transactional_db: None, tmp_path: Path) -> Published:
    save_products()
    save_orders(120)
    return train(tmp_path, AT)


def told(published: Published) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(published.summary[SHOP]))
    return found


def test_every_customer_stands_somewhere(published: Published) -> None:
    segments = told(published)["segments"]
    counted = {one["standing"]: one["customers"] for one in segments["standings"]}
    assert segments["customers"] == sum(counted.values()) == 120
    assert counted["lost"] + counted["slipping"] == 60
    assert len(segments["staying"]) == 6
    assert segments["usual_days"] == 30


def test_the_spending_of_all_standings_is_the_whole(published: Published) -> None:
    shares = [one["spent_share"] for one in told(published)["segments"]["standings"]]
    assert sum(shares) == pytest.approx(1, abs=0.001)


def test_groups_are_named_after_what_they_buy(published: Published) -> None:
    groups = told(published)["preferences"]
    assert sorted(group["labels"][0] for group in groups) == ["Cheese", "Wine"]
    assert [group["share"] for group in groups] == [0.5, 0.5]


def test_a_group_of_a_few_people_is_not_counted_out(transactional_db: None, tmp_path: Path) -> None:
    save_products()
    save_orders(12)
    found = train(tmp_path, AT).summary[SHOP]
    assert all(one["customers"] in (0, None) for one in found["segments"]["standings"])
    assert found["segments"]["staying"] == [None] * 6
    assert found["preferences"] == []
    assert found["premium"]["ladders"] == []


def test_the_cap_customers_propose_is_known_where_enough_chose(published: Published) -> None:
    premium = told(published)["premium"]
    assert [one["ladder"] for one in premium["ladders"]] == ["Cheese (EUR)"]
    assert premium["ladders"][0]["cap"] == pytest.approx(0.2, abs=0.011)
    assert premium["ladders"][0]["customers"] == 60


def test_what_is_asked_later_can_be_opened(published: Published) -> None:
    folder = source_folder(published.folder, SHOP)
    PremiumAcceptance.load(folder / "premium_acceptance")
    RepeatPurchase.load(folder / "repeat_purchase")
    OrderValue.load(folder / "order_value")
    Season.load(folder / "season")
    assert told(published)["returning"] == 120
    assert told(published)["season"]["known"]


def test_a_shop_without_any_order_has_no_groups(transactional_db: None, tmp_path: Path) -> None:
    save_products()
    found = train(tmp_path, AT).summary[SHOP]
    assert found["segments"]["customers"] == found["returning"] == 0
    assert found["premium"]["shop"]["cap"] is None
    assert not found["season"]["known"]
