"""Whatever people have contracts for and however they use it, what is offered holds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.decide.making import NOON, ago, decided, product
from tests.unit.decide.stories.plans import account, contract, holder, months, plan, shop
from worthmore.vocabulary.contracts import Contract, Plan, Used
from worthmore.vocabulary.decision import Offer, OfferKind
from worthmore.vocabulary.ladders import faults, sound_plans
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product, RelationKind

IDS = ("a", "b", "c", "d")
LIMITS = (100, 200, 500, 900)
AMOUNTS = st.sampled_from((500, 200, 95, 10, 480, 100, 50, 190, 890, 900, 0))
limits = st.fixed_dictionaries(
    {"minutes": st.none() | st.sampled_from(LIMITS)}, optional={"data": st.sampled_from(LIMITS)}
)
features = st.lists(st.sampled_from(("x", "y", "z")), max_size=3, unique=True).map(tuple)


@st.composite
def sold(draw: st.DrawFn) -> dict[str, tuple[Product, Plan]]:
    """Four plans: mostly of one sensible ladder, some of them wild."""
    wild = draw(st.integers(0, 3)) == 0
    found = {}
    for id in IDS:
        of = product(
            id, draw(st.integers(0, 40)) * 100, currency=draw(st.sampled_from(("EUR", "SEK"))) if wild else "EUR"
        )
        found[id] = plan(
            of,
            ladder=draw(st.sampled_from(("main", "other", ""))) if wild else "main",
            level=draw(st.sampled_from(("", id, "same"))) if wild else draw(st.sampled_from((id, id, ""))),
            term_months=draw(st.sampled_from((1, 1, 1, 12, 24))),
            period_months=draw(st.sampled_from((1, 3))) if wild else 1,
            limits=draw(limits),
            features=draw(features),
            next_id=draw(st.sampled_from(("", *IDS, "gone"))) if wild else "",
        )
    if not wild and draw(st.booleans()):  # the same plan for longer
        of, one = found["a"]
        found["b"] = (found["b"][0], replace(one, product_id="b", term_months=one.term_months * 2))
    return found


@st.composite
def used(draw: st.DrawFn) -> tuple[Used, ...]:
    """Use in the last months: much the same in each, or not, or with a gap."""
    usual, count = draw(AMOUNTS), draw(st.integers(2, 5))
    amounts = [usual if draw(st.integers(0, 9)) else draw(AMOUNTS) for _ in range(count)]
    whole = months(*map(float, amounts))
    return whole[:1] + whole[2:] if draw(st.integers(0, 7)) == 0 else whole


moments = st.none() | st.integers(-400, 60).map(lambda days: NOON + timedelta(days=days))
contracts = st.lists(
    st.builds(
        contract,
        st.sampled_from((*IDS, *IDS, "gone")),
        id=st.uuids().map(str),
        started_at=st.integers(0, 900).map(ago),
        renews_at=st.none() | st.integers(0, 60).map(lambda days: NOON + timedelta(days=days)),
        trial_until=st.none() | st.none() | moments,
        ends_at=st.none() | st.none() | moments,
        seats=st.sampled_from((1, 1, 1, 2)),
        unit_price=st.none() | st.integers(500, 4_000),
        currency=st.sampled_from(("", "", "EUR", "EUR", "SEK")),
        covers=st.lists(st.sampled_from(IDS), max_size=1).map(tuple),
        usage=st.fixed_dictionaries({"minutes": used(), "data": used()}),
        last_used_at=st.integers(0, 20).map(ago) | st.none(),
        features_tried=features,
        use_known=st.just(True) | st.booleans(),
    ),
    min_size=1,
    max_size=3,
)
CAPLESS = Policy(premium_cap=10.0, spread=0.0)


@settings(max_examples=200, deadline=None)
@given(sold(), contracts, st.sampled_from(("nl", "en", "fi")), st.sampled_from((0.9, None, 0.5, 0.1)))
def test_what_is_offered_about_contracts_holds(
    plans: dict[str, tuple[Product, Plan]], held: list[Contract], language: str, happy: float | None
) -> None:
    related = {RelationKind.DEEP_SELL: {"a": ("b", "c")}, RelationKind.NEW_VERSION: {"d": ("a",)}}
    known = shop(*plans.values(), related=related)
    sound = sound_plans(known.plans, {one.id: one for one, _ in plans.values()})
    person = holder(*held, satisfaction=happy, satisfaction_at=None if happy is None else ago(1))
    decision = decided(replace(known, plans=sound), account(person, language, limit=20), CAPLESS)
    for offer in decision.offers:
        _holds(offer, sound, language)
    by_contract: dict[str, set[OfferKind]] = {}
    for offer in decision.offers:
        about = offer.candidate.of_contract
        assert about is not None
        by_contract.setdefault(about.contract.id, set()).add(offer.candidate.kind)
    for kinds in by_contract.values():
        assert len(kinds & {OfferKind.PLAN_UPGRADE, OfferKind.PLAN_DOWNGRADE}) <= 1
        assert not {OfferKind.PLAN_DOWNGRADE, OfferKind.LONGER_TERM} <= kinds


def _holds(offer: Offer, sound: dict[str, Plan], language: str) -> None:
    candidate, about = offer.candidate, offer.candidate.of_contract
    assert about is not None
    one, plan_of = about.contract, sound.get(candidate.product.id)
    assert one.runs(NOON)
    assert one.currency in ("", candidate.product.currency) or candidate.kind in (OfferKind.DEEP_SELL, OfferKind.LAUNCH)
    assert candidate.product.id not in one.covers
    assert not (one.use_known and one.last_used_at is None and one.on_trial(NOON)), "help comes first"
    said = offer.words.reason + offer.words.text
    assert not re.search(r"[{}]|None|inf|nan", said)
    assert offer.words.language == language
    assert offer.words.reason.endswith(".")
    if candidate.kind is OfferKind.LONGER_TERM:
        assert plan_of is not None
        assert plan_of.same_as(sound[one.product_id])
        assert candidate.product.price < about.reference
    if candidate.kind is OfferKind.PLAN_DOWNGRADE:
        assert plan_of is not None
        assert candidate.product.price < about.paid
        for filled in about.filled:
            limit = plan_of.limits[filled.kind.name]
            assert limit is None or max(filled.amounts) <= 0.8 * limit * one.seats
    if candidate.kind is OfferKind.PLAN_UPGRADE and not one.on_trial(NOON):
        assert about.gains or about.features, "it must be better in something they use"
        for gain in about.gains:
            assert gain.offered is None or (gain.included is not None and gain.offered > gain.included)


@settings(max_examples=200, deadline=None)
@given(sold())
def test_sound_ladders_lead_up_and_come_to_an_end(plans: dict[str, tuple[Product, Plan]]) -> None:
    products = {one.id: one for one, _ in plans.values()}
    by_id = {id: one for id, (_, one) in plans.items()}
    sound = sound_plans(by_id, products)
    broken = {fault.ladder for fault in faults(by_id, products)}
    assert all(fault.product_ids and fault.problem and fault.mend for fault in faults(by_id, products))
    assert {id for id, one in by_id.items() if one.ladder not in broken or not one.ladder} == set(sound)
    for one in sound.values():
        if not one.ladder:
            continue
        steps, above = 0, one.next_id
        while above:
            steps, above = steps + 1, sound[above].next_id
            assert steps <= len(sound)
        same = [other for other in sound.values() if other.ladder == one.ladder]
        assert len({products[other.product_id].currency for other in same}) == 1
