"""Whether a frame may be saved, by the list of its columns.

`check(frame, ORDER_LINES)` returns the frame in the listed order and exact types, or raises `ColumnError` saying what
is wrong, where, and how to mend it. `faults(frame, ORDER_LINES)` lists every bad value by row instead, so that an
importer can set the bad rows apart and keep the good ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat

import polars as pl

from worthmore.shop.columns import FIRST_MOMENT, LAST_MOMENT, MOMENT, MONEY, Column, ColumnError, FrameKind

ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def check(frame: pl.DataFrame, kind: FrameKind) -> pl.DataFrame:
    """The frame with its columns in the listed order and exact types. Raises `ColumnError` for anything else."""
    typed = conform(frame, kind)
    found = faults(typed, kind)
    if found.height:
        first = found.row(0, named=True)
        more = f" (and {found.height - 1} more)" if found.height > 1 else ""
        raise ColumnError(f"{kind.name}, row {first['row']}, column {first['column']}: {first['reason']}{more}")
    return typed


def conform(frame: pl.DataFrame, kind: FrameKind) -> pl.DataFrame:
    """The frame with columns in the listed order and exact types; looks at names and types only, not at values."""
    unknown = [name for name in frame.columns if name not in kind.schema]
    if unknown:
        raise ColumnError(f"{kind.name}: unknown column {', '.join(unknown)}; the columns are {', '.join(kind.schema)}")
    missing = [name for name in kind.required if name not in frame.columns]
    if missing:
        raise ColumnError(f"{kind.name}: column {', '.join(missing)} is missing; {kind.column(missing[0]).says}")
    given = [column for column in kind.columns if column.name in frame.columns]
    for column in given:
        _check_dtype(frame.schema[column.name], column, kind)
    try:
        return frame.select(_typed(column) for column in given)
    except pl.exceptions.InvalidOperationError as error:
        raise ColumnError(f"{kind.name}: {error}") from error


def faults(frame: pl.DataFrame, kind: FrameKind) -> pl.DataFrame:
    """Every value that may not be saved, one row each: row (from 0), column, value (as text), reason."""
    typed = conform(frame, kind)
    found = [_faults(typed, kind.column(name)) for name in _doubtful(typed, kind)]
    schema = {"row": pl.Int64(), "column": pl.String(), "value": pl.String(), "reason": pl.String()}
    return pl.concat([pl.DataFrame(schema=schema), *found]).sort("row", maintain_order=True)


def _doubtful(typed: pl.DataFrame, kind: FrameKind) -> list[str]:
    """The columns with any bad value, found in one pass: nearly always none."""
    given = [column for column in kind.columns if column.name in typed.columns]
    bad = typed.select(_any_bad(column).alias(column.name) for column in given if not column.json).row(0, named=True)
    objects = [column.name for column in given if column.json and _not_objects(typed[column.name], column).any()]
    return [column.name for column in given if bad.get(column.name) or column.name in objects]


def _typed(column: Column) -> pl.Expr:
    """The column in its type; an empty text means an empty cell where only some texts will do."""
    value = pl.col(column.name).cast(column.dtype)
    if column.empty and column.dtype == pl.String() and (column.least or column.allowed or column.json):
        return value.replace("", None)
    return value


def _check_dtype(found: pl.DataType, column: Column, kind: FrameKind) -> None:
    """Refuse a type that cannot hold the column's values; wider and narrower numbers and coded text are fine."""
    if found == column.dtype or (found == pl.Null() and column.empty):
        return
    fits = {
        pl.Int64(): found.is_integer(),
        pl.Float64(): found.is_numeric(),
        pl.String(): isinstance(found, pl.Categorical | pl.Enum),
        MOMENT: isinstance(found, pl.Datetime) and found.time_zone is not None,
    }
    if fits.get(column.dtype, False):
        return
    hint = "; give it a time zone with .dt.replace_time_zone" if isinstance(found, pl.Datetime) else ""
    raise ColumnError(f"{kind.name}: column {column.name} is {found}, it must be {column.dtype}{hint}")


def _faults(frame: pl.DataFrame, column: Column) -> pl.DataFrame:
    rules: Sequence[tuple[pl.Expr | pl.Series, str]] = _rules(column)
    if column.json:
        kinds = "text" if column.json == (str,) else "text and numbers"
        rules = [(_not_objects(frame[column.name], column), f"is not a JSON object of {kinds}")]
    return frame.select(
        row=pl.int_range(pl.len(), dtype=pl.Int64),
        column=pl.lit(column.name),
        value=pl.col(column.name).cast(pl.String).str.slice(0, 200),
        reason=pl.coalesce(pl.when(wrong).then(pl.lit(why)) for wrong, why in rules),
    ).filter(pl.col("reason").is_not_null())


@cache
def _any_bad(column: Column) -> pl.Expr:
    wrong = [wrong for wrong, _ in _rules(column)]
    return pl.any_horizontal(wrong).any() if wrong else pl.lit(False)


@cache
def _rules(column: Column) -> tuple[tuple[pl.Expr, str], ...]:
    """What may be wrong with a value, and the words for it."""
    value = pl.col(column.name)
    rules = [] if column.empty else [(value.is_null(), f"is empty; it must hold {column.says}")]
    if column.allowed:
        rules += [(~value.is_in(column.allowed), f"must be one of {', '.join(column.allowed)}")]
    if column.dtype == pl.String():
        rules += _text_rules(value, column)
    elif column.dtype == MOMENT:
        rules += [(~value.is_between(FIRST_MOMENT, LAST_MOMENT), "must lie between the years 1900 and 2200")]
    elif column.least is not None and column.most is not None:
        bounds = f"must lie between {column.least:.15g} and {column.most:.15g}"
        rules += [(~value.is_between(column.least, column.most), bounds)]
    return tuple(rules)


def _text_rules(value: pl.Expr, column: Column) -> Iterable[tuple[pl.Expr, str]]:
    if column.least:
        yield value.str.len_chars() < column.least, f"is too short; it must hold {column.says}"
    if column.most is not None:
        yield value.str.len_chars() > column.most, f"is longer than {column.most:g} characters; shorten it"
    yield value.str.contains("\0", literal=True), "holds a NUL character; take it out"
    if column.name == "currency":
        yield ~value.str.contains(r"^[A-Z]{3}$"), "is not a three-letter code in capitals such as EUR"


def _not_objects(texts: pl.Series, column: Column) -> pl.Series:
    wrong = [text is not None and canonical(text, column.json) is None for text in texts]
    return pl.Series(wrong, dtype=pl.Boolean)


def canonical(text: str, types: tuple[type, ...] = (str, int, float)) -> str | None:
    """A JSON object in the one spelling that is stored, empty values left out; None when it is not such an object."""
    try:
        value = json.loads(text)
        kept = {name: item for name, item in value.items() if item is not None}
        spelled = ENCODER.encode(kept)
        spelled.encode()
    except (ValueError, AttributeError, RecursionError):
        return None
    return spelled if all(map(_is_plain, kept, kept.values(), repeat(types))) else None


def _is_plain(name: str, item: object, types: tuple[type, ...]) -> bool:
    if not isinstance(item, types) or "\0" in name:
        return False
    return "\0" not in item if isinstance(item, str) else abs(item) <= MONEY  # type: ignore[arg-type]
