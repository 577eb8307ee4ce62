from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import OperationalError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.offering.small_shop import NOON, SECRET
from worthmore.offering import outcomes_in
from worthmore.offering.outcomes_in import OrderIn, OrderLineIn, OutcomesIn
from worthmore.offering.recorder import Recorder, RecordingError
from worthmore.offering.requests import RequestError
from worthmore.offering.tokens import OfferToken, TokenError, sign
from worthmore.outcomes import queries
from worthmore.outcomes.models import AttributedOrder, Outcome
from worthmore.shop import queries as shop

pytestmark = pytest.mark.django_db(transaction=True)


def token(product: str = "lock", kind: str = "complement", position: int = 0, extra: int = 5_995) -> str:
    payload = OfferToken("d", position, "demo", "cart", kind, product, "bike", "ann", extra, 5_995, "EUR", NOON)
    return sign(payload, SECRET)


def order(*lines: OrderLineIn, **changes: object) -> OrderIn:
    given = lines or (OrderLineIn("bike", 1, 100_000), OrderLineIn("lock", 2, 5_995, offer=token()))
    return OrderIn(**{"id": "o1", "currency": "EUR", "lines": given, "customer": "1", **changes})  # type: ignore[arg-type]


@pytest.fixture
def incoming() -> Iterator[OutcomesIn]:
    recorder = Recorder(pause=0.02)
    yield OutcomesIn(recorder, SECRET)
    recorder.close()


def test_an_answer_is_kept_with_all_its_token_says(incoming: OutcomesIn) -> None:
    assert incoming.record_outcome(token(), "declined", NOON) is True
    kept = Outcome.objects.get()
    assert (kept.offer, kept.outcome, kept.product_id, kept.anchor_id) == ("d.0", "declined", "lock", "bike")
    assert (kept.person_key, kept.extra, kept.currency, kept.placement) == ("ann", 5_995, "EUR", "cart")
    assert queries.refused("demo", "ann") == {"lock": NOON}


def test_an_answer_sent_twice_changes_nothing(incoming: OutcomesIn) -> None:
    incoming.record_outcome(token(), "accepted", NOON)
    assert incoming.record_outcome(token(), "accepted", NOON + timedelta(days=1)) is False
    assert Outcome.objects.get().at == NOON


def test_an_unknown_outcome_is_refused_with_the_known_ones(incoming: OutcomesIn) -> None:
    with pytest.raises(RequestError, match="impression, accepted, declined, ignored"):
        incoming.record_outcome(token(), "bought", NOON)
    assert Outcome.objects.count() == 0


def test_an_answer_with_a_changed_token_is_refused(incoming: OutcomesIn) -> None:
    with pytest.raises(TokenError):
        incoming.record_outcome(token()[:-1] + "!", "accepted", NOON)


def test_an_order_is_saved_with_what_was_bought_on_offers(incoming: OutcomesIn) -> None:
    saved = incoming.record_order("demo", order(), NOON)
    assert (saved.new, saved.changed, saved.unchanged, saved.attributed, saved.warnings) == (2, 0, 0, 1, ())
    kept = AttributedOrder.objects.get()
    assert (kept.offer, kept.order_id, kept.quantity, kept.amount, kept.extra) == ("d.0", "o1", 2, 11_990, 11_990)
    assert (kept.kind, kept.placement, kept.person_key, kept.at) == ("complement", "cart", "ann", NOON)
    facts = shop.person_facts("demo", "1")
    assert facts is not None
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
    def gone(rows: object) -> set[str]:
        raise OperationalError("gone")

    monkeypatch.setattr(outcomes_in, "attribute", gone)
    with pytest.raises(RecordingError, match="again later"):
        incoming.record_order("demo", order(), NOON)
    monkeypatch.undo()
    assert shop.person_facts("demo", "1") is None
    assert incoming.record_order("demo", order(), NOON).new == 2


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    reports=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["impression", "accepted", "declined", "ignored", "order"])),
        max_size=8,
    ),
    data=st.data(),
)
def test_whatever_comes_twice_in_whatever_order_is_known_once(
    incoming: OutcomesIn, reports: list[tuple[int, str]], data: st.DataObject
) -> None:
    Outcome.objects.all().delete()
    AttributedOrder.objects.all().delete()
    for position, what in data.draw(st.permutations(reports + reports)):
        if what == "order":
            line = OrderLineIn("lock", 1, 5_995, offer=token(position=position))
            incoming.record_order("demo", order(line, id=f"o{position}", at=NOON), NOON)
        else:
            incoming.record_outcome(token(position=position), what, NOON)
    assert set(Outcome.objects.values_list("offer", "outcome")) == {(f"d.{p}", w) for p, w in reports if w != "order"}
    assert Outcome.objects.count() == len({report for report in reports if report[1] != "order"})
    counts = queries.acceptance_counts("demo")
    assert sum(count.shown for count in counts) == len({position for position, _ in reports})
    assert sum(count.accepted for count in counts) == len({p for p, w in reports if w in ("accepted", "order")})
