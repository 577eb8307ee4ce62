"""What was answered before anybody knew who it was, once that is known."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection, transaction

from worthmore.outcomes.models import Outcome

THEIRS = f"UPDATE {Outcome._meta.db_table} SET person_key = %s WHERE offer = %s AND person_key = ''"  # noqa: S608


def recognise(offers: Mapping[str, str]) -> None:
    """Give the outcomes of offers that were made to nobody to the person whose key is named beside each offer.

    The one change an outcome may see: what it says stays, and whoever it belongs to keeps it.
    """
    rows = [(key, offer) for offer, key in offers.items() if key]
    if not rows:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(THEIRS, rows)
