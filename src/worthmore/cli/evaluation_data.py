"""Histories to evaluate on: the well-known data sets by name, or a file of one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from worthmore.learn.evaluation import splits
from worthmore.learn.evaluation.compare import Catalogue
from worthmore.learn.evaluation.splits import Split
from worthmore.learn.histories import Histories, histories

FEWEST = 3
"""Of persons with fewer baskets nothing is asked: two must be left to learn from."""


class DataError(ValueError):
    """Data that cannot be read, and what to do about it."""


@dataclass(frozen=True)
class Task:
    """One data set with its splits; figures of several splits are taken together."""

    name: str
    splits: list[Split]
    catalogue: Catalogue


def load(name: str, folder: Path) -> Task:
    """A data set by its name in `folder`, or a file by its path. Raises DataError."""
    if name in KNOWN:
        return KNOWN[name](folder)
    path = Path(name)
    if path.is_file():
        return own_file(path)
    raise DataError(f"{name} is neither a file nor one of: {', '.join(KNOWN)}.")


def own_file(path: Path) -> Task:
    """A CSV or Parquet file of order lines: columns person, item, and day or order; price, margin, category if any.

    `day` may be dates, times or numbers. A basket is what one person bought in one order, without orders on one day.
    """
    lines = _read(path)
    missing = {"person", "item"} - set(lines.columns)
    if missing or not {"day", "order"} & set(lines.columns):
        wanted = ", ".join(sorted(missing)) or "day or order"
        raise DataError(f"{path} has no column {wanted}; it has {', '.join(lines.columns)}.")
    lines = lines.filter(pl.col("person").is_not_null(), pl.col("item").is_not_null())
    if lines.is_empty():
        raise DataError(f"{path} has no line that names both person and item.")
    numbered = lines.with_columns(pl.col("person", "item").rank("dense").cast(pl.Int64) - 1)
    day = _as_days(lines["day"], path) if "day" in lines.columns else None
    order = lines["order"].rank("dense").cast(pl.Int64).fill_null(0).to_numpy() if "order" in lines.columns else None
    count = int(numbered["item"].max()) + 1  # type: ignore[arg-type]
    known = histories(numbered["person"].to_numpy(), day, numbered["item"].to_numpy(), count, order)
    return Task(path.name, [splits.leave_last_out(known, FEWEST)], _catalogue(numbered, count))


def _as_days(column: pl.Series, path: Path) -> np.ndarray[Any, Any]:
    if column.dtype == pl.String:
        try:
            column = column.str.to_datetime(strict=False)
        except pl.exceptions.PolarsError:  # no known way of writing dates fits
            column = column.clear(len(column))
        if column.null_count() == len(column):
            raise DataError(f"{path}: no value of column day could be read as a date; write 2026-11-21 or a number.")
    if column.dtype.is_temporal():
        return column.cast(pl.Datetime("us")).dt.timestamp("us").to_numpy().astype(np.float64) / 86_400e6
    return column.cast(pl.Float64).to_numpy()


def _catalogue(lines: pl.DataFrame, count: int) -> Catalogue:
    items = pl.DataFrame({"item": np.arange(count)})
    category = None
    price, margin = (_usual(lines, items, name) for name in ("price", "margin"))
    if "category" in lines.columns:
        kinds = lines.group_by("item").agg(pl.col("category").drop_nulls().first())
        ranked = kinds.with_columns(pl.col("category").rank("dense"))
        found = items.join(ranked, on="item", how="left", maintain_order="left")
        category = found["category"].fill_null(0).cast(pl.Int64).to_numpy() - 1
    return Catalogue(price=price, margin=margin, category=category)


def _usual(lines: pl.DataFrame, items: pl.DataFrame, name: str) -> np.ndarray[Any, Any] | None:
    """The median of a column for each item; None where there is no such column of numbers."""
    if name not in lines.columns or not lines[name].dtype.is_numeric():
        return None
    usual = lines.group_by("item").agg(pl.col(name).median())
    return items.join(usual, on="item", how="left", maintain_order="left")[name].to_numpy()


def _read(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise DataError(f"{path} could not be read: {str(error).splitlines()[0]}") from error


def tafeng(folder: Path) -> Task:
    """Ta-Feng as in Li et al., TOIS 2023: baskets in order, no days; the last basket of those who show it is wanted."""
    lines = _read(folder / "tafeng_rc" / "baskets.parquet")
    count = int(lines["item_id"].max()) + 1  # type: ignore[arg-type]
    known, asked = (_in_order(lines.filter(pl.col("is_target") == flag), "user_id", count) for flag in (0, 1))
    return Task("tafeng", [splits.given("last basket, Reality Check", known, asked)], Catalogue())


def _in_order(lines: pl.DataFrame, person: str, count: int) -> Histories:
    columns = (lines[name].cast(pl.Int64).to_numpy() for name in (person, "item_id", "basket_idx"))
    who, item, order = columns
    return histories(who, None, item, count, order)


def dnntsp(name: str) -> Callable[[Path], Task]:
    """One of DNNTSP's sets, Yu et al., KDD 2020: training persons' targets are known, validation persons' are asked."""

    def read(folder: Path) -> Task:
        lines = _read(folder / "dnntsp_sets" / f"{name}.parquet").with_columns(pl.col("split").cast(pl.String))
        # the parts of TMS name their persons anew: user0 of one part is not user0 of another
        lines = lines.with_columns(person=pl.struct("split", "user").rank("dense").cast(pl.Int64))
        count = int(lines["item_id"].max()) + 1  # type: ignore[arg-type]
        target = pl.col("is_target") == 1
        known = _in_order(lines.filter(~target | (pl.col("split") == "train")), "person", count)
        asked = _in_order(lines.filter(target & (pl.col("split") == "validate")), "person", count)
        leak = "the training persons' newest baskets, bought when the wanted ones were, are known"
        return Task(f"dnntsp_{name}", [splits.given("DNNTSP, validation", known, asked, leak)], Catalogue())

    return read


def instacart(folder: Path) -> Task:
    """Instacart, 1,000 users: everybody's last order is wanted. Days run from each user's own first order."""
    where = folder / "instacart_1k"
    lines = _read(where / "order_items.parquet").join(_read(where / "orders.parquet"), on="order_id")
    lines = lines.rename({"user_id": "person", "product_id": "code", "order_number": "order"})
    aisles = _read(where / "products.parquet").select(code="product_id", category="aisle_id")
    return _leave_last("instacart", lines.join(aisles, on="code", how="left"), day="day")


def dunnhumby(folder: Path) -> Task:
    """The Complete Journey, whole baskets of the first 79 days: everybody's last basket is wanted."""
    where = folder / "dunnhumby_cj"
    lines = _read(where / "baskets_first79days.parquet")
    lines = lines.rename({"user_id": "person", "item_id": "code", "basket_id": "order", "date": "day"})
    kinds = _read(where / "products.parquet").select(code="product_id", category="product_category")
    return _leave_last("dunnhumby", lines.join(kinds, on="code", how="left"), day="day")


def online_retail(folder: Path) -> Task:
    """Online Retail (UCI): a customer-day is a basket, everybody's last is wanted; no cancellations, no postage."""
    lines = _read(folder / "online_retail" / "online_retail.parquet").with_columns(pl.col("stock_code").cast(pl.String))
    lines = lines.filter(
        pl.col("customer_id").is_not_null(), pl.col("quantity") > 0, pl.col("unit_price") > 0,
        ~pl.col("invoice_no").str.starts_with("C"), pl.col("stock_code").str.contains(r"^\d{5}"),
    )  # fmt: skip
    days = pl.col("invoice_date").dt.epoch("d").cast(pl.Float64)
    lines = lines.with_columns(day=days, person=pl.col("customer_id").cast(pl.Int64), order=days.cast(pl.Int64))
    return _leave_last("online_retail", lines.rename({"stock_code": "code", "unit_price": "price"}), day="day")


def _leave_last(name: str, lines: pl.DataFrame, day: str) -> Task:
    lines = lines.with_columns(item=pl.col("code").rank("dense").cast(pl.Int64) - 1)
    count = int(lines["item"].max()) + 1  # type: ignore[arg-type]
    columns = (lines[column].to_numpy() for column in ("person", day, "item", "order"))
    person, when, item, order = columns
    known = histories(person, when, item, count, order)
    return Task(name, [splits.leave_last_out(known, FEWEST)], _catalogue(lines, count))


KNOWN: dict[str, Callable[[Path], Task]] = {
    "tafeng": tafeng,
    "dnntsp_tafeng": dnntsp("tafeng"),
    "dnntsp_dc": dnntsp("dc"),
    "dnntsp_tms": dnntsp("tms"),
    "instacart": instacart,
    "dunnhumby": dunnhumby,
    "online_retail": online_retail,
}
