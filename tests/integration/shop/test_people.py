from __future__ import annotations

from datetime import datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.integration.shop.frames import AT, SHOP, bought, customers, day, line, lines, product, products
from worthmore.shop import models, operations, queries
from worthmore.shop.operations import Saved

pytestmark = pytest.mark.django_db


def key(source: str, customer: str) -> str:
    facts = queries.person_facts(source, customer)
    assert facts is not None
    return facts.key


def ann(**more: object) -> dict[str, object]:
    return {"external_id": "ann", "name": "Ann Peeters", "email": "Ann@Example.com ", "city": "Gent", **more}


def satisfied(customer: str, score: float, number: int, record: str = "") -> pl.DataFrame:
    row = {"external_id": record or f"{customer}{number}", "customer_id": customer, "score": score, "kind": "nps"}
    return pl.DataFrame([row | {"at": day(number)}])


def test_a_customer_is_saved_once() -> None:
    assert operations.save_customers(SHOP, customers(ann()), AT) == Saved(new=1)
    assert operations.save_customers(SHOP, customers(ann()), AT) == Saved(unchanged=1)
    assert operations.save_customers(SHOP, customers(ann(city="Aalst")), AT) == Saved(changed=1)
    page = queries.customer(SHOP, "ann")
    assert page is not None
    assert (page.name, page.email, page.city) == ("Ann Peeters", "ann@example.com", "Aalst")


def test_the_same_address_in_two_sources_is_one_person() -> None:
    operations.save_customers(SHOP, customers(ann()), AT)
    operations.save_customers("till", customers({"external_id": "77", "email": "ANN@example.COM"}), AT)
    assert key(SHOP, "ann") == key("till", "77")
    page = queries.customer("till", "77")
    assert page is not None
    assert [(known.source, known.id) for known in page.known_as] == [(SHOP, "ann"), ("till", "77")]


def test_the_same_address_twice_in_one_frame_is_one_person() -> None:
    frame = customers(ann(), {"external_id": "ann2", "email": "ann@example.com"})
    operations.save_customers(SHOP, frame, AT)
    assert key(SHOP, "ann") == key(SHOP, "ann2")
    assert models.Person.objects.count() == 1


def test_customers_without_an_address_are_people_of_their_own() -> None:
    operations.save_customers(SHOP, customers({"external_id": "a"}, {"external_id": "b"}), AT)
    assert key(SHOP, "a") != key(SHOP, "b")


def test_two_people_become_the_older_one_when_they_share_an_address() -> None:
    operations.save_order_lines(SHOP, bought("ann", "bike", at=day(1)), AT)
    operations.save_order_lines("till", bought("77", "bell", at=day(2)), AT)
    operations.save_satisfaction("till", satisfied("77", 0.9, 3), AT)
    older, younger = key(SHOP, "ann"), key("till", "77")
    operations.save_customers(SHOP, customers(ann()), AT)
    operations.save_customers("till", customers({"external_id": "77", "email": "ann@example.com"}), AT)
    facts, at_till = queries.person_facts(SHOP, "ann"), queries.person_facts("till", "77")
    assert facts is not None
    assert at_till is not None
    assert facts.key == at_till.key == older
    assert facts.former_keys == at_till.former_keys == (younger,)
    assert (facts.owned, at_till.owned) == ({"bike": day(1)}, {"bell": day(2)})
    assert facts.satisfaction == 0.9
    assert [order.source for order in queries.orders_of(SHOP, "ann")] == ["till", SHOP]
    assert models.Person.objects.count() == 1


def test_a_chain_of_addresses_is_one_person() -> None:
    frame = customers(*({"external_id": name, "email": f"{name}@x.be"} for name in "abc"))
    operations.save_customers(SHOP, frame, AT)
    first = key(SHOP, "a")
    operations.save_customers(SHOP, customers({"external_id": "c", "email": "b@x.be"}), AT)
    operations.save_customers(SHOP, customers({"external_id": "b", "email": "a@x.be"}), AT)
    assert {key(SHOP, name) for name in "abc"} == {first}
    facts = queries.person_facts(SHOP, "a")
    assert facts is not None
    assert len(facts.former_keys) == 2


def test_two_who_swap_addresses_stay_two_people() -> None:
    operations.save_customers(SHOP, customers(*({"external_id": one, "email": f"{one}@x.be"} for one in "ab")), AT)
    before = key(SHOP, "a"), key(SHOP, "b")
    swapped = customers({"external_id": "a", "email": "b@x.be"}, {"external_id": "b", "email": "a@x.be"})
    operations.save_customers(SHOP, swapped, AT)
    assert (key(SHOP, "a"), key(SHOP, "b")) == before
    assert before[0] != before[1]


@pytest.mark.parametrize("left", ["new@x.be", ""])
def test_who_gets_an_address_another_leaves_is_somebody_else(left: str) -> None:
    operations.save_customers(SHOP, customers({"external_id": "a", "email": "info@x.be"}), AT)
    moved = customers({"external_id": "a", "email": left}, {"external_id": "b", "email": "info@x.be"})
    operations.save_customers(SHOP, moved, AT)
    assert key(SHOP, "a") != key(SHOP, "b")


def test_an_address_of_many_customers_of_one_source_is_nobodys() -> None:
    walk_ins = customers(*({"external_id": str(number), "email": "shop@x.be"} for number in range(6)))
    operations.save_customers("till", walk_ins, AT)
    operations.save_customers("till", customers({"external_id": "6", "email": "shop@x.be"}), AT)
    operations.save_customers(SHOP, customers({"external_id": "owner", "email": "shop@x.be"}), AT)
    assert models.Person.objects.count() == 8
    operations.save_customers("till", walk_ins, AT)
    assert models.Person.objects.count() == 8


@pytest.mark.parametrize(("holders", "people"), [(3, 1), (4, 4)])
def test_up_to_three_customers_of_one_source_share_an_address(holders: int, people: int) -> None:
    family = customers(*({"external_id": str(number), "email": "home@x.be"} for number in range(holders)))
    operations.save_customers(SHOP, family, AT)
    assert models.Person.objects.count() == people


def test_an_absent_address_separates_nobody() -> None:
    operations.save_customers(SHOP, customers(ann(), ann(external_id="ann2")), AT)
    operations.save_customers(SHOP, customers({"external_id": "ann2", "name": "Ann"}), AT)
    page = queries.customer(SHOP, "ann2")
    assert page is not None
    assert page.email == "ann@example.com"
    assert key(SHOP, "ann") == key(SHOP, "ann2")


def test_nobody_is_known_before_they_are_saved() -> None:
    assert queries.person_facts("nowhere", "ann") is None
    assert queries.customer(SHOP, "ann") is None
    assert queries.orders_of(SHOP, "ann") == []


@pytest.mark.parametrize("text", ["\0", "an\0n", "\ud800", "", "x" * 5000, "'; --"])
def test_an_id_that_cannot_be_is_not_known(text: str) -> None:
    operations.save_order_lines(SHOP, bought("ann", "bike"), AT)
    assert queries.person_facts(SHOP, text) is None
    assert queries.customer(SHOP, text) is None
    assert queries.orders_of(SHOP, text) == []
    assert queries.product(SHOP, text) is None
    queries.find_products(SHOP, text)
    queries.find_customers(SHOP, text)


def test_owned_is_what_was_bought_and_kept_and_when_last() -> None:
    operations.save_order_lines(SHOP, bought("ann", "bike", "bell", "lock", order="1", at=day(1)), AT)
    operations.save_order_lines(SHOP, bought("ann", "bell", order="2", at=day(5)), AT)
    returned = lines(
        line("3", "1", "lock", -1, customer_id="ann", at=day(6)),
        line("3", "2", "bell", -1, customer_id="ann", at=day(6)),
    )
    operations.save_order_lines(SHOP, returned, AT)
    facts = queries.person_facts(SHOP, "ann")
    assert facts is not None
    assert facts.owned == {"bike": day(1), "bell": day(5)}


def owned(customer: str) -> dict[str, datetime]:
    facts = queries.person_facts(SHOP, customer)
    assert facts is not None
    return dict(facts.owned)


@pytest.mark.parametrize("few", [0, 20])
def test_owned_is_the_same_before_and_after_it_is_made_ready(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worthmore.shop.operations.owned.FEW", few)
    for customer in ("ann", "bob"):
        operations.save_order_lines(SHOP, bought(customer, "bike", "bell", order=f"{customer}1", at=day(1)), AT)
        operations.save_order_lines(SHOP, bought(customer, "lock", order=f"{customer}2", at=day(3)), AT)
    operations.save_order_lines(SHOP, lines(line("3", "1", "bell", -1, customer_id="ann", at=day(4))), AT)
    before = owned("ann"), owned("bob")
    assert before == ({"bike": day(1), "lock": day(3)}, {"bike": day(1), "bell": day(1), "lock": day(3)})
    assert operations.ready_owned(SHOP) == (2 if few == 0 else 0)
    assert (owned("ann"), owned("bob")) == before
    assert operations.ready_owned(SHOP) == 0
    operations.save_order_lines(SHOP, lines(line("4", "1", "lock", -1, customer_id="ann", at=day(5))), AT)
    assert owned("ann") == {"bike": day(1)}
    assert operations.ready_owned(SHOP) == (1 if few == 0 else 0)


def test_who_kept_nothing_owns_nothing_and_is_ready() -> None:
    operations.save_order_lines(SHOP, bought("ann", "bike", order="1"), AT)
    operations.save_order_lines(SHOP, lines(line("2", "1", "bike", -1, customer_id="ann")), AT)
    assert owned("ann") == {}
    assert models.Owned.objects.values_list("products", flat=True).get() == "{}"
    assert operations.ready_owned("nowhere") == 0


def test_owned_names_the_products_of_the_source_asked() -> None:
    operations.save_customers(SHOP, customers(ann()), AT)
    operations.save_customers("till", customers(ann(external_id="77")), AT)
    operations.save_order_lines("till", bought("77", "bike"), AT)
    facts, at_till = queries.person_facts(SHOP, "ann"), queries.person_facts("till", "77")
    assert facts is not None
    assert at_till is not None
    assert (dict(facts.owned), dict(at_till.owned)) == ({}, {"bike": AT})


def test_the_most_recent_satisfaction_counts() -> None:
    for number, score in ((5, 0.2), (3, 0.9)):
        operations.save_satisfaction(SHOP, satisfied("ann", score, number), AT)
    facts = queries.person_facts(SHOP, "ann")
    assert facts is not None
    assert (facts.satisfaction, facts.satisfaction_at) == (0.2, day(5))


def test_a_satisfaction_record_is_saved_once_and_may_be_corrected() -> None:
    assert operations.save_satisfaction(SHOP, satisfied("ann", 0.5, 1, "r"), AT) == Saved(new=1)
    assert operations.save_satisfaction(SHOP, satisfied("ann", 0.5, 1, "r"), AT) == Saved(unchanged=1)
    assert operations.save_satisfaction(SHOP, satisfied("ann", 0.1, 1, "r"), AT) == Saved(changed=1)
    page = queries.customer(SHOP, "ann")
    assert page is not None
    assert [(record.score, record.kind) for record in page.satisfaction] == [(0.1, "nps")]


def test_activity_is_saved_once_for_known_products() -> None:
    operations.save_products(SHOP, products(product("bike")), AT)
    row = {"kind": "view", "product_id": "bike", "at": AT, "customer_id": "ann"}
    visitor = row | {"external_id": "2", "customer_id": None}
    frame = pl.DataFrame([row | {"external_id": "1"}, visitor, row | {"external_id": "3", "product_id": "ghost"}])
    assert operations.save_activity(SHOP, frame, AT) == Saved(new=2, unknown=("ghost",))
    assert operations.save_activity(SHOP, frame, AT) == Saved(unchanged=2, unknown=("ghost",))
    assert queries.counts(SHOP).activity == 2
    assert models.Activity.objects.filter(person__isnull=False).count() == 1


def test_a_customers_page_tells_what_they_spent_in_each_currency() -> None:
    operations.save_order_lines(SHOP, bought("ann", "bike", "bell", order="1", at=day(1)), AT)
    operations.save_order_lines(
        SHOP, bought("ann", "lock", order="2", at=day(2)).with_columns(currency=pl.lit("SEK")), AT
    )
    operations.save_order_lines(SHOP, lines(line("3", "1", "bell", -1, customer_id="ann", at=day(3))), AT)
    page = queries.customer(SHOP, "ann")
    assert page is not None
    assert (page.spent, page.orders) == ({"EUR": 1000, "SEK": 1000}, 2)
    assert (page.first_order_at, page.last_order_at) == (day(1), day(2))


def test_orders_come_newest_first_with_their_lines() -> None:
    for number in range(3):
        operations.save_order_lines(SHOP, bought("ann", "bike", "bell", order=f"{number}", at=day(number)), AT)
    found = queries.orders_of(SHOP, "ann", limit=2)
    assert [order.id for order in found] == ["2", "1"]
    assert (found[0].total, [row.product_id for row in found[0].lines]) == (2000, ["bike", "bell"])
    assert [order.id for order in queries.orders_of(SHOP, "ann", limit=2, offset=2)] == ["0"]


def test_customers_are_found_by_any_words_of_id_name_or_address() -> None:
    frame = customers(ann(), {"external_id": "äiti", "name": "ÖRN ÅSA", "email": "", "city": ""})
    operations.save_customers(SHOP, frame, AT)

    def ids(text: str) -> list[str]:
        return [found.id for found in queries.find_customers(SHOP, text)]

    assert ids("PEETERS ann") == ["ann"]
    assert ids("@EXAMPLE") == ["ann"]
    assert ids("örn åsa") == ["äiti"]
    assert ids("nobody") == []


class TestMerging(TestCase):
    @settings(max_examples=10, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["demo", "till"]), st.sampled_from("abc"), st.sampled_from(["", "x@y.be", "p@q.be"])
            ),
            min_size=1,
            max_size=6,
        )
    )
    def test_customers_with_one_address_are_one_person_whatever_came_first(
        self, saves: list[tuple[str, str, str]]
    ) -> None:
        for number, (source, customer, email) in enumerate(saves):
            operations.save_order_lines(source, bought(customer, "bike", order=f"{number}", at=day(number)), AT)
            frame = customers({"external_id": customer, "email": email})
            operations.save_customers(source, frame, AT)
            assert operations.save_customers(source, frame, AT + timedelta(1)) == Saved(unchanged=1)
        addressed = models.Customer.objects.exclude(email="").values_list("email", "person_id").distinct()
        assert len({email for email, _ in addressed}) == len(addressed)
        assert models.Order.objects.filter(person__customers__isnull=True).count() == 0
        assert models.Person.objects.filter(customers__isnull=True).count() == 0
