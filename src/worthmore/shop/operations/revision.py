"""The number that grows with every change of catalogue or settings."""

from __future__ import annotations

from worthmore.shop.models import Revision

ROW = 1


def next_revision() -> int:
    """The number for what is about to be saved. Call it first in the transaction.

    Holding the row until the end makes savers take turns, on PostgreSQL as on SQLite: nobody creates the same person
    or product twice, and a reader who has seen a revision has seen every lower one.
    """
    row = Revision.objects.select_for_update().filter(pk=ROW).first()
    if row is None:
        Revision.objects.bulk_create([Revision(pk=ROW)], ignore_conflicts=True)
        row = Revision.objects.select_for_update().get(pk=ROW)
    return row.number + 1


def publish(revision: int) -> None:
    """Make it the current number."""
    Revision.objects.filter(pk=ROW).update(number=revision)
