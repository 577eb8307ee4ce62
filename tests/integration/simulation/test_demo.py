from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from worthmore.decide.price_law import PriceLaw
from worthmore.law.table import load
from worthmore.offering.rules import controlled
from worthmore.shop import operations, queries
from worthmore.simulation.catalogue.beside import items_beside
from worthmore.simulation.catalogue.reading import demo_assortment
from worthmore.simulation.demo import DEMO_CUSTOMERS, SOURCE, Built, build_demo
from worthmore.simulation.reductions import REDUCED
from worthmore.simulation.scale import write_shop

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def built() -> Built:
    return build_demo(AT, customers=150)


def test_the_demo_shop_is_there(built: Built) -> None:
    found = queries.counts(SOURCE)
    assert found.products == found.described == built.products == len(demo_assortment().items) + len(items_beside())
    assert found.customers == built.customers == 150 + len(DEMO_CUSTOMERS)
    assert found.lines == built.order_lines > 300
    assert found.activity > 0
    assert found.satisfaction > 0
    assert found.last_order_at is not None
    assert found.last_order_at < AT


def test_building_again_changes_nothing(built: Built) -> None:
    before, revision = queries.counts(SOURCE), queries.revision()
    assert build_demo(datetime(2026, 9, 1, tzinfo=UTC), customers=150) == Built(already=True)
    assert queries.counts(SOURCE) == before
    assert queries.revision() == revision


def test_progress_is_told_from_nothing_to_all() -> None:
    told: list[float] = []
    build_demo(AT, progress=lambda text, share: told.append(share), customers=50)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_delivery_is_free_from_fifty_euros_unless_the_shop_said_otherwise(built: Built) -> None:
    assert queries.policy().free_delivery_from == 5000


def test_the_shops_own_choice_stays() -> None:
    operations.set_policy("free_delivery_from", 7500, AT)
    build_demo(AT, customers=50)
    assert queries.policy().free_delivery_from == 7500


def test_nothing_is_left_of_a_build_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: str, frame: object, at: datetime) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(operations, "save_activity", broken)
    with pytest.raises(OSError, match="disk full"):
        build_demo(AT, customers=50)
    assert queries.counts(SOURCE).products == 0
    assert SOURCE not in queries.sources()


def test_the_named_customers_are_who_their_stories_say(built: Built) -> None:
    is_in_control = controlled(queries.policy())
    for one in DEMO_CUSTOMERS:
        facts = queries.person_facts(SOURCE, one.id)
        assert facts is not None, one.id
        assert is_in_control(facts.key) == one.in_control, one.id
        assert set(facts.owned) == {product for _, _, lines in one.orders for product, _ in lines}


def test_a_few_prices_fell_yesterday_and_may_be_announced(built: Built) -> None:
    found = queries.catalogue(SOURCE)
    law = PriceLaw(load(), found.prices, queries.policy())
    told = {product.id: law.announced(product, "BE", AT) for product in found.products}
    assert {id_: one.now for id_, one in told.items() if one is not None} == REDUCED
    items = demo_assortment().by_id
    assert all(one is None or one.was == items[id_].price for id_, one in told.items())


def test_bram_is_dissatisfied_and_lotte_is_new(built: Built) -> None:
    bram, lotte = queries.person_facts(SOURCE, "bram"), queries.person_facts(SOURCE, "lotte")
    assert bram is not None
    assert bram.satisfaction is not None
    assert bram.satisfaction < queries.policy().dissatisfied_below
    assert lotte is not None
    assert not lotte.owned


def test_a_shop_without_control_group_gets_its_demo_too() -> None:
    operations.set_policy("control_share", 0.0, AT)
    build_demo(AT, customers=20)
    assert queries.person_facts(SOURCE, "otto") is not None


def test_a_large_shop_is_written_block_by_block() -> None:
    told: list[tuple[str, float]] = []
    written = write_shop(
        "large", 120, 1000, AT, np.random.default_rng(1), lambda text, share: told.append((text, share))
    )
    found = queries.counts("large")
    assert found.products == written.products == 3 * len(demo_assortment().items) >= 1000
    assert (found.customers, found.lines) == (written.customers, written.order_lines)
    assert told[-1][1] == 1.0
    assert queries.person_facts("large", "c7") is not None
