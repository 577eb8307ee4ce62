"""Codes: what makes sense, when they hold, and what they may take something off."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.decide.making import product
from worthmore.decide.margins import unit_margin
from worthmore.decide.vouchers import covered
from worthmore.vocabulary.hand_rules import Selection
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.vouchers import Voucher, VoucherError, code_of

SOFA = product("sofa", 100_000, cost=60_000, category=("Living", "Sofas"))
TABLE = product("table", 50_000, cost=41_000, category=("Garden", "Tables"))
CHAIR = product("chair", 10_000, category=("Garden",))
LAMP = product("lamp", 10_000, cost=1_000, currency="SEK")
SHOP = (SOFA, TABLE, CHAIR, LAMP)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"code": "ab"}, "write 4 to 40 capitals"),
        ({"code": "TWO WORDS"}, "write 4 to 40 capitals"),
        ({"percent": 0}, "give a percent or an amount"),
        ({"percent": 10, "amount": 500, "from_total": 900}, "give a percent or an amount"),
        ({"percent": 101}, "it lies between 1 and 100"),
        ({"percent": 0, "amount": 500}, "needs a total from which it holds"),
        ({"percent": 0, "amount": 500, "from_total": 499}, "needs a total from which it holds"),
        ({"from_date": date(2026, 5, 2), "until_date": date(2026, 5, 1)}, "exchange them"),
    ],
)
def test_a_code_that_cannot_be_meant_says_how_to_mend_it(given: dict[str, object], why: str) -> None:
    with pytest.raises(VoucherError, match=why):
        Voucher(**{"code": "SUMMER-15", "currency": "EUR", "percent": 15, **given})  # type: ignore[arg-type]


def test_it_holds_from_the_first_to_the_last_day() -> None:
    may = Voucher("MAY-1", "EUR", 10, from_date=date(2026, 5, 1), until_date=date(2026, 5, 31))
    held = [may.holds_on(date(*day)) for day in ((2026, 4, 30), (2026, 5, 1), (2026, 5, 31), (2026, 6, 1))]
    assert held == [False, True, True, False]


def test_it_covers_what_is_selected_in_its_currency_and_earns_still() -> None:
    assert covered(Voucher("ALL-10", "EUR", 10), SHOP, Policy()) == ["chair", "sofa"]
    garden = Selection(categories=("garden",))
    assert covered(Voucher("GARDEN", "EUR", 10, covers=garden), SHOP, Policy()) == ["chair"]
    assert covered(Voucher("AWAY", "EUR", 10, covers=garden, above_cost=False), SHOP, Policy()) == ["chair", "table"]


def test_an_amount_is_judged_by_the_most_it_can_take_off() -> None:
    assert "sofa" in covered(Voucher("TEN-OFF", "EUR", amount=1_000, from_total=5_000), SHOP, Policy())
    assert "sofa" not in covered(Voucher("HALF", "EUR", amount=1_000, from_total=2_000), SHOP, Policy())


def test_a_code_is_read_as_it_is_kept() -> None:
    assert code_of("  summer-15 ") == "SUMMER-15"


@given(st.integers(1, 500_000), st.integers(0, 500_000), st.integers(1, 100))
def test_nothing_it_covers_is_ever_sold_at_a_loss(price: int, cost: int, percent: int) -> None:
    sold = product("one", price, cost=cost)
    if covered(Voucher("ANY-1", "EUR", percent), [sold], Policy()):
        paid = price - price * percent // 100
        assert unit_margin(sold, paid, Policy()) >= 0
