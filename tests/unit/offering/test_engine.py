from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.offering.small_shop import (
    CART,
    NOON,
    PRODUCT_PAGE,
    PRODUCTS,
    SECRET,
    FakeHolder,
    FakePeople,
    FakeRecords,
    engine,
    small_snapshot,
)
from worthmore.offering.answer import as_answer, as_json
from worthmore.offering.keeping import decision_row
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.offering.tokens import OfferToken, read, sign
from worthmore.shop.queries import PersonFacts
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Placement


def asked(*lines: RequestedLine, **changes: object) -> OfferRequest:
    fields: dict[str, object] = {"placement": CART, "language": "en", "cart": lines, **changes}
    return OfferRequest(**fields)  # type: ignore[arg-type]


def offered(recorded: RecordedDecision) -> list[str]:
    return [offer.candidate.product.id for offer in recorded.decision.offers]


def refused(recorded: RecordedDecision) -> dict[str, str]:
    return {refusal.product_id: refusal.guard for refusal in recorded.decision.refused}


def codes(recorded: RecordedDecision) -> list[tuple[str, str]]:
    return [(warning.code, warning.field) for warning in recorded.warnings]


def token_of(product: str, kind: str = "complement", source: str = "demo", extra: int = 5_995) -> str:
    return sign(OfferToken("d", 0, source, "cart", kind, product, "bike", "", extra, extra, "EUR", NOON), SECRET)


def test_a_bike_in_the_cart_brings_the_e_bike_and_what_goes_with_it() -> None:
    recorded = engine().offer("demo", asked(RequestedLine("bike")), NOON)
    assert set(offered(recorded)) == {"e-bike", "lock", "helmet"}
    assert refused(recorded)["racer"] == "premium"
    assert recorded.warnings == ()
    assert (recorded.arm, recorded.model_version) == ("unassigned", "m1")


def test_each_offer_carries_a_token_that_tells_all_of_it() -> None:
    recorded = engine().offer("demo", asked(RequestedLine("bike"), customer="1"), NOON)
    for place, (offer, token) in enumerate(zip(recorded.decision.offers, recorded.tokens, strict=True)):
        told = read(token, SECRET)
        assert (told.decision, told.position, told.source, told.placement) == (recorded.id, place, "demo", "cart")
        assert (told.product, told.anchor, told.person_key) == (offer.candidate.product.id, "bike", "ann")
        assert (told.kind, told.at, told.currency) == (offer.candidate.kind.value, NOON, "EUR")
        expected = 19_000 if told.product == "e-bike" else told.price
        assert told.extra == expected


def test_the_decision_is_handed_over_for_recording() -> None:
    records = FakeRecords()
    recorded = engine(records=records).offer("demo", asked(RequestedLine("bike")), NOON)
    assert records.taken == [recorded]


def test_a_preview_leaves_no_trace() -> None:
    records = FakeRecords()
    assert offered(engine(records=records).preview("demo", asked(RequestedLine("bike")), NOON))
    assert records.taken == []


def test_an_unknown_product_is_ignored_and_named() -> None:
    recorded = engine().offer("demo", asked(RequestedLine("bike"), RequestedLine("X1"), product="X2"), NOON)
    assert codes(recorded) == [("unknown_product", "cart[1].product"), ("unknown_product", "product")]
    assert "'X1'" in recorded.warnings[0].message
    assert offered(recorded)


def test_an_unknown_customer_is_answered_as_a_visitor() -> None:
    recorded = engine().offer("demo", asked(RequestedLine("bike"), customer="nobody"), NOON)
    assert codes(recorded) == [("unknown_customer", "customer")]
    assert recorded.arm == "unassigned"
    assert offered(recorded)


def test_without_history_a_named_customer_gets_nothing() -> None:
    people = FakePeople(fails=OperationalError("gone"))
    recorded = engine(people=people).offer("demo", asked(RequestedLine("bike"), customer="1"), NOON)
    assert codes(recorded) == [("history_unavailable", "customer")]
    assert offered(recorded) == []
    assert set(refused(recorded).values()) == {"history"}


def test_without_history_a_visitor_still_gets_offers() -> None:
    people = FakePeople(fails=OperationalError("gone"))
    assert offered(engine(people=people).offer("demo", asked(RequestedLine("bike")), NOON))
    assert people.asked == 0


def test_what_the_person_owns_or_declined_is_not_offered() -> None:
    people = FakePeople(
        {"1": PersonFacts("ann", {"helmet": NOON - timedelta(days=9)}, former_keys=("old",))},
        {"old": {"lock": NOON - timedelta(days=3)}},
    )
    recorded = engine(people=people).offer("demo", asked(RequestedLine("bike"), customer="1"), NOON)
    assert offered(recorded) == ["e-bike"]
    assert refused(recorded)["lock"] == "refused_recently"
    assert refused(recorded)["helmet"] == "already_owned"


def test_the_control_group_gets_nothing_and_is_recorded_as_such() -> None:
    holder, records = FakeHolder(small_snapshot(Policy(control_share=1.0))), FakeRecords()
    recorded = engine(holder, records).offer("demo", asked(RequestedLine("bike"), customer="1"), NOON)
    assert (recorded.arm, offered(recorded)) == ("control", [])
    assert refused(recorded)["lock"] == "control_group"
    assert records.taken == [recorded]


def test_a_known_customer_outside_the_control_group_is_in_the_other_arm() -> None:
    assert engine().offer("demo", asked(RequestedLine("bike"), customer="1"), NOON).arm == "offers"


def test_an_unspoken_language_becomes_the_shops_own() -> None:
    holder = FakeHolder(small_snapshot(Policy(language="fi", control_share=0.0)))
    recorded = engine(holder).offer("demo", asked(RequestedLine("bike"), language="tlh"), NOON)
    assert codes(recorded) == [("unknown_language", "locale")]
    assert {offer.words.language for offer in recorded.decision.offers} == {"fi"}


def test_a_country_in_the_language_does_no_harm() -> None:
    recorded = engine().offer("demo", asked(RequestedLine("bike"), language="nl-BE"), NOON)
    assert recorded.warnings == ()
    assert recorded.situation.language == "nl"


def test_the_shops_own_price_counts() -> None:
    recorded = engine().offer("demo", asked(RequestedLine("bike", unit_price=90_000)), NOON)
    assert recorded.situation.cart[0].unit_price == 90_000
    assert refused(recorded)["e-bike"] == "premium"


def test_an_accepted_cross_sell_is_extra_as_a_whole() -> None:
    line = RequestedLine("lock", 2, offer=token_of("lock"))
    recorded = engine().offer("demo", asked(RequestedLine("bike"), line), NOON)
    assert recorded.situation.accepted_extra == 11_990
    assert recorded.warnings == ()


def test_an_accepted_upgrade_is_extra_for_the_difference() -> None:
    line = RequestedLine("e-bike", 2, offer=token_of("e-bike", "upgrade", extra=19_000))
    assert engine().offer("demo", asked(line), NOON).situation.accepted_extra == 38_000


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("nonsense", "bad_offer_token"),
        (token_of("helmet"), "foreign_offer_token"),
        (token_of("lock", source="elsewhere"), "foreign_offer_token"),
    ],
)
def test_a_token_that_does_not_fit_is_ignored_and_named(token: str, code: str) -> None:
    recorded = engine().offer("demo", asked(RequestedLine("bike"), RequestedLine("lock", offer=token)), NOON)
    assert codes(recorded) == [(code, "cart[1].offer")]
    assert recorded.situation.accepted_extra == 0


def test_an_accepted_extra_never_exceeds_the_line() -> None:
    line = RequestedLine("e-bike", unit_price=10_000, offer=token_of("e-bike", "upgrade", extra=19_000))
    assert engine().offer("demo", asked(line), NOON).situation.accepted_extra == 10_000


def test_an_impossible_line_is_ignored_and_named() -> None:
    lines = [RequestedLine("bike", -1), RequestedLine("bike", unit_price=-5), RequestedLine("bike")]
    recorded = engine().offer("demo", asked(*lines), NOON)
    assert codes(recorded) == [("bad_quantity", "cart[0].quantity"), ("bad_price", "cart[1].unit_price")]
    assert len(recorded.situation.cart) == 1


def test_a_limit_is_kept_and_one_below_zero_named() -> None:
    assert len(offered(engine().offer("demo", asked(RequestedLine("bike"), limit=1), NOON))) == 1
    none = engine().offer("demo", asked(RequestedLine("bike"), limit=-1), NOON)
    assert (offered(none), codes(none)) == ([], [("bad_limit", "limit")])


def test_what_the_request_excludes_is_not_offered() -> None:
    recorded = engine().offer("demo", asked(RequestedLine("bike"), exclude=frozenset({"lock", "no such"})), NOON)
    assert refused(recorded)["lock"] == "excluded"
    assert recorded.situation.exclude == frozenset({"lock"})


def test_an_unknown_source_gets_no_offers_and_is_told_the_known_ones() -> None:
    recorded = engine().offer("elsewhere", asked(RequestedLine("bike")), NOON)
    assert offered(recorded) == []
    assert codes(recorded)[0] == ("unknown_source", "source")
    assert "demo" in recorded.warnings[0].message


def test_before_anything_is_loaded_there_are_no_offers_and_no_error() -> None:
    recorded = engine(FakeHolder(None)).offer("demo", asked(RequestedLine("bike")), NOON)
    assert offered(recorded) == []
    assert "no catalogue is loaded" in recorded.warnings[0].message


def test_ids_of_later_decisions_sort_later() -> None:
    made = engine()
    moments = [datetime(2001, 1, 1, tzinfo=UTC), NOON, NOON + timedelta(milliseconds=1)]
    ids = [made.offer("demo", asked(), at).id for at in moments]
    assert ids == sorted(ids)
    assert {len(one) for one in ids} == {32}


texts = st.sampled_from([*PRODUCTS, "", "no such", "\x00", "é\ud800", "x" * 500]) | st.text(max_size=5)
numbers = st.sampled_from([0, 1, 2, -1, 10**6, 10**30, -(10**30)]) | st.integers(0, 300_000)
requested_lines = st.builds(
    RequestedLine,
    texts,
    numbers,
    st.none() | numbers,
    st.none() | texts | st.sampled_from([token_of("lock"), token_of("e-bike", "upgrade", extra=19_000)]),
)
placements = st.sampled_from([CART, PRODUCT_PAGE, Placement("odd", ("no such source", "upgrade"), 0)])
requests = st.builds(
    OfferRequest,
    placement=placements,
    language=st.sampled_from(["nl", "en", "fi", "", "xx", "NL_be"]) | st.text(max_size=4),
    customer=st.none() | st.just("1") | texts,
    cart=st.lists(requested_lines, max_size=6).map(tuple),
    product=st.none() | texts,
    limit=st.none() | st.integers(-3, 100),
    exclude=st.frozensets(texts, max_size=3),
)


@settings(max_examples=150, deadline=None)
@given(source=st.sampled_from(["demo", "elsewhere", ""]), request=requests)
def test_no_request_breaks_the_engine(source: str, request: OfferRequest) -> None:
    recorded = engine().offer(source, request, NOON)
    assert len(recorded.tokens) == len(recorded.decision.offers) <= max(recorded.situation.limit, 0)
    as_json(as_answer(recorded, explain=True, language=request.language))
    row = decision_row(recorded)
    assert "\x00" not in row.saw + row.offers + row.refused
