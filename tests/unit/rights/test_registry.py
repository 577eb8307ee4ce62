from __future__ import annotations

from collections import Counter

import pytest
from django.apps import apps

from worthmore.rights.registry import RegistryError, _columns, _table, tables


def stored() -> dict[str, list[str]]:
    """Every column of every table."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: [field.column for field in model._meta.concrete_fields] for model in models}


def test_every_column_of_every_table_is_declared_once() -> None:
    undeclared = {
        table: sorted(set(columns) - set(tables()[table].columns) if table in tables() else columns)
        for table, columns in stored().items()
    }
    assert {table: columns for table, columns in undeclared.items() if columns} == {}


def test_nothing_is_declared_that_is_not_stored() -> None:
    known = stored()
    left_over = {name: sorted(set(table.columns) - set(known.get(name, []))) for name, table in tables().items()}
    assert {table: columns for table, columns in left_over.items() if columns} == {}


def test_a_table_of_customers_says_why_and_how_long_it_keeps_them() -> None:
    silent = [table.name for table in tables().values() if table.of_customers and not (table.purpose and table.kept)]
    assert silent == []


def test_a_table_with_personal_columns_is_never_left_untouched_by_an_erasure() -> None:
    assert [table.name for table in tables().values() if table.of_customers and table.erasure == "untouched"] == []


def test_every_erasure_is_used() -> None:
    assert set(Counter(table.erasure for table in tables().values())) == {"row", "cut", "scrub", "untouched"}


def test_a_column_in_two_lists_is_refused_by_name() -> None:
    with pytest.raises(RegistryError, match=r"shop_customer: name is personal and none"):
        _columns("shop_customer", {"personal": ["name"], "none": ["name"]})


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"erasure": "row"}, "holds is missing"),
        ({"holds": "x", "erasure": "burn"}, "erasure is not one of"),
        ({"holds": "x", "erasure": "row", "secret": ["a"]}, "secret means nothing here"),
        ({"holds": "x", "erasure": "row", "none": "name"}, "none is not a list"),
    ],
)
def test_a_table_that_is_declared_wrongly_is_refused_with_the_reason(entry: dict[str, object], message: str) -> None:
    with pytest.raises(RegistryError, match=message):
        _table("shop_customer", entry)
