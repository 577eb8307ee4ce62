"""The ledger: rows are only ever added. The database itself refuses to change or remove one (migration 0001)."""

from django.db import models


class Text(models.Model):
    """The exact words somebody was shown or read out: one row for each version and language, never changed.

    `digest` is the SHA-256 of the words, in hexadecimal, so that a row can be checked against the words it claims.
    """

    name = models.CharField(max_length=64, help_text="the shop's own name for this text: newsletter-checkout")
    version = models.CharField(max_length=32)
    language = models.CharField(max_length=8)
    words = models.TextField()
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "version", "language"], name="consent_text_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.version} {self.language}"


class Entry(models.Model):
    """One act of one person: given, withdrawn, objected or lifted. No row is no consent.

    `channel` "" is every channel, `purpose` "" every purpose. `address` is the keyed hash of the address it concerns,
    where one is known. `source` and `reference` together name the act outside, so that the same is never kept twice.
    """

    person_key = models.CharField(max_length=32, db_index=True)
    act = models.CharField(max_length=12)
    channel = models.CharField(max_length=20, blank=True)
    purpose = models.CharField(max_length=32, blank=True)
    sender = models.CharField(max_length=200, help_text="the legal name the permission names")
    text = models.ForeignKey(Text, null=True, on_delete=models.PROTECT, db_index=False)
    place = models.CharField(max_length=200, blank=True, help_text="where it was collected")
    how = models.CharField(max_length=64, blank=True, help_text="checkbox, telephone, paper form …")
    evidence = models.JSONField(default=dict)
    address = models.CharField(max_length=64, blank=True)
    own_act = models.BooleanField(default=False)
    double_opt_in = models.BooleanField(default=False)
    written = models.BooleanField(default=False)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=100)
    source = models.CharField(max_length=64)
    reference = models.CharField(max_length=128)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "reference"], name="consent_entry_once")]

    def __str__(self) -> str:
        return f"{self.person_key} {self.act} {self.channel or 'everything'}"


class Erasing(models.Model):
    """The one way to remove ledger rows: while a key stands here, the database lets go of that person's rows.

    Only `operations.forget_person` puts it here, and takes it away again in the same transaction.
    """

    person_key = models.CharField(max_length=32, unique=True)

    def __str__(self) -> str:
        return self.person_key
