"""Plans, contracts and usage at work on a file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

import polars as pl

from worthmore.connectors.csv.columns import Column
from worthmore.connectors.csv.contents import contracts
from worthmore.connectors.csv.contents.work import Batch, Content
from worthmore.connectors.csv.fields import Check, Recognised
from worthmore.connectors.csv.layouts import Layout
from worthmore.connectors.csv.trouble import Problem, Reject
from worthmore.shop.operations import Saved, save_attributes, save_contracts, save_plans, save_usage

PLANS = Content("plans", contracts.PLANS, contracts.WANTED_OF_PLANS, contracts.checks_of_plans)
CONTRACTS = Content("contracts", contracts.CONTRACTS, contracts.WANTED_OF_CONTRACTS, contracts.checks_of_contracts)
USAGE = Content("usage", contracts.USAGE, contracts.WANTED_OF_USAGE, contracts.checks_of_usage)
UNKNOWN_PRODUCT = Problem("a product that is not known", "Import the products file first, or correct its code.")
UNKNOWN_CONTRACT = Problem("a contract that is not known", "Import the contracts file first, or correct its number.")

Strangers = Callable[[Sequence[str]], list[Reject]]


class PlansWork:
    """Plans, and the customers' words for what they include."""

    def __init__(self, file: Recognised, layout: Layout) -> None:
        self._file = file
        self.resume_from: int | None = None
        self.checks: tuple[Check, ...] = layout.checks(file.choices) + contracts.checks_of_plans(file.choices)

    def prepare(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Every field as a column."""
        return contracts.prepared(frame, contracts.PLANS)

    def batch(self, good: pl.DataFrame) -> Batch:
        """The plans."""
        columns = self._file.columns
        found, kinds = contracts.plans(good, columns), contracts.attributes(columns)

        def save(source: str, at: datetime, without: Collection[str] = ()) -> Saved:
            if kinds.height:
                save_attributes(source, kinds, at)
            return save_plans(source, found, at)

        return Batch(save, good.height, strangers=_strangers(good, "product_id", columns, UNKNOWN_PRODUCT))


class ContractsWork:
    """Contracts."""

    def __init__(self, file: Recognised, layout: Layout) -> None:
        self._file = file
        self.resume_from: int | None = None
        self.checks: tuple[Check, ...] = layout.checks(file.choices) + contracts.checks_of_contracts(file.choices)

    def prepare(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Every field as a column."""
        return contracts.prepared(frame, contracts.CONTRACTS)

    def batch(self, good: pl.DataFrame) -> Batch:
        """The contracts."""
        found = contracts.contracts(good, self._file.fields, self._file.choices)

        def save(source: str, at: datetime, without: Collection[str] = ()) -> Saved:
            return save_contracts(source, found, at)

        return Batch(save, good.height, strangers=_strangers(good, "product_id", self._file.columns, UNKNOWN_PRODUCT))


class UsageWork:
    """What is used."""

    def __init__(self, file: Recognised, layout: Layout) -> None:
        self._file = file
        self.resume_from: int | None = None
        self.checks: tuple[Check, ...] = layout.checks(file.choices) + contracts.checks_of_usage(file.choices)

    def prepare(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Every field as a column."""
        return contracts.prepared(frame, contracts.USAGE)

    def batch(self, good: pl.DataFrame) -> Batch:
        """The usage."""
        found = contracts.usage(good)

        def save(source: str, at: datetime, without: Collection[str] = ()) -> Saved:
            return save_usage(source, found, at)

        return Batch(save, good.height, strangers=_strangers(good, "contract_id", self._file.columns, UNKNOWN_CONTRACT))


def _strangers(good: pl.DataFrame, field: str, columns: Sequence[Column], problem: Problem) -> Strangers:
    """The rows that name what nobody knows, once it has turned out what that is."""

    def named(unknown: Sequence[str]) -> list[Reject]:
        heading = next((column.heading for column in columns if column.field == field), field)
        rows = good.filter(pl.col(field).is_in(list(unknown))).select("row", field).rows()
        return [Reject(row, heading, value[:200], problem) for row, value in rows]

    return named
