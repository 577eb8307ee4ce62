"""Which learned version is in use."""

from django.db import models


class Version(models.Model):
    """A published version: a folder of arrays under the data folder's `models/`. The newest row is the one in use."""

    name = models.CharField(max_length=40, unique=True)
    published_at = models.DateTimeField()
    checksum = models.CharField(max_length=64)
    summary = models.JSONField(default=dict, help_text="what was learned, per source")

    def __str__(self) -> str:
        return self.name
