"""Setting the rows given apart by what is stored: new, changed, the same. Then adding and changing just those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from worthmore.shop.column_checks import canonical, check
from worthmore.shop.columns import FrameKind
from worthmore.shop.operations import bulk
from worthmore.shop.operations.saved import Saved


@dataclass(frozen=True, slots=True)
class Compared:
    """Rows not stored yet; rows stored otherwise; rows stored just so. `changed` and `same` have the stored `id`."""

    new: pl.DataFrame
    changed: pl.DataFrame
    same: pl.DataFrame

    @property
    def saved(self) -> Saved:
        """The counts."""
        return Saved(self.new.height, self.changed.height, self.same.height)


def checked(frame: pl.DataFrame, kind: FrameKind) -> tuple[pl.DataFrame, list[str]]:
    """The checked rows, the last one where several say who they are alike, every column filled; and what was given.

    What was given are the columns that the frame really has, identity left out: only those change stored rows.
    """
    typed = check(frame, kind)
    rows = typed.unique(kind.identity, keep="last", maintain_order=True)
    filled = rows.select(_filled(rows, column.name, column.dtype, column.default) for column in kind.columns)
    given = [name for name in typed.columns if name not in kind.identity]
    spelled = [_spelled(column.name) for column in kind.columns if column.json and column.name in given]
    return filled.with_columns(spelled) if spelled else filled, given


def compare(rows: pl.DataFrame, stored: pl.DataFrame, keys: Sequence[str], columns: Sequence[str]) -> Compared:
    """Set the rows apart by what is stored under the same keys, looking at the given columns."""
    if stored.is_empty():
        known = rows.clear().select(pl.lit(None, pl.Int64).alias("id"), pl.all())
        return Compared(new=rows, changed=known, same=known)
    joined = rows.join(stored, on=list(keys), how="left", suffix=" stored", maintain_order="left")
    known = joined.filter(pl.col("id").is_not_null())
    differs = pl.any_horizontal(pl.lit(False), *(pl.col(name).ne_missing(pl.col(f"{name} stored")) for name in columns))
    return Compared(
        new=joined.filter(pl.col("id").is_null())[rows.columns],
        changed=known.filter(differs)[["id", *rows.columns]],
        same=known.filter(~differs)[["id", *rows.columns]],
    )


def upsert(table: str, rows: pl.DataFrame, keys: Sequence[str], columns: Sequence[str]) -> Compared:
    """Add what is new; where something is stored under the same keys, change the given columns that differ."""
    schema = {"id": pl.Int64(), **{name: rows.schema[name] for name in (*keys, *columns)}}
    found = compare(rows, bulk.stored(table, rows[list(keys)], schema), keys, columns)
    bulk.insert(table, found.new)
    bulk.update(table, found.changed[["id", *columns]])
    return found


def _filled(rows: pl.DataFrame, name: str, dtype: pl.DataType, default: object) -> pl.Expr:
    if name not in rows.columns:
        return pl.lit(default, dtype).alias(name)
    return pl.col(name) if default is None else pl.col(name).fill_null(pl.lit(default, dtype))


def _spelled(name: str) -> pl.Expr:
    """JSON in the one spelling that is stored, so that the same object is the same text."""
    return pl.col(name).map_elements(canonical, return_dtype=pl.String())
