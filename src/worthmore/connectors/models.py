"""Imports as rows: how far each is, and what was remembered of a file's columns."""

from django.db import models


class ImportRun(models.Model):
    """One import of one file. `rows_done` is committed together with the rows, so an interrupted run resumes there."""

    connector = models.CharField(max_length=32)
    source = models.CharField(max_length=64)
    content = models.CharField(max_length=16, help_text="orders, products or customers")
    file_name = models.CharField(max_length=400)
    fingerprint = models.CharField(
        max_length=64, help_text="SHA-256 of the file, what its columns mean and how they are read"
    )
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    rows_done = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    reject_file = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["fingerprint"])]

    def __str__(self) -> str:
        return f"{self.file_name} {self.rows_done}"


class Mapping(models.Model):
    """Which column means what, remembered per source, content and set of headings."""

    connector = models.CharField(max_length=32)
    source = models.CharField(max_length=64)
    content = models.CharField(max_length=16)
    headings = models.CharField(max_length=64, help_text="SHA-256 of the headings in order")
    fields = models.JSONField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connector", "source", "content", "headings"], name="mapping_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.content}"
