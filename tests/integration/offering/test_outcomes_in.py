from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.offering.orders import order, token
from tests.unit.offering.small_shop import NOON, SECRET
from worthmore.offering.outcomes_in import OrderLineIn, OutcomesIn
from worthmore.offering.recorder import Recorder
from worthmore.offering.requests import RequestError
from worthmore.offering.tokens import TokenError
from worthmore.outcomes import queries
from worthmore.outcomes.models import AttributedOrder, Outcome
from worthmore.shop.models import FormerKey, Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def incoming() -> Iterator[OutcomesIn]:
    Person.objects.create(key="ann", created_at=NOON)
    recorder = Recorder(pause=0.02)
    yield OutcomesIn(recorder, SECRET)
    recorder.close()


def test_an_answer_is_kept_with_all_its_token_says(incoming: OutcomesIn) -> None:
    assert incoming.record_outcome(token(), "declined", NOON) is True
    kept = Outcome.objects.get()
    assert (kept.offer, kept.outcome, kept.product_id, kept.anchor_id) == ("d.0", "declined", "lock", "bike")
    assert (kept.person_key, kept.extra, kept.currency, kept.placement) == ("ann", 5_995, "EUR", "cart")
    assert queries.refused("demo", "ann").products == {"lock": NOON}


def test_an_answer_on_an_offer_made_before_an_erasure_is_nobodys(incoming: OutcomesIn) -> None:
    Person.objects.get(key="ann").delete()
    assert incoming.record_outcome(token(), "declined", NOON) is True
    assert Outcome.objects.get().person_key == ""


def test_an_answer_on_an_offer_made_under_a_former_key_stays_theirs(incoming: OutcomesIn) -> None:
    Person.objects.get(key="ann").delete()
    FormerKey.objects.create(key="ann", person=Person.objects.create(key="anna", created_at=NOON))
    incoming.record_outcome(token(), "declined", NOON)
    assert Outcome.objects.get().person_key == "ann"


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
