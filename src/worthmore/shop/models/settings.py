"""Where facts come from, and what the shop has set."""

from django.db import models


class Source(models.Model):
    """A place facts come from (a webshop, a till, a file). Ids from outside are unique within one source."""

    name = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Setting(models.Model):
    """One field of the policy that the shop has changed; absent means the default."""

    name = models.CharField(max_length=64, unique=True)
    value = models.JSONField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Revision(models.Model):
    """One row that counts every change of catalogue or settings. Whoever saves holds it, so that nobody sees a gap."""

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
