"""Story 28, the open complaint, and story 29, the quiet customer, with the whole shop around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.unit.offering.small_shop import EMAIL, NOON, SECRET
from worthmore import placements
from worthmore.consent.operations import give, lift, object_to, stop_everything
from worthmore.consent.values import Proof
from worthmore.offering.outcomes_in import OrderIn, OrderLineIn
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.offering.service import Service, open_service
from worthmore.outcomes import operations as outcomes
from worthmore.outcomes import queries
from worthmore.outcomes.rows import ContactRow, OutcomeRow
from worthmore.shop import operations as shop
from worthmore.shop.columns import CASES
from worthmore.shop.queries import person_facts
from worthmore.vocabulary.permission import Channel, Purpose
from worthmore.vocabulary.situation import Placement

pytestmark = pytest.mark.django_db
ANN = {"external_id": "1", "name": "Ann Peeters", "email": "ann@example.be", "phone": "+32470123456", "country": "BE"}
CALL = Placement("call", ("complement",), channel=Channel.CALL_LIVE)
LETTER = Placement("letter", ("complement",), channel=Channel.POST)
TEXT = Placement("text", ("complement",), channel=Channel.SMS)
WRITTEN = (EMAIL, LETTER, TEXT)
MESSAGES = (*WRITTEN, CALL)  # a call in Belgium needs the DNCM list besides, which is not loaded here
IN_THE_SHOP = tuple(placements.find(name) for name in ("product_page", "cart", "checkout", "thank_you"))


@dataclass
class Told:
    """What one decision came to."""

    offers: set[str]
    guards: set[str]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    names = ["bike", "lock", "helmet"]
    rows = [(one, one.title(), 5_000 if one != "bike" else 100_000, "EUR", "Bicycles") for one in names]
    columns = ["external_id", "name", "price", "currency", "category"]
    shop.save_products("demo", pl.DataFrame(rows, schema=columns, orient="row"), NOON)
    pairs = {"product_id": ["bike"] * 2, "other_id": ["lock", "helmet"], "kind": ["accessory"] * 2}
    shop.save_relations("demo", pl.DataFrame(pairs), NOON)
    shop.save_customers("demo", pl.DataFrame([ANN]), NOON)
    shop.set_policy("control_share", 0.0, NOON)
    opened = open_service(tmp_path, SECRET)
    buy(opened, "bike", NOON - timedelta(days=200))
    yield opened
    opened.close()


def buy(service: Service, product: str, at: datetime, **state: datetime) -> None:
    order = OrderIn(f"{product} {at}", "EUR", (OrderLineIn(product, 1, 5_000),), at, "1", state=state)
    service.outcomes.record_order("demo", order, at)


def told(service: Service, placement: Placement, at: datetime = NOON) -> Told:
    request = OfferRequest(placement, "nl", "1", (RequestedLine("bike"),), "bike")
    decision = service.engine.preview("demo", request, at).decision
    return Told({one.candidate.product.id for one in decision.offers}, {one.guard for one in decision.refused})


def key() -> str:
    facts = person_facts("demo", "1")
    assert facts is not None
    return facts.key


def complains(at: datetime, solved_at: datetime | None = None) -> None:
    rows = [{"external_id": "t1", "customer_id": "1", "kind": "complaint", "opened_at": at, "solved_at": solved_at}]
    shop.save_cases("demo", pl.DataFrame(rows, schema=CASES.schema), at)


def allow_everything() -> None:
    """Every way to the person is open, and costs nothing: what peace holds back is looked at, not what a card costs."""
    shop.set_policy("contact_costs", dict.fromkeys(("email", "sms", "call_live", "post"), 0), NOON)
    shop.set_policy("contact_pressure", 0, NOON)
    for channel in (Channel.EMAIL, Channel.SMS, Channel.CALL_LIVE, Channel.POST):
        proof = Proof("test", "till 3", "paper form", double_opt_in=True, written=True, reference=channel.value)
        give(key(), channel, Purpose.MARKETING, NOON - timedelta(days=100), proof, NOON)


class TestOpenComplaint:
    """28: a parcel is late and a complaint open: no offer in any channel until 14 days after it is solved."""

    def test_no_offer_in_any_channel_until_a_fortnight_after(self, service: Service) -> None:
        allow_everything()
        assert all(told(service, one).offers for one in (*IN_THE_SHOP, *WRITTEN))
        buy(service, "helmet", NOON - timedelta(days=20), promised_at=NOON - timedelta(days=3))
        complains(NOON - timedelta(days=1))
        for placement in (*IN_THE_SHOP, *WRITTEN):
            assert told(service, placement) == Told(set(), {"open_case"}), placement.name
        assert not told(service, CALL).offers
        arrived = NOON + timedelta(days=2)
        states = pl.DataFrame([{"order_id": f"helmet {NOON - timedelta(days=20)}", "delivered_at": arrived}])
        shop.save_order_states("demo", states, arrived)
        complains(NOON - timedelta(days=1), solved_at=arrived)
        last_day = arrived + timedelta(days=14)
        assert not told(service, IN_THE_SHOP[0], last_day - timedelta(seconds=1)).offers
        assert all(told(service, one, last_day).offers for one in (*IN_THE_SHOP, *WRITTEN))

    def test_the_thank_you_page_stays_empty(self, service: Service) -> None:
        complains(NOON)
        assert told(service, placements.find("thank_you")) == Told(set(), {"open_case"})


class TestQuietCustomer:
    """29: objected at the till: the webshop still shows basket-only suggestions, no message ever."""

    def object_at_the_till(self) -> None:
        object_to(key(), None, None, NOON - timedelta(days=1), Proof("Eva", "till 3", "said so"), NOON)

    def test_the_webshop_goes_on_and_no_message_ever(self, service: Service) -> None:
        allow_everything()
        self.object_at_the_till()
        for placement in IN_THE_SHOP:
            assert told(service, placement).offers == {"lock", "helmet"}, placement.name
        for years in range(10):
            for placement in MESSAGES:
                later = NOON + timedelta(days=365 * years)
                assert told(service, placement, later) == Told(set(), {"objection"})

    def test_a_later_purchase_an_imported_consent_or_a_new_number_change_nothing(self, service: Service) -> None:
        self.object_at_the_till()
        buy(service, "bike", NOON)
        allow_everything()
        shop.save_customers("demo", pl.DataFrame([{**ANN, "phone": "+32470999999"}]), NOON)
        assert all(told(service, one, NOON + timedelta(days=30)).offers == set() for one in MESSAGES)

    def test_forgotten_and_come_back_they_are_still_left_alone(self, service: Service) -> None:
        self.object_at_the_till()
        keys = shop.forget_person(key()).keys
        outcomes.forget_person(keys)
        shop.save_customers("demo", pl.DataFrame([ANN]), NOON)
        assert key() not in keys
        assert all(told(service, one).offers == set() for one in MESSAGES)

    def test_their_own_later_act_lifts_it(self, service: Service) -> None:
        self.object_at_the_till()
        own = Proof("Ann", "her own page", "confirmed link", own_act=True, double_opt_in=True, written=True)
        lift(key(), None, None, NOON, own, NOON)
        give(key(), Channel.EMAIL, Purpose.MARKETING, NOON, own, NOON)
        assert told(service, EMAIL, NOON + timedelta(hours=1)).offers == {"lock", "helmet"}

    def test_what_they_own_is_not_looked_at(self, service: Service) -> None:
        buy(service, "lock", NOON - timedelta(days=50))
        assert told(service, placements.find("cart")).offers == {"helmet"}
        self.object_at_the_till()
        assert told(service, placements.find("cart")).offers == {"lock", "helmet"}


class TestOneMemory:
    """What was sent and refused anywhere counts everywhere."""

    def test_a_message_counts_against_the_next(self, service: Service) -> None:
        allow_everything()
        row = ContactRow("spring 1", key(), "email", "marketing", NOON, "BE.email", "r1")
        assert outcomes.contacted([row]) == {"spring 1"}
        assert told(service, EMAIL, NOON + timedelta(days=6)).guards == {"contact_cap"}
        assert told(service, EMAIL, NOON + timedelta(days=7)).offers
        assert told(service, LETTER, NOON + timedelta(days=1)).offers

    def test_contacts_of_two_who_turn_out_to_be_one_count_together(self, service: Service) -> None:
        allow_everything()
        shop.save_customers("till", pl.DataFrame([{"external_id": "card 9"}]), NOON)
        other = person_facts("till", "card 9")
        assert other is not None
        outcomes.contacted([ContactRow("spring 9", other.key, "email", "marketing", NOON, "", "")])
        shop.save_customers("till", pl.DataFrame([{"external_id": "card 9", "email": ANN["email"]}]), NOON)
        assert told(service, EMAIL, NOON + timedelta(days=1)).guards == {"contact_cap"}

    def test_two_refusals_of_a_kind_end_that_kind(self, service: Service) -> None:
        for day in (40, 30):
            row = OutcomeRow(
                f"d{day}.0",
                "declined",
                NOON - timedelta(days=day),
                "till",
                "till",
                "complement",
                "bell",
                "bike",
                key(),
                5,
                "EUR",
            )
            outcomes.record_outcomes([row])
        assert queries.refused("demo", key()).kinds == {"complement": 2}
        assert told(service, placements.find("cart"), NOON + timedelta(days=400)).guards == {"refused_type"}

    def test_the_button_stops_messages_and_leaves_the_shop_alone(self, service: Service) -> None:
        allow_everything()
        stop_everything("Eva", NOON, "wrong prices in the mail")
        assert all(told(service, one) == Told(set(), {"permission"}) for one in MESSAGES)
        assert all(told(service, one).offers for one in IN_THE_SHOP)


def test_a_minor_gets_no_message_and_no_profile(service: Service) -> None:
    allow_everything()
    buy(service, "lock", NOON - timedelta(days=50))
    shop.save_customers("demo", pl.DataFrame([{**ANN, "birth_year": NOON.year - 18}]), NOON)
    assert told(service, EMAIL).guards == {"minor"}
    assert told(service, placements.find("cart")).offers == {"lock", "helmet"}
    shop.save_customers("demo", pl.DataFrame([{**ANN, "birth_year": NOON.year - 19}]), NOON)
    assert told(service, EMAIL).offers
