"""The switch that stops everything. The latest row holds; rows are only ever added."""

from django.db import models


class Switch(models.Model):
    """Somebody stopped all marketing, or let it go on."""

    stopped = models.BooleanField()
    by = models.CharField(max_length=100)
    reason = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{'stopped' if self.stopped else 'resumed'} by {self.by}"
