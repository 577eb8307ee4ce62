"""The one table of the demo shop: orders on their way to Worthmore."""

from django.db import models


class UnsentOrder(models.Model):
    """An order placed here that Worthmore has not confirmed yet.

    `body` is the JSON to send; `refused` is why Worthmore will never take it, empty while it may.
    """

    body = models.TextField()
    placed_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    refused = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"order of {self.placed_at:%Y-%m-%d %H:%M}, {self.attempts} attempts"
