"""Addresses that must not be used, as keyed hashes that say nothing without the installation's secret."""

from django.db import models


class Suppression(models.Model):
    """Something that holds for an address, whoever has it; survives the erasure of the person. Only ever added.

    `act` is suppressed (an objection), withdrawn (a permission taken back), erased (whatever was given before is
    gone) or lifted (by the person's own later act). `channel` "" is every channel that the kind of address can stand
    for, `purpose` "" every purpose.
    """

    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, help_text="email, phone, post or customer")
    act = models.CharField(max_length=12)
    channel = models.CharField(max_length=20, blank=True)
    purpose = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "act", "channel", "purpose", "at"], name="consent_suppression_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.act} {self.channel or 'everything'}"


class ContactList(models.Model):
    """One loading of a do-not-contact list. `current` is the one that counts; a half-read one never does.

    `scheme` says what its entries were hashed with before they came to us ("" when they came plain: "sha256").
    """

    name = models.CharField(max_length=32)
    list_date = models.DateField()
    file_digest = models.CharField(max_length=64)
    scheme = models.CharField(max_length=16, blank=True)
    rows_read = models.BigIntegerField(default=0, help_text="how far a loading that was interrupted had come")
    entries = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    current = models.BooleanField(default=False)
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=models.Q(current=True), name="consent_list_current"),
            models.UniqueConstraint(fields=["name", "list_date", "file_digest"], name="consent_list_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.list_date}"


class ListEntry(models.Model):
    """One address on one loading of a list, as a keyed hash."""

    digest = models.CharField(max_length=64)
    loading = models.ForeignKey(ContactList, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "loading"], name="consent_list_entry_once")]

    def __str__(self) -> str:
        return f"{self.loading_id} {self.digest[:8]}"
