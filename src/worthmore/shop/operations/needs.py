"""What people told us they need: read once when it is told, kept with what was understood of it."""

from __future__ import annotations

from datetime import datetime

import msgspec
import polars as pl
from django.db import connection, transaction

from worthmore.decide.person.reading import read_need
from worthmore.shop.columns import NEEDS
from worthmore.shop.operations.comparing import checked, upsert
from worthmore.shop.operations.people import person_keys
from worthmore.shop.operations.revision import next_revision
from worthmore.shop.operations.saved import Saved
from worthmore.shop.operations.settings import source_key
from worthmore.shop.private import private_places
from worthmore.shop.queries.identity import find_person
from worthmore.shop.queries.settings import policy

KEYS = ("source_id", "external_id")
BRANDS = "SELECT DISTINCT brand FROM shop_product WHERE source_id = %s AND brand <> ''"
FORGET = """
DELETE FROM shop_need WHERE person_id = %s AND external_id = %s
AND source_id = (SELECT id FROM shop_source WHERE name = %s)
"""
_encode = msgspec.json.Encoder().encode


class SensitiveNeedError(ValueError):
    """Something told that may not be kept; `row` is its place in the frame, `kind` what it tells of."""

    def __init__(self, row: int, kind: str) -> None:
        super().__init__(
            f"row {row} tells of {kind.replace('_', ' ')}, which is never kept or used for offers; "
            "write down what the product must be instead, without the reason"
        )
        self.row, self.kind = row, kind


def save_needs(source: str, frame: pl.DataFrame, at: datetime) -> Saved:
    """Save `NEEDS`. Told again under the same id, a need is changed. Customers not known yet are made known.

    Raises `SensitiveNeedError` for the first text that tells of health, religion or the like; then nothing is saved.
    """
    rows, given = checked(frame, NEEDS)
    private = private_places(frame["text"].to_list())
    if private:
        raise SensitiveNeedError(*next(iter(private.items())))
    with transaction.atomic():
        next_revision()
        key = source_key(source, at)
        people = person_keys(key, rows["customer_id"], at)
        whole = _understood(key, rows).join(people, on="customer_id", how="left", maintain_order="left")
        columns = ["person_id" if name == "customer_id" else name for name in given]
        kept = whole.drop("customer_id").with_columns(source_id=pl.lit(key, pl.Int64))
        return upsert("shop_need", kept, KEYS, [*columns, "concept", "rules"]).saved


def forget_need(person_key: str, source: str, need_id: str) -> bool:
    """Take out one thing a person told; whether there was one."""
    person = find_person(person_key)
    if person is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute(FORGET, (person.pk, need_id, source))
        return bool(cursor.rowcount)


def _understood(source: int, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with what is understood of their texts: a concept we have words for, and the rules as JSON."""
    own_words, brands = policy().need_words, _brands(source)
    needs = [
        read_need(text, language, own_words=own_words, brands=brands)
        for text, language in rows.select("text", "language").rows()
    ]
    return rows.with_columns(
        concept=pl.Series([need.concept for need in needs], dtype=pl.String()),
        rules=pl.Series([_encode(need.constraints).decode() for need in needs], dtype=pl.String()),
    )


def _brands(source: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(BRANDS, (source,))
        return [brand for (brand,) in cursor.fetchall()]
