"""A person's own details, put right in every source that knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import transaction

from worthmore.shop.column_checks import check
from worthmore.shop.columns import CUSTOMERS, ColumnError
from worthmore.shop.models import Customer
from worthmore.shop.operations.correcting import FIELDS, remember
from worthmore.shop.operations.people import save_customers
from worthmore.shop.operations.revision import next_revision
from worthmore.shop.queries.identity import find_person


@dataclass(frozen=True, slots=True)
class PersonCorrected:
    """The fields that were other than they are now, and the sources in which they were."""

    fields: tuple[str, ...]
    sources: tuple[str, ...]


def correct_person(person_key: str, changes: Mapping[str, str], at: datetime, by: str) -> PersonCorrected | None:
    """Put these fields right wherever the person is known; None when nobody has the key.

    Saved as an import would save them: a corrected e-mail address that is somebody else's too makes them one person.
    Raises `ColumnError` naming a field that holds what may not be stored.
    """
    wrong = sorted(set(changes) - set(FIELDS))
    if wrong:
        raise ColumnError(f"{wrong[0]} is no detail of a customer; these are: {', '.join(FIELDS)}")
    changes = {name: value.strip().lower() if name == "email" else value.strip() for name, value in changes.items()}
    with transaction.atomic():
        next_revision()
        person = find_person(person_key)
        if person is None:
            return None
        customers = list(Customer.objects.filter(person=person).select_related("source").order_by("pk"))
        wrong_ones = [one for one in customers if any(getattr(one, name) != changes[name] for name in changes)]
        _save(wrong_ones, changes, at, by)
    fields = [name for name in changes if any(getattr(one, name) != changes[name] for one in wrong_ones)]
    return PersonCorrected(tuple(fields), tuple(sorted({one.source.name for one in wrong_ones})))


def _save(customers: Sequence[Customer], changes: Mapping[str, str], at: datetime, by: str) -> None:
    """Checked, then noted, then saved: noted before, so that saving does not take the old values for news."""
    frames = {one.source.name: _frame(customers, one.source_id, changes) for one in customers}
    for name, value in changes.items():
        remember([one for one in customers if getattr(one, name) != value], name, value, at, by)
    for source, frame in frames.items():
        save_customers(source, frame, at)


def _frame(customers: Sequence[Customer], source: int, changes: Mapping[str, str]) -> pl.DataFrame:
    rows = [{"external_id": one.external_id, **changes} for one in customers if one.source_id == source]
    return check(pl.DataFrame(rows, schema={name: pl.String() for name in ("external_id", *changes)}), CUSTOMERS)
