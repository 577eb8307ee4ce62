from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.shop.column_checks import canonical, check, faults
from worthmore.shop.columns import (
    ACTIVITY,
    ALL,
    CUSTOMERS,
    MOMENT,
    ORDER_LINES,
    PRODUCTS,
    SATISFACTION,
    ColumnError,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def lines(**changes: object) -> pl.DataFrame:
    row = {
        "order_id": "1001",
        "key": "1",
        "product_id": "bell",
        "at": AT,
        "quantity": 2,
        "unit_price": 1295,
        "currency": "EUR",
    }
    return pl.DataFrame([{**row, **changes}])


def products(**changes: object) -> pl.DataFrame:
    return pl.DataFrame([{"external_id": "bell", "name": "Bell", "price": 1295, "currency": "EUR", **changes}])


def test_every_column_says_what_it_holds() -> None:
    assert all(len(column.says) > 4 for kind in ALL for column in kind.columns)


def test_identity_columns_are_required_columns() -> None:
    assert all(set(kind.identity) <= set(kind.required) for kind in ALL)


def test_a_good_frame_comes_back_in_the_listed_order() -> None:
    frame = check(lines().select(pl.all().exclude("order_id"), "order_id"), ORDER_LINES)
    assert frame.columns == list(ORDER_LINES.required)
    assert frame.schema["at"] == MOMENT


def test_an_empty_frame_of_the_schema_is_good() -> None:
    for kind in ALL:
        assert check(pl.DataFrame(schema=kind.schema), kind).is_empty()


def test_a_missing_column_is_named_with_what_it_holds() -> None:
    with pytest.raises(ColumnError, match=r"order lines: column key is missing; tells the lines of one order apart"):
        check(lines().drop("key"), ORDER_LINES)


def test_an_unknown_column_is_named_beside_the_known_ones() -> None:
    with pytest.raises(ColumnError, match=r"unknown column colour; the columns are order_id, key, product_id"):
        check(lines(colour="red"), ORDER_LINES)


def test_a_wrong_type_is_named_with_the_right_one() -> None:
    with pytest.raises(ColumnError, match="column quantity is String, it must be Int64"):
        check(lines(quantity="two"), ORDER_LINES)


def test_a_moment_without_time_zone_is_refused_with_the_mend() -> None:
    with pytest.raises(ColumnError, match=r"replace_time_zone"):
        check(lines(at=AT.replace(tzinfo=None)), ORDER_LINES)


def test_a_moment_elsewhere_becomes_the_same_moment_in_utc() -> None:
    there = pl.Series([AT], dtype=pl.Datetime("ms", "Europe/Brussels"))
    assert check(lines().with_columns(at=there), ORDER_LINES)["at"].to_list() == [AT]
    assert AT.astimezone(timezone(timedelta(hours=1))) == AT


def test_narrow_numbers_and_coded_text_fit() -> None:
    frame = lines().with_columns(pl.col("quantity").cast(pl.Int16), pl.col("product_id").cast(pl.Categorical))
    assert dict(check(frame, ORDER_LINES).schema) == {name: ORDER_LINES.schema[name] for name in ORDER_LINES.required}


def test_a_number_too_large_to_hold_is_a_column_error() -> None:
    with pytest.raises(ColumnError):
        check(lines().with_columns(unit_price=pl.lit(2**64 - 1, pl.UInt64)), ORDER_LINES)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"order_id": ""}, "too short"),
        ({"order_id": None}, "is empty; it must hold the shop's own id of the order"),
        ({"order_id": "x" * 129}, "longer than 128 characters"),
        ({"product_id": "be\0ll"}, "NUL"),
        ({"quantity": 2**31}, "must lie between"),
        ({"currency": "eur"}, "three-letter code"),
        ({"currency": "EURO"}, "longer than 3"),
        ({"channel": "fax"}, "one of web, till, phone"),
        ({"at": datetime(1, 1, 1, tzinfo=UTC)}, "1900 and 2200"),
    ],
)
def test_a_bad_value_is_refused_with_its_row_and_reason(changes: dict[str, object], reason: str) -> None:
    frame = pl.concat([lines(channel="web"), lines(**{"channel": "web", **changes})], how="vertical_relaxed")
    with pytest.raises(ColumnError, match=rf"order lines, row 1, column {next(iter(changes))}: .*{reason}"):
        check(frame, ORDER_LINES)


def test_faults_name_every_bad_row_so_that_the_good_are_kept() -> None:
    frame = pl.concat([lines(), lines(quantity=2**40), lines(), lines(currency="?")])
    found = faults(frame, ORDER_LINES)
    assert found.select("row", "column", "value").rows() == [(1, "quantity", str(2**40)), (3, "currency", "?")]
    good = frame.with_row_index().filter(~pl.col("index").is_in(found["row"].implode())).drop("index")
    assert check(good, ORDER_LINES).height == 2


def test_an_empty_text_is_an_empty_cell_where_only_some_texts_will_do() -> None:
    assert check(lines(channel="", customer_id=""), ORDER_LINES).select("channel", "customer_id").row(0) == (None, None)


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan"), float("inf")])
def test_satisfaction_lies_between_0_and_1(score: float) -> None:
    frame = pl.DataFrame([{"external_id": "s", "customer_id": "c", "score": score, "kind": "nps", "at": AT}])
    with pytest.raises(ColumnError, match="between 0 and 1"):
        check(frame, SATISFACTION)


def test_activity_is_of_three_kinds() -> None:
    frame = pl.DataFrame([{"external_id": "e", "kind": "stare", "product_id": "bell", "at": AT}])
    with pytest.raises(ColumnError, match="one of view, cart_add, cart_remove"):
        check(frame, ACTIVITY)


@pytest.mark.parametrize("text", ["", "[1]", "{", '{"a": [1]}', '{"a": NaN}', '{"a": 1e999}', '{"a": "\\u0000"}', "7"])
def test_attributes_that_are_no_object_of_text_and_numbers_are_refused(text: str) -> None:
    assert canonical(text) is None
    if text:
        with pytest.raises(ColumnError, match="not a JSON object of text and numbers"):
            check(products(attributes=text), PRODUCTS)


def test_a_number_is_no_name() -> None:
    with pytest.raises(ColumnError, match="not a JSON object of text"):
        check(products(names='{"nl": 7}'), PRODUCTS)


def test_an_object_has_one_spelling() -> None:
    assert canonical('{ "b": 1, "a": "é", "c": null }') == canonical('{"a":"\\u00e9","b":1}') == '{"a":"é","b":1}'


@given(st.text())
def test_whatever_the_text_its_spelling_is_stable(text: str) -> None:
    spelled = canonical(json.dumps({"a": text}))
    assert spelled is None or canonical(spelled) == spelled


@given(st.lists(st.text(max_size=300), max_size=5))
def test_any_text_is_saved_or_named_as_a_fault(texts: list[str]) -> None:
    texts = [text for text in texts if text.isprintable() or "\0" in text]
    frame = pl.DataFrame({"external_id": texts}, schema={"external_id": pl.String()})
    bad = [row for row, text in enumerate(texts) if not 1 <= len(text) <= 128 or "\0" in text]
    assert faults(frame, CUSTOMERS)["row"].to_list() == bad
