"""How far back orders are learned from."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from worthmore.training.reading import recent

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def lines(*days: str) -> pl.DataFrame:
    moments = [datetime.fromisoformat(day).replace(tzinfo=UTC) for day in days]
    return pl.DataFrame({"order": range(len(days)), "at": moments}, {"order": pl.Int64, "at": pl.Datetime("us", "UTC")})


def orders(kept: pl.DataFrame) -> list[int]:
    return kept["order"].to_list()


def test_orders_of_the_last_months_are_learned_from_and_older_ones_are_not() -> None:
    given = lines("2023-11-19", "2023-11-20", "2023-11-21", "2026-11-20")
    assert orders(recent(given, NOW, 36)) == [2, 3]


def test_a_history_of_years_ago_is_learned_from_up_to_its_own_newest_order() -> None:
    given = lines("2010-12-01", "2011-12-09")
    assert orders(recent(given, NOW, 36)) == [0, 1]


def test_an_order_dated_in_the_future_moves_nothing() -> None:
    given = lines("2024-01-01", "2026-01-01", "2199-01-01")
    assert orders(recent(given, NOW, 36)) == [0, 1, 2]


def test_zero_months_learn_from_everything() -> None:
    given = lines("1999-01-01", "2026-01-01")
    assert orders(recent(given, NOW, 0)) == [0, 1]


def test_a_shop_without_orders_has_none_to_learn_from() -> None:
    assert orders(recent(lines(), NOW, 36)) == []
