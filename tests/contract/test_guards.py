"""One contract for every guard, on cases whose answer a person can see."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.decide.making import (
    NOON,
    WEIGHT,
    ago,
    candidate,
    knowledge,
    line,
    permission,
    placement,
    product,
    situation,
    upgrade,
    verdict,
)
from worthmore.decide.hand_rules import HandRules, sentence
from worthmore.decide.person.journey import ordered_of
from worthmore.decide.person.reading import read_need
from worthmore.decide.ports import Guard
from worthmore.decide.price_law import PriceLaw
from worthmore.decide.standard import standard_guards
from worthmore.law.table import load
from worthmore.vocabulary.attributes import AttributeKind, Difference
from worthmore.vocabulary.contracts import Contract, ContractOffer
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.hand_rules import HandAct, HandRule, Selection
from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.prices import PriceChange
from worthmore.vocabulary.products import RelationKind
from worthmore.vocabulary.satisfaction import EvidenceKind, Grade, Piece, Satisfaction
from worthmore.vocabulary.situation import Person, Situation
from worthmore.vocabulary.standing import Case as OpenCase
from worthmore.vocabulary.standing import CaseKind, OrderState, Standing

POLICY = Policy()
JUNE, JULY = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (6, 7))
FALLEN = {
    name: (
        PriceChange(JUNE - timedelta(days=200), 10_000, "EUR"),
        PriceChange(JUNE - timedelta(days=5), 8_000, "EUR"),
    )
    for name in ("coat", "chair")
}
COAT, CHAIR = product("coat", 8_000, category=("Clothing",)), product("chair", 8_000, category=("Chairs",))
INSURANCE = product("cover", name="Bicycle insurance")
TRAIL = product("trail", 90_000, name="Trail bike", category=("Bicycles", "Trail"))
OTHER_TRAIL = product("trail2", 95_000, category=("Bicycles", "Trail"))
FRIDGE = product("fridge", category=("Kitchen", "Fridges"), attributes={"width": 70.0})
SLIM = product("slim", category=("Kitchen", "Fridges"), attributes={"width": 54.0})
SHORT_OF_ROOM = (read_need("a small kitchen", "en"),)
KIT = candidate(product("kit", 105_000), parts=(product("bike", 100_000), INSURANCE))
RING, FRAME_LOCK = product("ring"), product("frame-lock")
WARRANTY = product("warranty", category=("Warranty",))
LONGER_WARRANTY = product("longer-warranty", category=("Warranty",))
THEFT = product("theft", category=("Theft cover",))
OLD_HELMET = product("old-helmet", clearance=True)
KNOWN = replace(
    knowledge(TRAIL, OTHER_TRAIL),
    kinds={"width": AttributeKind("width", "cm")},
    related={
        RelationKind.ACCESSORY: {"trail": ("rack",)},
        RelationKind.CONFLICTS_WITH: {"ring": ("frame-lock",)},
        RelationKind.PROTECTION: {
            "bike": ("warranty", "longer-warranty", "theft"),
            "better": ("longer-warranty",),
        },
    },
    clearance=(OLD_HELMET,),
)
GUARDS: Mapping[str, Guard] = {
    guard.name: guard
    for guard in standard_guards(
        POLICY,
        lambda key: key == "control",
        similar=lambda situation, product: product.id != "novel",
        quiet=lambda channel, country, at: "it is 22:10 in Finland" if country == "FI" else None,
        prices=PriceLaw(load(), FALLEN, POLICY),
        knowledge=KNOWN,
        by_hand=HandRules(
            [HandRule(HandAct.NEVER, Selection(brands=("Abus",)), Selection(products=("bike",)), id=12)],
            POLICY,
            {one.id: one for one in (product("bike", 100_000), product("abus", brand="Abus"))}.get,
            sentence,
        ),
    )
}
DOCUMENTED = (Path(__file__).resolve().parents[2] / "docs" / "guards.md").read_text(encoding="utf-8")

BIKE, LOCK, BETTER = product("bike", 100_000), product("lock", 5_000), product("better", 119_000)
BUYING = situation(line(BIKE))
OFFER = candidate(LOCK, anchor=BIKE)
PERSONAL = candidate(LOCK, anchor=BIKE, personal=True)
NOVEL = candidate(product("novel"), anchor=BIKE)
PILL = product("pill", category=("Pharmacy", "Sleep"), sensitive=True)
TEA = product("tea", category=("Pharmacy", "Sleep"), sensitive=True)
PATCH = product("patch", category=("Pharmacy", "Smoking"), sensitive=True)
PHONE = Channel.CALL_LIVE
UNUSED_TRIAL = Contract("c1", "plan", ago(2), trial_until=ago(-5), use_known=True)
NEGLECTED = Contract("c2", "plan", ago(400), last_used_at=ago(100), use_known=True)
IN_USE = Contract("c3", "plan", ago(400), last_used_at=ago(3), use_known=True)
UNCOUNTED = Contract("c4", "plan", ago(400))
WORSE = (Difference(WEIGHT, 18, 21),)


def known(**facts: object) -> Situation:
    return situation(line(BIKE), person=Person(**{"key": "someone", **facts}))


def about(contract: Contract, kind: OfferKind = OfferKind.PLAN_UPGRADE) -> Candidate:
    """An offer about a contract."""
    offer = ContractOffer(contract, 2_000, 2_000)
    plan = product(contract.product_id, 2_000)
    return candidate(product("new-plan", 2_500), kind, anchor=plan, extra=500, of_contract=offer, personal=True)


def written_to(channel: Channel = Channel.EMAIL, **facts: object) -> Situation:
    """Somebody who may be reached, and whom a message would go to."""
    person = Person(**{"key": "someone", "permission": permission(), **facts})
    return Situation(placement(channel), NOON, "en", (line(BIKE),), person=person)


def standing(*cases: OpenCase, ordered_at: datetime | None = None, **order: datetime) -> dict[str, object]:
    return {"standing": Standing(cases, (OrderState(**order),) if order else (), ordered_at)}


def opened(kind: CaseKind, solved: float | None = None) -> OpenCase:
    return OpenCase(kind, ago(20), None if solved is None else ago(solved))


def said_no(rule: str, reason: str = "the person objected on 2026-05-01", step: int = 1) -> dict[str, object]:
    return {"permission": permission(verdict(False, rule, reason, step))}


@dataclass(frozen=True)
class Case:
    asked: Situation
    offer: Candidate
    said: str | None


CAMPAIGN = Situation(replace(placement(), campaign=True), NOON, "en", person=Person("key", permission=permission()))

CASES: Mapping[str, Mapping[str, Case]] = {
    "history": {
        "unread": Case(situation(line(BIKE), history_known=False), OFFER, "could not be read"),
        "read": Case(known(), OFFER, None),
        "nobody named": Case(BUYING, OFFER, None),
    },
    "objection": {
        "by message": Case(
            written_to(**said_no("objection")), OFFER, "the person objected on 2026-05-01 (rule objection)"
        ),
        "to anything at all": Case(written_to(**said_no("objection")), NOVEL, "(rule objection)"),
        "a suppressed address": Case(written_to(PHONE, **said_no("suppression")), OFFER, "(rule suppression)"),
        "the basket in the shop": Case(known(**said_no("objection")), OFFER, None),
        "no objection": Case(written_to(), OFFER, None),
    },
    "minor": {
        "by message": Case(
            written_to(**said_no("minor", "the person is a minor", 3)), OFFER, "is a minor (rule minor)"
        ),
        "from their history": Case(known(**said_no("minor", "the person is a minor", 3)), PERSONAL, "is a minor"),
        "from the basket": Case(known(**said_no("minor", "the person is a minor", 3)), OFFER, None),
    },
    "sensitive_category": {
        "by message": Case(written_to(), candidate(PILL, anchor=TEA), "never offered by message, call or post"),
        "because of one, by message": Case(written_to(), candidate(LOCK, anchor=PILL), "nor taken as the reason"),
        "from their history": Case(
            known(), candidate(PILL, anchor=TEA, personal=True), "part of a personal suggestion"
        ),
        "beside something else": Case(BUYING, candidate(PILL, anchor=BIKE), "would say something about the customer"),
        "beside nothing": Case(BUYING, candidate(PILL), "would say something about the customer"),
        "because of one of another kind": Case(
            BUYING, candidate(PILL, anchor=PATCH), "of another kind, and so tell of it"
        ),
        "something else because of one": Case(BUYING, candidate(LOCK, anchor=PILL), "and so tell of it"),
        "no category to compare": Case(
            BUYING,
            candidate(product("a", sensitive=True), anchor=product("b", sensitive=True)),
            "of another kind, and so tell of it",
        ),
        "beside its own kind in the shop": Case(BUYING, candidate(PILL, anchor=TEA), None),
        "an ordinary product": Case(written_to(), OFFER, None),
    },
    "permission": {
        "no rule allows it": Case(
            written_to(**said_no("NL.email", "it needs consent", 6)), OFFER, "it needs consent (rule NL.email)"
        ),
        "on a list": Case(
            written_to(PHONE, **said_no("list", "on the DNCM list", 2)), OFFER, "on the DNCM list (rule list)"
        ),
        "everything is stopped": Case(written_to(**said_no("stopped", "stopped by Eva")), OFFER, "stopped by Eva"),
        "similar products only": Case(
            written_to(permission=permission(verdict(), verdict(False, "BE.email", "not similar", 5))),
            NOVEL,
            "not similar (rule BE.email)",
        ),
        "a similar product": Case(
            written_to(permission=permission(verdict(), verdict(False, "BE.email", "not similar", 5))), OFFER, None
        ),
        "nobody asked": Case(written_to(permission=None), OFFER, "nobody could say whether"),
        "nobody named": Case(Situation(placement(), NOON, "en"), OFFER, "nobody is named"),
        "from the history of somebody nobody asked about": Case(known(), PERSONAL, "nobody could say whether"),
        "from a history that needs consent": Case(
            known(**said_no("EU.onsite.any", "it needs consent", 6)), PERSONAL, "EU.on"
        ),
        "from a history that may be used": Case(known(permission=permission()), PERSONAL, None),
        "from the basket": Case(known(**said_no("EU.onsite.any", "it needs consent", 6)), OFFER, None),
        "another guard's matter": Case(written_to(**said_no("objection")), OFFER, None),
    },
    "personal_suggestions_off": {
        "by message": Case(
            written_to(**said_no("suggestions_off", "the person wants none")),
            OFFER,
            "wants none (rule suggestions_off)",
        ),
        "in the shop": Case(known(**said_no("objection")), PERSONAL, "objected on 2026-05-01"),
        "an objection to everything, in the shop": Case(
            known(**said_no("suppression")), PERSONAL, "(rule suppression)"
        ),
        "from the basket": Case(known(**said_no("objection")), OFFER, None),
    },
    "open_case": {
        "a complaint": Case(
            known(**standing(opened(CaseKind.COMPLAINT))), OFFER, "a complaint is open since 2026-04-16"
        ),
        "by message": Case(written_to(**standing(opened(CaseKind.COMPLAINT))), OFFER, "a complaint is open"),
        "solved yesterday": Case(
            known(**standing(opened(CaseKind.COMPLAINT, 1))), OFFER, "solved on 2026-05-05; no offers for 14 days after"
        ),
        "solved tomorrow": Case(known(**standing(opened(CaseKind.LATE_PARCEL, -1))), OFFER, "a late parcel is open"),
        "solved a fortnight ago": Case(known(**standing(opened(CaseKind.COMPLAINT, 14))), OFFER, None),
        "a withdrawal": Case(known(**standing(opened(CaseKind.WITHDRAWAL))), OFFER, "a withdrawal is open"),
        "a withdrawal that is done": Case(known(**standing(opened(CaseKind.WITHDRAWAL, 1))), OFFER, None),
        "a question, in the shop": Case(known(**standing(opened(CaseKind.QUESTION))), OFFER, None),
        "a question, by message": Case(written_to(**standing(opened(CaseKind.QUESTION))), OFFER, "a question is open"),
        "a parcel that should be here": Case(
            known(**standing(promised_at=ago(1))), OFFER, "promised for 2026-05-05 has not"
        ),
        "a parcel that came late": Case(
            known(**standing(promised_at=ago(9), delivered_at=ago(3))), OFFER, "arrived late, on 2026-05-03"
        ),
        "a parcel that came late long ago": Case(
            known(**standing(promised_at=ago(30), delivered_at=ago(14))), OFFER, None
        ),
        "a parcel that came in time": Case(known(**standing(promised_at=ago(3), delivered_at=ago(4))), OFFER, None),
        "a parcel nobody waits for any more": Case(known(**standing(promised_at=ago(60))), OFFER, None),
        "a parcel to come": Case(known(**standing(promised_at=ago(-1))), OFFER, None),
        "a delivery told for tomorrow": Case(
            known(**standing(promised_at=ago(1), delivered_at=ago(-1))), OFFER, "has not arrived"
        ),
    },
    "dissatisfied": {
        "unhappy": Case(known(satisfaction=0.39, satisfaction_at=ago(179)), OFFER, "0.39 on 2025-11-08, below 0.40"),
        "unhappy, nobody knows when": Case(known(satisfaction=0.0), OFFER, "below 0.40; no offers for 180 days"),
        "not below the bar": Case(known(satisfaction=0.40, satisfaction_at=ago(1)), OFFER, None),
        "long ago": Case(known(satisfaction=0.1, satisfaction_at=ago(180)), OFFER, None),
        "by all evidence": Case(
            known(felt=Satisfaction(Grade.DISSATISFIED, 0.21, (Piece(EvidenceKind.LATE_PARCEL, ago(3), 0.2, 0.25),))),
            OFFER,
            "the customer is dissatisfied (score 0.21): late parcel on 2026-05-03; repair that first",
        ),
        "enthusiast": Case(known(felt=Satisfaction(Grade.ENTHUSIAST, 0.9)), OFFER, None),
        "never asked": Case(known(), OFFER, None),
    },
    "help_first": {
        "a trial never used": Case(
            known(contracts=(UNUSED_TRIAL,)), about(UNUSED_TRIAL), "the trial of plan was never used; help them start"
        ),
        "a contract unused for months": Case(
            known(contracts=(NEGLECTED,)), about(NEGLECTED), "the contract for plan was not used since 2026-01-26"
        ),
        "written to with everything unused": Case(written_to(contracts=(NEGLECTED,)), OFFER, "help them use it first"),
        "written to with something in use": Case(written_to(contracts=(NEGLECTED, IN_USE)), OFFER, None),
        "in use": Case(known(contracts=(IN_USE,)), about(IN_USE), None),
        "the basket in the shop": Case(known(contracts=(NEGLECTED,)), OFFER, None),
        "nothing told of use": Case(known(contracts=(UNCOUNTED,)), about(UNCOUNTED), None),
    },
    "unpaid": {
        "overdue": Case(written_to(**standing(due_at=ago(1))), OFFER, "to be paid by 2026-05-05 is unpaid"),
        "reminded of": Case(written_to(**standing(reminded_at=ago(9))), OFFER, "a reminder was sent on 2026-04-27"),
        "not due yet": Case(written_to(**standing(due_at=ago(-1))), OFFER, None),
        "paid": Case(written_to(**standing(due_at=ago(9), reminded_at=ago(5), paid_at=ago(1))), OFFER, None),
        "to be paid tomorrow, it says": Case(
            written_to(**standing(due_at=ago(9), paid_at=ago(-1))), OFFER, "is unpaid"
        ),
        "while they shop": Case(known(**standing(due_at=ago(1))), OFFER, None),
    },
    "recent_return": {
        "yesterday": Case(
            written_to(**standing(returned_at=ago(1))), OFFER, "returned on 2026-05-05; no offers are sent for 30"
        ),
        "a month ago": Case(written_to(**standing(returned_at=ago(30))), OFFER, None),
        "while they shop": Case(known(**standing(returned_at=ago(1))), OFFER, None),
        "never": Case(written_to(**standing(promised_at=ago(-1))), OFFER, None),
    },
    "before_delivery": {
        "under way": Case(written_to(**standing(promised_at=ago(-2))), OFFER, "under way, promised for 2026-05-08"),
        "late": Case(written_to(**standing(promised_at=ago(2))), OFFER, "promised for 2026-05-04"),
        "arrived": Case(written_to(**standing(promised_at=ago(-2), delivered_at=ago(1))), OFFER, None),
        "nothing told for months": Case(written_to(**standing(promised_at=ago(60))), OFFER, None),
        "no delivery told of": Case(written_to(**standing(due_at=ago(-2))), OFFER, None),
        "while they shop": Case(known(**standing(promised_at=ago(-2))), OFFER, None),
    },
    "first_days": {
        "yesterday": Case(
            written_to(**standing(ordered_at=ago(1))), OFFER, "on 2026-05-05; no offers are sent for 48 hours"
        ),
        "two days ago": Case(written_to(**standing(ordered_at=ago(2))), OFFER, None),
        "by a clock ahead": Case(
            written_to(**standing(ordered_at=ago(-1))), OFFER, "the last purchase was on 2026-05-07"
        ),
        "never bought": Case(written_to(), OFFER, None),
        "while they shop": Case(known(**standing(ordered_at=ago(1))), OFFER, None),
    },
    "time_to_use": {
        "sent while it is new": Case(
            written_to(recent={"trail": ago(10)}),
            candidate(product("bell"), anchor=BIKE),
            "Trail bike was bought on 2026-04-26; the customer has until 2026-05-26 to use it",
        ),
        "the same again in the shop": Case(
            known(recent={"trail": ago(10)}), candidate(OTHER_TRAIL, anchor=BIKE), "the customer has until 2026-05-26"
        ),
        "something else in the shop": Case(known(recent={"trail": ago(10)}), OFFER, None),
        "one in the cart already": Case(
            situation(line(OTHER_TRAIL), person=Person("someone", recent={"trail": ago(10)})),
            candidate(product("trail3", category=("Bicycles", "Trail")), anchor=OTHER_TRAIL),
            None,
        ),
        "needed to use it": Case(written_to(recent={"trail": ago(10)}), candidate(product("rack"), anchor=TRAIL), None),
        "after its time": Case(written_to(recent={"trail": ago(30)}), OFFER, None),
        "orders every week": Case(
            written_to(recent={"trail": ago(8)}, ordered=ordered_of([ago(22), ago(15), ago(8)], 12)), OFFER, None
        ),
    },
    "contact_cap": {
        "an e-mail this week": Case(
            written_to(contacts=((Channel.EMAIL, ago(6)),)), OFFER, "e-mails in the last 7 days: 1; the cap is 1"
        ),
        "an e-mail a week ago": Case(written_to(contacts=((Channel.EMAIL, ago(7)),)), OFFER, None),
        "a fifth e-mail in four weeks": Case(
            written_to(contacts=tuple((Channel.EMAIL, ago(day)) for day in (8, 15, 20, 27))),
            OFFER,
            "e-mails in the last 28 days: 4",
        ),
        "a second call": Case(
            written_to(PHONE, contacts=((Channel.CALL_AUTO, ago(89)),)), OFFER, "calls in the last 90 days: 1"
        ),
        "a text after a notification": Case(
            written_to(Channel.SMS, contacts=((Channel.PUSH, ago(27)),)),
            OFFER,
            "texts and notifications in the last 28 days: 1",
        ),
        "a card after a card": Case(
            written_to(Channel.POST, contacts=((Channel.POST, ago(1)),)), OFFER, "letters and cards"
        ),
        "a seventh of anything": Case(
            written_to(Channel.POST, contacts=((Channel.PARCEL_INSERT, ago(9)),) * 6),
            OFFER,
            "contacts over all channels in the last 28 days: 6",
        ),
        "other channels have room": Case(written_to(Channel.POST, contacts=((Channel.EMAIL, ago(1)),)), OFFER, None),
        "sooner than they wish": Case(
            written_to(contacts=((Channel.POST, ago(80)),), contact_every_days=91), OFFER, "wants 91 days between two"
        ),
        "as often as they wish": Case(
            written_to(contacts=((Channel.POST, ago(91)),), contact_every_days=91), OFFER, None
        ),
        "nobody wrote": Case(written_to(contact_every_days=365), OFFER, None),
        "while they shop": Case(known(contacts=((Channel.EMAIL, ago(1)),)), OFFER, None),
    },
    "quiet_hours": {
        "a call in the evening": Case(written_to(PHONE, country="FI"), OFFER, "it is 22:10 in Finland"),
        "a text in the evening": Case(written_to(Channel.SMS, country="FI"), OFFER, "it is 22:10 in Finland"),
        "a notification in the evening": Case(written_to(Channel.PUSH, country="FI"), OFFER, "it is 22:10 in Finland"),
        "an e-mail waits to be read": Case(written_to(country="FI"), OFFER, None),
        "elsewhere it is day": Case(written_to(PHONE, country="BE"), OFFER, None),
    },
    "refused_type": {
        "twice": Case(known(refused_kinds={"complement": 2}), OFFER, "offers of this kind were declined 2 times"),
        "by message too": Case(written_to(refused_kinds={"complement": 5}), OFFER, "declined 5 times"),
        "once": Case(known(refused_kinds={"complement": 1}), OFFER, None),
        "another kind": Case(known(refused_kinds={"upgrade": 2}), OFFER, None),
    },
    "refused_recently": {
        "yesterday": Case(known(refused={"lock": ago(1)}), OFFER, "declined on 2026-05-05, 1 day ago"),
        "just now": Case(known(refused={"lock": NOON}), OFFER, "0 days ago; it rests for 60 days"),
        "by a clock ahead": Case(known(refused={"lock": ago(-1)}), OFFER, "0 days ago"),
        "at the end of the rest": Case(known(refused={"lock": ago(60)}), OFFER, None),
        "another product": Case(known(refused={"helmet": ago(1)}), OFFER, None),
    },
    "accepted_already": {
        "said yes yesterday": Case(
            known(accepted={"lock": ago(1)}), OFFER, "accepted on 2026-05-05; it is not asked again for 14 days"
        ),
        "owns it by that yes": Case(known(accepted={"lock": ago(2)}, owned={"lock": ago(1)}), OFFER, None),
        "owned one before": Case(known(accepted={"lock": ago(1)}, owned={"lock": ago(90)}), OFFER, "accepted on"),
        "long ago": Case(known(accepted={"lock": ago(14)}), OFFER, None),
        "something else": Case(known(accepted={"bell": ago(1)}), OFFER, None),
    },
    "shown_enough": {
        "in vain": Case(known(shown={"lock": 5}), OFFER, "shown on 5 of the last 30 days without an answer"),
        "not often yet": Case(known(shown={"lock": 4}), OFFER, None),
        "something else": Case(known(shown={"bell": 9}), OFFER, None),
    },
    "need": {
        "too wide": Case(
            known(needs=SHORT_OF_ROOM),
            candidate(FRIDGE, anchor=BIKE),
            "the customer told us: “a small kitchen”; so width at most 60 cm",
        ),
        "slim enough": Case(known(needs=SHORT_OF_ROOM), candidate(SLIM, anchor=BIKE), None),
        "nothing is told of its width": Case(known(needs=SHORT_OF_ROOM), OFFER, None),
        "told nothing": Case(known(), candidate(FRIDGE, anchor=BIKE), None),
    },
    "excluded": {
        "asked not to": Case(situation(exclude=frozenset({"lock"})), OFFER, "the request excludes it"),
        "another": Case(situation(exclude=frozenset({"helmet"})), OFFER, None),
    },
    "in_cart": {
        "in the cart": Case(situation(line(LOCK)), OFFER, "already in the cart"),
        "looked at": Case(situation(at="product_page", chosen=LOCK), OFFER, "the product being looked at"),
        "neither": Case(BUYING, OFFER, None),
    },
    "already_owned": {
        "owned": Case(known(owned={"lock": ago(400)}), OFFER, "bought it on 2025-04-01"),
        "owned and worn out": Case(known(owned={"lock": ago(3650)}), OFFER, None),
        "used up": Case(known(owned={"oil": ago(9)}), candidate(product("oil", consumable=True)), None),
        "the upgrade is owned": Case(known(owned={"better": ago(9)}), upgrade(BIKE, BETTER), "2026-04-27"),
        "what it replaces is owned": Case(known(owned={"bike": ago(9)}), upgrade(BIKE, BETTER), None),
    },
    "just_bought": {
        "last week": Case(
            known(contracts=(IN_USE,)),
            about(replace(IN_USE, started_at=ago(6)), OfferKind.LAUNCH),
            "they bought plan on 2026-04-30; give them new-plan, or say nothing",
        ),
        "a fortnight ago": Case(
            known(contracts=(IN_USE,)), about(replace(IN_USE, started_at=ago(14)), OfferKind.LAUNCH), None
        ),
        "bought again last week": Case(
            known(contracts=(IN_USE,), owned={"plan": ago(5)}), about(IN_USE, OfferKind.LAUNCH), "on 2026-05-01"
        ),
        "another kind of offer": Case(known(), about(replace(IN_USE, started_at=ago(6))), None),
    },
    "not_due_yet": {
        "lasting": Case(
            BUYING, candidate(product("filter"), due_at=ago(-1)), "what it replaces lasts until 2026-05-07"
        ),
        "used up": Case(BUYING, candidate(product("filter"), due_at=NOON), None),
        "no refill": Case(BUYING, OFFER, None),
    },
    "currency": {
        "another than the cart's": Case(BUYING, candidate(product(currency="GBP")), "priced in GBP"),
        "another than the shop's": Case(situation(), candidate(product(currency="USD")), "the customer pays in EUR"),
        "the cart's own": Case(situation(line(product("x", currency="GBP"))), candidate(product(currency="GBP")), None),
        "a mixed cart": Case(situation(line(BIKE), line(product("x", currency="GBP"))), OFFER, "mixes EUR and GBP"),
        "the same": Case(BUYING, OFFER, None),
    },
    "inactive": {
        "not yet": Case(BUYING, candidate(product(active_from=date(2026, 5, 7))), "sold from 2026-05-07 on"),
        "no longer": Case(BUYING, candidate(product(active_until=date(2026, 5, 5))), "sold until 2026-05-05"),
        "its only day": Case(BUYING, candidate(product(active_from=NOON.date(), active_until=NOON.date())), None),
    },
    "conflicts": {
        "with what is in the cart": Case(
            situation(line(BIKE), line(RING)), candidate(FRAME_LOCK, anchor=BIKE), "it does not go with ring"
        ),
        "said of the other": Case(
            situation(line(BIKE), line(FRAME_LOCK)), candidate(RING, anchor=BIKE), "it does not go with frame-lock"
        ),
        "a part of a set": Case(
            situation(line(BIKE), line(RING)),
            candidate(LOCK, anchor=BIKE, parts=(FRAME_LOCK, LOCK)),
            "does not go with",
        ),
        "what it is offered for": Case(known(), candidate(FRAME_LOCK, anchor=RING, personal=True), "does not go with"),
        "in the place of it": Case(situation(line(RING)), upgrade(RING, FRAME_LOCK), None),
        "with nothing there": Case(BUYING, candidate(FRAME_LOCK, anchor=BIKE), None),
    },
    "protected": {
        "has one": Case(
            situation(line(BIKE), line(WARRANTY)),
            candidate(LONGER_WARRANTY, OfferKind.PROTECTION, anchor=BIKE),
            "warranty in the cart protects bike already",
        ),
        "has one of another sort": Case(
            situation(line(BIKE), line(WARRANTY)), candidate(THEFT, OfferKind.PROTECTION, anchor=BIKE), None
        ),
        "has none": Case(BUYING, candidate(WARRANTY, OfferKind.PROTECTION, anchor=BIKE), None),
        "is of something else": Case(
            situation(line(BIKE), line(BETTER), line(WARRANTY)),
            candidate(LONGER_WARRANTY, OfferKind.PROTECTION, anchor=BETTER),
            None,
        ),
    },
    "overstock": {
        "as a complement": Case(BUYING, candidate(OLD_HELMET, anchor=BIKE), "it must go"),
        "as clearance outside a campaign": Case(BUYING, candidate(OLD_HELMET, OfferKind.CLEARANCE), "of its own"),
        "as clearance in a campaign": Case(CAMPAIGN, candidate(OLD_HELMET, OfferKind.CLEARANCE), None),
        "what need not go, as clearance": Case(CAMPAIGN, candidate(LOCK, OfferKind.CLEARANCE), "does not mark it"),
        "something else": Case(BUYING, OFFER, None),
    },
    "impulse": {
        "small": Case(
            situation(line(BIKE), at="till_cross_sell"),
            candidate(product("bell", 10_000), OfferKind.IMPULSE, anchor=BIKE),
            None,
        ),
        "not small": Case(
            situation(line(LOCK), at="till_cross_sell"),
            candidate(product("bell", 501), OfferKind.IMPULSE, anchor=LOCK),
            "€5.01 is not small against €50; something at the counter may cost 10 % of it",
        ),
        "another kind": Case(
            situation(line(LOCK), at="till_cross_sell"), candidate(product("bell", 501), anchor=LOCK), None
        ),
    },
    "stock": {
        "a set without a part": Case(
            BUYING, candidate(product("kit"), parts=(LOCK, product("bell", stock=0))), "its part bell is out of stock"
        ),
        "the whole order twice": Case(
            situation(line(product("bell", stock=3), 2)),
            candidate(product("bell", stock=3), OfferKind.GOLDEN, multiple=2),
            "bell: 3 in stock, 4 needed",
        ),
        "none": Case(BUYING, candidate(product(stock=0)), "out of stock"),
        "oversold": Case(BUYING, candidate(product(stock=-2)), "out of stock"),
        "one": Case(BUYING, candidate(product(stock=1)), None),
        "not counted": Case(BUYING, candidate(product(stock=None)), None),
        "fewer than the line": Case(
            situation(line(BIKE, 3)), upgrade(BIKE, product("better", 119_000, stock=2)), "2 in stock, 3 needed"
        ),
        "enough for the line": Case(situation(line(BIKE, 3)), upgrade(BIKE, product("better", stock=3)), None),
    },
    "sper_period": {
        "closed to reductions": Case(
            replace(BUYING, at=JUNE), candidate(COAT), "no reduction on clothing may be announced"
        ),
        "of a Belgian": Case(replace(known(country="BE"), at=JUNE), candidate(COAT), "up to and including 2026-06-30"),
        "of nobody knows where": Case(replace(known(), at=JUNE), candidate(COAT), "in BE in the month before the sale"),
        "of a Dutchman": Case(replace(known(country="NL"), at=JUNE), candidate(COAT), None),
        "not reduced": Case(replace(BUYING, at=JUNE), candidate(product("scarf", category=("Clothing",))), None),
        "other goods": Case(replace(BUYING, at=JUNE), candidate(CHAIR), None),
        "in the sale": Case(replace(BUYING, at=JULY), candidate(COAT), None),
    },
    "joint_offer": {
        "a bundle with insurance": Case(
            BUYING, KIT, "cover is a financial service and may not be joined with anything"
        ),
        "of nobody knows where": Case(known(), KIT, "(WER VI.81; C-265/12)"),
        "to reach free delivery": Case(
            BUYING, candidate(INSURANCE, OfferKind.THRESHOLD_FILLER), "may not earn free delivery of other things"
        ),
        "for its own price": Case(BUYING, candidate(INSURANCE, anchor=BIKE), None),
        "of a Finn": Case(known(country="FI"), KIT, None),
        "a bundle of goods": Case(BUYING, candidate(product("set"), parts=(BIKE, LOCK)), None),
    },
    "below_cost": {
        "parts at a loss": Case(
            BUYING,
            candidate(product("set", 12_100), parts=(product("a", cost=6_000), product("b", cost=4_001))),
            "costs the shop €100.01",
        ),
        "at a loss": Case(BUYING, candidate(product(price=12_100, cost=10_001)), "without VAT is €100 and it costs"),
        "for nothing": Case(BUYING, candidate(product(price=12_100, cost=10_000)), "it costs the shop €100"),
        "with a margin": Case(BUYING, candidate(product(price=12_100, cost=9_999)), None),
        "unknown": Case(BUYING, candidate(product(cost=None)), None),
    },
    "premium": {
        "above": Case(BUYING, candidate(product("seat", 25_001)), "is 25.001 % of €1,000; the cap is 25 %"),
        "exactly": Case(BUYING, candidate(product("seat", 25_000)), None),
        "together": Case(
            situation(line(BIKE), line(LOCK, accepted_extra=5_000)), candidate(product("seat", 20_001)), "with €50"
        ),
        "nothing to measure against": Case(situation(), OFFER, None),
    },
    "added_value": {
        "only dearer": Case(BUYING, upgrade(BIKE, BETTER, differences=()), "no known attribute is better"),
        "worse": Case(
            BUYING, upgrade(BIKE, BETTER, differences=WORSE), "weight is worse: 21 kg against 18 kg for the chosen"
        ),
        "better": Case(BUYING, upgrade(BIKE, BETTER), None),
        "set by the shop": Case(BUYING, upgrade(BIKE, BETTER, differences=(), evidence=Evidence(Basis.HAND)), None),
        "chosen by customers": Case(
            BUYING, upgrade(BIKE, BETTER, differences=(), evidence=Evidence(Basis.SWAPS)), None
        ),
        "beside the purchase": Case(BUYING, OFFER, None),
    },
    "hand_rule": {
        "what a rule never wants": Case(
            BUYING,
            candidate(product("abus", brand="Abus"), anchor=BIKE),
            "Never offer products of the brand Abus, beside Bike (bike) (rule 12)",
        ),
        "the same beside something else": Case(
            situation(line(LOCK)), candidate(product("abus", brand="Abus"), anchor=LOCK), None
        ),
    },
    "control_group": {
        "in it": Case(situation(line(BIKE), person=Person("control")), OFFER, "in the control group"),
        "not in it": Case(known(), OFFER, None),
        "nobody known": Case(BUYING, OFFER, None),
    },
}


def answer(name: str, case: Case) -> str | None:
    examine = GUARDS[name].prepare(case.asked)
    return None if examine is None else examine(case.offer)


def test_every_guard_has_cases_that_pass_and_that_do_not() -> None:
    assert set(CASES) == set(GUARDS)
    for name, cases in CASES.items():
        assert {case.said is None for case in cases.values()} == {True, False}, name


@pytest.mark.parametrize(("name", "label"), [(name, label) for name, cases in CASES.items() for label in cases])
class TestEveryCase:
    def test_it_refuses_with_the_figures_or_passes(self, name: str, label: str) -> None:
        case = CASES[name][label]
        detail = answer(name, case)
        assert (detail is None) if case.said is None else (detail is not None and case.said in detail)

    def test_it_answers_the_same_again(self, name: str, label: str) -> None:
        case = CASES[name][label]
        assert answer(name, case) == answer(name, case)

    def test_it_changes_nothing(self, name: str, label: str) -> None:
        case = CASES[name][label]
        before = copy.deepcopy(case)
        answer(name, case)
        assert case == before


@pytest.mark.parametrize("name", GUARDS)
class TestEveryGuard:
    def test_it_is_documented_with_its_own_heading(self, name: str) -> None:
        assert f"\n## `{name}`\n" in DOCUMENTED

    def test_it_lets_an_ordinary_offer_pass(self, name: str) -> None:
        for asked in (BUYING, known(), situation(at="product_page", chosen=BIKE)):
            assert answer(name, Case(asked, OFFER, None)) is None

    def test_its_detail_is_one_plain_line(self, name: str) -> None:
        for case in CASES[name].values():
            detail = answer(name, case) or "passes"
            assert "\n" not in detail
            assert not detail.endswith(".")


def test_the_documented_guards_are_the_ones_there_are() -> None:
    headings = [line.removeprefix("## ").strip("`") for line in DOCUMENTED.splitlines() if line.startswith("## `")]
    decided_after = ["worth_too_little", "duplicate", "alike", "outranked", "page_room"]
    assert headings == [*GUARDS, *decided_after]


def test_the_day_is_the_one_at_the_shop() -> None:
    """Half past eleven in the evening in UTC is the next day in Brussels."""
    late = Situation(BUYING.placement, NOON + timedelta(hours=11.5), "en", BUYING.cart)
    tomorrow = candidate(product(active_from=date(2026, 5, 7)))
    assert answer("inactive", Case(late, tomorrow, None)) is None


def test_the_control_group_is_asked_last() -> None:
    """Then a refusal by it alone means that an offer would have been made."""
    assert list(GUARDS)[-1] == "control_group"
