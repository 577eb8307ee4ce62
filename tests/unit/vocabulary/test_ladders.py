"""What makes a ladder of plans senseless, and what is said of it."""

from __future__ import annotations

import pytest

from worthmore.vocabulary.contracts import Plan
from worthmore.vocabulary.ladders import faults, sound_plans
from worthmore.vocabulary.products import Product

EUR = {one: Product(one, one, 1_000, "EUR") for one in "abc"}


def ladder(*plans: Plan) -> dict[str, Plan]:
    return {plan.product_id: plan for plan in plans}


def main(product_id: str, **told: object) -> Plan:
    return Plan(product_id, "main", **told)  # type: ignore[arg-type]


SENSIBLE = ladder(
    main("a", level="A", limits={"minutes": 100.0}, next_id="b"),
    main("b", level="B", limits={"minutes": None}),
    main("c", level="A", limits={"minutes": 100.0}, term_months=12),
)


def test_a_ladder_of_two_levels_and_two_terms_makes_sense() -> None:
    assert faults(SENSIBLE, EUR) == ()
    assert sound_plans(SENSIBLE, EUR) == SENSIBLE


@pytest.mark.parametrize(
    ("plans", "problem", "where"),
    [
        (
            ladder(main("a", level="A", next_id="b"), main("b", level="B", next_id="a")),
            "a ladder that leads back to where it began",
            ("a", "b"),
        ),
        (ladder(main("a", level="A", next_id="a")), "a ladder that leads back to where it began", ("a",)),
        (ladder(main("a", level="A", next_id="z")), "the next plan is not in this ladder", ("a",)),
        (ladder(main("a", level="A"), main("b", level="A")), "two plans of one level for the same term", ("b",)),
        (
            ladder(main("a", level="A", features=("x",)), main("b", level="A", term_months=12)),
            "one level with different limits or features",
            ("b",),
        ),
    ],
)
def test_what_makes_no_sense_is_named_at_its_products(
    plans: dict[str, Plan], problem: str, where: tuple[str, ...]
) -> None:
    [fault] = faults(plans, EUR)
    assert (fault.problem, fault.product_ids) == (problem, where)
    assert fault.mend.endswith(".")
    assert sound_plans(plans, EUR) == {}


def test_two_currencies_are_named_at_the_rarer_one() -> None:
    products = {**EUR, "c": Product("c", "c", 9_000, "SEK")}
    [fault] = faults(SENSIBLE, products)
    assert fault.product_ids == ("c",)


def test_a_broken_ladder_takes_no_other_with_it() -> None:
    broken = ladder(main("a", level="A", next_id="a"))
    others = {"b": Plan("b", "other"), "c": Plan("c")}
    assert sound_plans({**broken, **others}, EUR) == others


def test_a_term_shorter_than_a_month_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one month"):
        Plan("a", term_months=0)
