"""The cart of *Try it*, as it is typed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.backoffice.views.try_it import MOST_PIECES, lines
from worthmore.offering.requests import RequestedLine, RequestError


def test_numbers_stand_with_commas_between_and_colons_before_quantities() -> None:
    read = lines(" 22423:2,85123A ,, x:y:3 ,")
    assert read == (RequestedLine("22423", 2), RequestedLine("85123A"), RequestedLine("x:y", 3))


def test_a_known_product_with_a_colon_is_no_quantity() -> None:
    assert lines("a:2", {"a:2"}) == (RequestedLine("a:2"),)


@pytest.mark.parametrize("part", ["a:", "a:0", "a:-1", "a:1.5", ":1", "a:٣", f"a:{MOST_PIECES + 1}", "a:" + "9" * 5000])
def test_what_is_no_quantity_is_named(part: str) -> None:
    with pytest.raises(RequestError, match="not a product number with a quantity") as raised:
        lines(f"good, {part}")
    assert part in raised.value.message
    assert raised.value.field == "cart"


@given(st.text(max_size=80) | st.text(alphabet="a:,9 ", max_size=40))
def test_any_text_is_lines_or_a_clear_error(text: str) -> None:
    with suppress(RequestError):
        assert all(line.product_id and 1 <= line.quantity <= MOST_PIECES for line in lines(text))
