"""What a person prefers, and the links that let them say so without logging in."""

from django.db import models


class Preference(models.Model):
    """One person's choices, changed by them alone. `muted` are the topics they do not want.

    `skipped` maps an occasion to the last year it is skipped in, 0 for every year.
    """

    person_key = models.CharField(max_length=32, unique=True)
    muted = models.JSONField(default=list)
    frequency = models.CharField(max_length=12, blank=True)
    paused_until = models.DateTimeField(null=True)
    skipped = models.JSONField(default=dict)
    asked_at = models.DateTimeField(null=True, help_text="when they were last asked for a permission, or refused one")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.person_key


class Link(models.Model):
    """A link somebody may open without logging in. The token itself is never kept, only its keyed hash.

    A link outlives its campaign and its person: after an erasure `person_key` is empty and the link still answers.
    """

    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16)
    person_key = models.CharField(max_length=32, blank=True, db_index=True)
    channel = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=64, blank=True, help_text="keyed hash of the address it was sent to")
    about = models.JSONField(default=dict, help_text="what a confirmation is to write in the ledger")
    at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True, help_text="when it first did what it is for")

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
