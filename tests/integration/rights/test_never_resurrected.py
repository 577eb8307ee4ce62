"""Erasing and re-importing never resurrects a permission: whatever was said before, in whatever order it comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.integration.rights.filling import AT
from tests.integration.rights.people import Ann, shop_with_ann
from tests.integration.shop.frames import bought, customers
from worthmore.consent import operations as consent
from worthmore.consent import queries as consents
from worthmore.consent.values import Proof
from worthmore.rights.operations import erase
from worthmore.rights.retention.running import run
from worthmore.shop import operations as shop
from worthmore.shop.queries import person_key_of
from worthmore.vocabulary.permission import Channel, Purpose, Question

ERASED_AT = AT + timedelta(days=100)
NOW = AT + timedelta(days=200)
NOBODY = "0" * 32


@dataclass(frozen=True)
class Given:
    """A permission that was given before the erasure; `own`: by the person themselves."""

    channel: Channel
    purpose: Purpose
    days: int
    own: bool

    @property
    def at(self) -> datetime:
        return AT + timedelta(days=self.days)

    def record(self, key: str) -> None:
        proof = Proof("import", how="checkbox", own_act=self.own, double_opt_in=self.own, written=True, source="crm")
        consent.give(key, self.channel, self.purpose, self.at, proof, NOW)


GIVEN = st.builds(Given, st.sampled_from(Channel), st.sampled_from(Purpose), st.integers(0, 100), st.booleans())
# What an import may bring back: the customer as a whole, by number alone, under another number, or with old orders.
BACK = st.lists(
    st.sampled_from(["customer", "number", "another number", "orders", "new order", "till", "retention", "erase"]),
    min_size=1,
    max_size=6,
)


def come_back(ann: Ann, how: str) -> None:
    """One thing that happens after the erasure."""
    row = ann.row
    match how:
        case "customer":
            shop.save_customers("demo", customers(row), NOW)
        case "number":
            shop.save_customers("demo", customers({"external_id": ann.id}), NOW)
        case "another number":
            shop.save_customers("demo", customers({**row, "external_id": "C-again"}), NOW)
        case "orders":
            shop.save_order_lines("demo", bought(ann.id, "bike", "lock", order="1001"), NOW)
        case "new order":
            shop.save_order_lines("demo", bought(ann.id, "lock", order="1009", at=NOW - timedelta(days=1)), NOW)
        case "till":
            shop.save_customers("till", customers({**row, "external_id": ann.till_id}), NOW)
        case "retention":
            run(NOW)
        case "erase":
            for key in keys_of(ann):
                erase(key, NOW - timedelta(days=1), "olga")


def keys_of(ann: Ann) -> set[str]:
    found = {person_key_of(*one) for one in (("demo", ann.id), ("demo", "C-again"), ("till", ann.till_id))}
    return {key for key in found if key is not None}


def allowed(key: str) -> set[tuple[Channel, Purpose]]:
    return {
        (channel, purpose)
        for channel in Channel
        for purpose in Purpose
        if consents.may(Question(channel, NOW, purpose, similar=True, personalised=True), key).allowed
    }


class NeverResurrected(TestCase):
    """Many histories."""

    @settings(max_examples=15, deadline=None)
    @given(before=st.lists(GIVEN, max_size=5), back=BACK, again=st.lists(GIVEN, max_size=3))
    def test_erasing_and_reimporting_never_resurrects_a_permission(
        self, before: list[Given], back: list[str], again: list[Given]
    ) -> None:
        ann = shop_with_ann()
        for one in before:
            one.record(ann.key)
        nobody = allowed(NOBODY)
        erase(ann.key, ERASED_AT, "olga")
        for how in back:
            come_back(ann, how)
            for key in keys_of(ann):
                for one in (*before, *again):
                    one.record(key)
                assert allowed(key) <= nobody, (how, key)

    def test_their_own_later_act_does_count(self) -> None:
        ann = shop_with_ann()
        erase(ann.key, ERASED_AT, "olga")
        shop.save_customers("demo", customers(ann.row), NOW)
        (key,) = keys_of(ann)
        proof = Proof("web", how="link", own_act=True, double_opt_in=True)
        consent.give(key, Channel.EMAIL, Purpose.MARKETING, ERASED_AT + timedelta(days=1), proof, NOW)
        assert (Channel.EMAIL, Purpose.MARKETING) in {
            (channel, purpose) for channel, purpose in allowed_impersonal(key)
        }


def allowed_impersonal(key: str) -> set[tuple[Channel, Purpose]]:
    return {
        (channel, Purpose.MARKETING)
        for channel in Channel
        if consents.may(Question(channel, NOW, personalised=False), key).allowed
    }
