"""Cases, order states and returns as they are saved."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest

from tests.integration.shop.frames import AT, SHOP, bought, customers, day, line, lines
from worthmore.shop import models, operations, queries
from worthmore.shop.columns import CASES, ORDER_STATES, ColumnError
from worthmore.shop.operations import Saved
from worthmore.vocabulary.standing import Case, CaseKind, OrderState, Standing

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


def cases(*rows: dict[str, object]) -> pl.DataFrame:
    names = {name for row in rows for name in row}
    schema = {name: dtype for name, dtype in CASES.schema.items() if name in names}
    return pl.DataFrame(rows, schema=schema)


def case(id: str = "c1", customer: str = "ann", kind: str = "complaint", **more: object) -> dict[str, object]:
    return {"external_id": id, "customer_id": customer, "kind": kind, "opened_at": AT, **more}


def states(*rows: dict[str, object]) -> pl.DataFrame:
    names = {name for row in rows for name in row}
    schema = {name: dtype for name, dtype in ORDER_STATES.schema.items() if name in names}
    return pl.DataFrame(rows, schema=schema)


def order(id: str = "o1") -> models.Order:
    return models.Order.objects.get(external_id=id)


class TestCases:
    def test_a_case_told_again_with_its_end_is_closed(self) -> None:
        assert operations.save_cases(SHOP, cases(case()), AT) == Saved(new=1)
        assert operations.save_cases(SHOP, cases(case()), AT) == Saved(unchanged=1)
        assert operations.save_cases(SHOP, cases(case(solved_at=LATER)), LATER) == Saved(changed=1)
        kept = models.Case.objects.get()
        assert (kept.kind, kept.opened_at, kept.solved_at) == ("complaint", AT, LATER)

    def test_a_case_told_again_without_its_end_stays_closed(self) -> None:
        operations.save_cases(SHOP, cases(case(solved_at=LATER)), AT)
        assert operations.save_cases(SHOP, cases(case()), AT) == Saved(unchanged=1)
        assert operations.save_cases(SHOP, cases(case(solved_at=None)), AT) == Saved(changed=1)

    def test_who_complains_is_made_known(self) -> None:
        operations.save_cases(SHOP, cases(case(customer="stranger")), AT)
        assert queries.person_facts(SHOP, "stranger") is not None

    def test_another_kind_is_refused_by_name(self) -> None:
        with pytest.raises(ColumnError, match="complaint, late_parcel, withdrawal, question"):
            operations.save_cases(SHOP, cases(case(kind="rant")), AT)

    def test_two_who_turn_out_to_be_one_have_each_others_cases(self) -> None:
        operations.save_customers(SHOP, customers({"external_id": "ann"}, {"external_id": "anna"}), AT)
        operations.save_cases(SHOP, cases(case(customer="anna")), AT)
        same = "ann@example.com"
        rows = customers({"external_id": "ann", "email": same}, {"external_id": "anna", "email": same})
        operations.save_customers(SHOP, rows, AT)
        person = models.Case.objects.get().person
        assert {one.external_id for one in person.customers.all()} == {"ann", "anna"}

    def test_a_forgotten_person_has_no_cases(self) -> None:
        operations.save_cases(SHOP, cases(case(), case("c2", "bo")), AT)
        facts = queries.person_facts(SHOP, "ann")
        assert facts is not None
        operations.forget_person(facts.key)
        assert [one.external_id for one in models.Case.objects.all()] == ["c2"]


class TestOrderStates:
    def test_what_is_not_given_stays(self) -> None:
        operations.save_order_lines(SHOP, bought("ann", "bike", order="o1"), AT)
        operations.save_order_states(SHOP, states({"order_id": "o1", "promised_at": LATER, "due_at": day(90)}), AT)
        assert order().watched
        operations.save_order_states(SHOP, states({"order_id": "o1", "delivered_at": LATER}), LATER)
        kept = order()
        assert (kept.promised_at, kept.delivered_at, kept.due_at) == (LATER, LATER, day(90))
        assert kept.watched, "it is still to be paid"
        operations.save_order_states(SHOP, states({"order_id": "o1", "paid_at": LATER}), LATER)
        assert not order().watched

    def test_a_delivery_told_for_tomorrow_is_still_waited_for(self) -> None:
        operations.save_order_lines(SHOP, bought("ann", "bike", order="o1"), AT)
        rows = states({"order_id": "o1", "promised_at": day(90), "delivered_at": LATER})
        operations.save_order_states(SHOP, rows, AT)
        assert order().watched
        operations.save_order_states(SHOP, rows, LATER)
        assert not order().watched

    def test_a_person_brings_the_state_of_their_orders_and_cases(self) -> None:
        operations.save_order_lines(SHOP, bought("ann", "bike", order="o1"), AT)
        clear = queries.person_facts(SHOP, "ann")
        operations.save_order_states(SHOP, states({"order_id": "o1", "promised_at": LATER, "due_at": day(90)}), AT)
        operations.save_cases(SHOP, cases(case(), case("c2", kind="question", solved_at=LATER)), AT)
        facts = queries.person_facts(SHOP, "ann")
        assert clear is not None
        assert facts is not None
        assert clear.standing == Standing(ordered_at=AT)
        assert set(facts.standing.cases) == {
            Case(CaseKind.COMPLAINT, AT),
            Case(CaseKind.QUESTION, AT, LATER),
        }
        assert facts.standing.orders == (OrderState(promised_at=LATER, due_at=day(90)),)
        assert facts.standing.ordered_at == AT

    def test_a_return_alone_is_no_purchase(self) -> None:
        operations.save_order_lines(SHOP, bought("ann", "bike", order="o1", at=day(1)), AT)
        operations.save_order_lines(SHOP, lines(line("r1", "1", "bike", -1, at=day(5), customer_id="ann")), LATER)
        facts = queries.person_facts(SHOP, "ann")
        assert facts is not None
        assert facts.standing == Standing((), (OrderState(returned_at=day(5)),), day(1))

    def test_an_order_that_also_took_something_back_is_a_purchase(self) -> None:
        both = [line("o1", "1", "bike", customer_id="ann", at=day(1)), line("o1", "2", "bell", -1, at=day(1))]
        operations.save_order_lines(SHOP, lines(*both), LATER)
        facts = queries.person_facts(SHOP, "ann")
        assert facts is not None
        assert facts.standing.ordered_at == day(1)

    def test_what_is_given_as_empty_is_taken_back(self) -> None:
        operations.save_order_lines(SHOP, bought("ann", "bike", order="o1"), AT)
        operations.save_order_states(SHOP, states({"order_id": "o1", "promised_at": LATER}), AT)
        saved = operations.save_order_states(SHOP, states({"order_id": "o1", "promised_at": None}), AT)
        assert saved == Saved(changed=1)
        assert (order().promised_at, order().watched) == (None, False)

    def test_an_order_nobody_knows_is_named(self) -> None:
        operations.save_order_lines(SHOP, bought("ann", "bike", order="o1"), AT)
        rows = states({"order_id": "o9", "paid_at": AT}, {"order_id": "o1", "paid_at": AT})
        assert operations.save_order_states(SHOP, rows, AT) == Saved(changed=1, unknown=("o9",))
        assert operations.save_order_states(SHOP, rows, AT) == Saved(unchanged=1, unknown=("o9",))

    def test_lines_told_again_leave_it_alone(self) -> None:
        operations.save_order_lines(SHOP, bought("ann", "bike", order="o1"), AT)
        operations.save_order_states(SHOP, states({"order_id": "o1", "promised_at": LATER}), AT)
        operations.save_order_lines(SHOP, bought("ann", "bike", "bell", order="o1"), LATER, whole=True)
        assert (order().promised_at, order().watched) == (LATER, True)


class TestReturns:
    def test_a_return_that_is_an_order_of_its_own_happened_then(self) -> None:
        operations.save_order_lines(SHOP, lines(line("r1", "1", "bike", -1, at=day(5), customer_id="ann")), LATER)
        assert (order("r1").returned_at, order("r1").watched) == (day(5), True)

    def test_a_purchase_is_no_return(self) -> None:
        operations.save_order_lines(SHOP, bought("ann", "bike", order="o1"), AT)
        assert (order().returned_at, order().watched) == (None, False)

    def test_a_return_told_with_its_order_has_just_happened(self) -> None:
        placed = line("o1", "api:0", "bike", customer_id="ann", at=day(0))
        operations.save_order_lines(SHOP, lines(placed), day(0), whole=True)
        back = line("o1", "api:1", "bike", -1, customer_id="ann", at=day(0))
        operations.save_order_lines(SHOP, lines(placed, back), day(9), whole=True)
        assert (order().returned_at, order().at) == (day(9), day(0))
        operations.save_order_lines(SHOP, lines(placed, back), day(30), whole=True)
        assert order().returned_at == day(9), "told again, it has not happened again"

    def test_a_return_in_an_order_that_is_new_happened_when_the_order_says(self) -> None:
        rows = [line("o1", "api:0", "bike", at=day(0)), line("o1", "api:1", "bike", -1, at=day(0))]
        operations.save_order_lines(SHOP, lines(*rows), day(400), whole=True)
        assert order().returned_at == day(0)

    def test_an_imported_return_happened_when_its_line_says(self) -> None:
        operations.save_order_lines(SHOP, lines(line("o1", "1", "bike", at=day(0))), day(400))
        operations.save_order_lines(SHOP, lines(line("o1", "2", "bike", -1, at=day(6))), day(400))
        assert order().returned_at == day(6)
        operations.save_order_lines(SHOP, lines(line("o1", "3", "bike", -1, at=day(4))), day(400))
        assert order().returned_at == day(6), "the latest counts"
