from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError

from tests.integration.offering.orders import order, token
from tests.unit.offering.small_shop import NOON, SECRET
from worthmore.offering import outcomes_in
from worthmore.offering.outcomes_in import OrderIn, OrderLineIn, OutcomesIn
from worthmore.offering.recorder import Recorder, RecordingError
from worthmore.offering.requests import RequestError
from worthmore.outcomes.models import AttributedOrder
from worthmore.shop import queries as shop
from worthmore.shop.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def incoming() -> OutcomesIn:
    Person.objects.create(key="ann", created_at=NOON)
    return OutcomesIn(Recorder(), SECRET)


def test_an_order_is_saved_with_what_was_bought_on_offers(incoming: OutcomesIn) -> None:
    saved = incoming.record_order("demo", order(), NOON)
    assert (saved.new, saved.changed, saved.unchanged, saved.attributed, saved.warnings) == (2, 0, 0, 1, ())
    kept = AttributedOrder.objects.get()
    assert (kept.offer, kept.order_id, kept.quantity, kept.amount, kept.extra) == ("d.0", "o1", 2, 11_990, 11_990)
    facts = shop.person_facts("demo", "1")
    assert facts is not None
    assert (kept.kind, kept.placement, kept.person_key, kept.at) == ("complement", "cart", facts.key, NOON)
    assert set(facts.owned) == {"bike", "lock"}


def test_the_same_order_twice_changes_nothing(incoming: OutcomesIn) -> None:
    incoming.record_order("demo", order(), NOON)
    again = incoming.record_order("demo", order(), NOON + timedelta(days=1))
    assert (again.new, again.changed) == (0, 2)
    exactly = order(at=NOON)
    incoming.record_order("demo", exactly, NOON)
    same = incoming.record_order("demo", exactly, NOON + timedelta(days=1))
    assert (same.new, same.changed, same.unchanged, same.attributed) == (0, 0, 2, 0)
    assert AttributedOrder.objects.count() == 1


def test_an_order_without_a_customer_was_bought_by_whoever_got_the_offer(incoming: OutcomesIn) -> None:
    incoming.record_order("demo", order(customer=None), NOON)
    assert AttributedOrder.objects.get().person_key == "ann"


def test_an_order_on_an_offer_made_before_an_erasure_is_nobodys(incoming: OutcomesIn) -> None:
    Person.objects.get(key="ann").delete()
    assert incoming.record_order("demo", order(customer=None), NOON).attributed == 1
    assert AttributedOrder.objects.get().person_key == ""


def test_an_order_sent_again_replaces_itself(incoming: OutcomesIn) -> None:
    incoming.record_order("demo", order(), NOON)
    fewer = order(OrderLineIn("bike", 1, 100_000), OrderLineIn("lock", 1, 5_000, offer=token()))
    assert incoming.record_order("demo", fewer, NOON).attributed == 1
    kept = AttributedOrder.objects.get()
    assert (kept.quantity, kept.amount, kept.extra) == (1, 5_000, 5_000)
    saved = incoming.record_order("demo", order(OrderLineIn("bike", 1, 100_000)), NOON)
    assert (saved.new, saved.changed, saved.unchanged, saved.attributed) == (0, 1, 1, 0)
    assert not AttributedOrder.objects.exists()
    facts = shop.person_facts("demo", "1")
    assert facts is not None
    assert set(facts.owned) == {"bike"}
    assert shop.orders_from_api("demo", ["o1", "o2"]) == {"o1"}


@pytest.mark.parametrize(("returned", "left"), [(0, [(2, 11_990)]), (-1, [(1, 5_995)]), (-2, []), (-3, [])])
def test_a_returned_line_takes_its_attribution_away(
    incoming: OutcomesIn, returned: int, left: list[tuple[int, int]]
) -> None:
    incoming.record_order("demo", order(), NOON)
    back = [OrderLineIn("lock", returned, 5_995)] if returned else []
    incoming.record_order("demo", order(*order().lines, *back), NOON)
    assert list(AttributedOrder.objects.values_list("quantity", "extra")) == left


def test_an_upgrade_adds_only_its_difference(incoming: OutcomesIn) -> None:
    line = OrderLineIn("e-bike", 2, 119_000, offer=token("e-bike", "upgrade", extra=19_000))
    incoming.record_order("demo", order(line), NOON)
    kept = AttributedOrder.objects.get()
    assert (kept.amount, kept.extra) == (238_000, 38_000)


def test_two_lines_on_one_offer_count_together(incoming: OutcomesIn) -> None:
    lines = [OrderLineIn("lock", 1, 5_995, offer=token()), OrderLineIn("lock", 2, 5_000, offer=token())]
    assert incoming.record_order("demo", order(*lines), NOON).attributed == 1
    assert AttributedOrder.objects.get().amount == 15_995


@pytest.mark.parametrize(("offer", "code"), [("nonsense", "bad_offer_token"), (token("helmet"), "foreign_offer_token")])
def test_a_token_that_does_not_fit_costs_no_line(incoming: OutcomesIn, offer: str, code: str) -> None:
    saved = incoming.record_order("demo", order(OrderLineIn("lock", 1, 5_995, offer=offer)), NOON)
    assert (saved.new, saved.attributed) == (1, 0)
    assert [(warning.code, warning.field) for warning in saved.warnings] == [(code, "lines[0].offer")]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        (order(OrderLineIn("", 1, 5)), "lines[0].product"),
        (order(OrderLineIn("a", 1, 5), OrderLineIn("b\x00", 1, 5)), "lines[1].product"),
        (order(OrderLineIn("a", 10**12, 5)), "lines[0].quantity"),
        (order(OrderLineIn("a", 1, 10**30)), "order"),
        (order(currency="euro"), "currency"),
        (order(channel="fax"), "channel"),
        (order(id="x" * 500), "id"),
        (OrderIn("o1", "EUR", ()), "lines"),
    ],
)
def test_an_order_no_shop_can_keep_is_refused_naming_the_field(
    incoming: OutcomesIn, changed: OrderIn, field: str
) -> None:
    with pytest.raises(RequestError) as caught:
        incoming.record_order("demo", changed, NOON)
    assert caught.value.field == field
    assert shop.sources() == []


def test_a_gone_database_is_said_and_nothing_is_half_saved(
    incoming: OutcomesIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*given: object) -> set[str]:
        raise OperationalError("gone")

    monkeypatch.setattr(outcomes_in, "attribute", gone)
    with pytest.raises(RecordingError, match="again later"):
        incoming.record_order("demo", order(), NOON)
    monkeypatch.undo()
    assert shop.person_facts("demo", "1") is None
    assert incoming.record_order("demo", order(), NOON).new == 2
