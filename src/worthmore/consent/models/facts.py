"""Facts a rule asks for that are no act of permission."""

from django.db import models


class SaleContact(models.Model):
    """How an address was obtained, for the exception that lets a shop write to its own customers."""

    person_key = models.CharField(max_length=32, db_index=True)
    channel = models.CharField(max_length=20)
    address = models.CharField(max_length=64, blank=True, help_text="keyed hash of the address it concerns")
    at = models.DateTimeField()
    by_seller = models.BooleanField()
    in_sale = models.BooleanField()
    opt_out_offered = models.BooleanField()
    negotiated = models.BooleanField(default=False)
    place = models.CharField(max_length=200, blank=True)
    evidence = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=100)
    source = models.CharField(max_length=64)
    reference = models.CharField(max_length=128)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "reference"], name="consent_sale_contact_once")]

    def __str__(self) -> str:
        return f"{self.person_key} {self.channel}"


class Capacity(models.Model):
    """In what capacity somebody is addressed, and whether they are a minor (None: unknown)."""

    person_key = models.CharField(max_length=32, unique=True)
    audience = models.CharField(max_length=12, default="b2c")
    minor = models.BooleanField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.person_key} {self.audience}"


class Similar(models.Model):
    """The shop's own word on whether `offered` is similar to `bought`: each a category path or a product's id.

    It goes before what the catalogue says by itself; `similar` False narrows, True widens.
    """

    source = models.CharField(max_length=64)
    bought = models.CharField(max_length=400)
    offered = models.CharField(max_length=400)
    similar = models.BooleanField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "bought", "offered"], name="consent_similar_once")]

    def __str__(self) -> str:
        return f"{self.bought} → {self.offered}"
