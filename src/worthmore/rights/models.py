"""Requests that people made under the law, and until when each must be answered."""

from django.db import models


class RightsRequest(models.Model):
    """One request. `person_key` is emptied when an erasure is done: then the row says only that one was made and kept.

    The answer is due one month after the request (GDPR art. 12(3)). `done_at` empty: still open.
    """

    kind = models.CharField(max_length=16, help_text="access, rectification, objection or erasure")
    person_key = models.CharField(max_length=32, blank=True, db_index=True)
    at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    began_at = models.DateTimeField(null=True, help_text="when an erasure began; one that began is always finished")
    done_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=150, help_text='the staff login that acted, or "customer"')
    note = models.CharField(
        max_length=200, blank=True, help_text="what was asked, in few words; never a name or address"
    )

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
