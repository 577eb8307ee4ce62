"""Products and what is known of them.

A foreign key has no index of its own where it comes first in a unique constraint: one index less to keep per row.
"""

from django.db import models

from worthmore.shop.models.settings import Source
from worthmore.vocabulary.attributes import Direction
from worthmore.vocabulary.products import RelationKind


class Attribute(models.Model):
    """A kind of attribute: unit, which way is better, and the customer's word per language."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, db_index=False)
    name = models.CharField(max_length=100)
    unit = models.CharField(max_length=32, blank=True)
    direction = models.CharField(max_length=8, choices=[(d.value, d.value) for d in Direction])
    need = models.BooleanField(default=False)
    labels = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "name"], name="attribute_once")]

    def __str__(self) -> str:
        return self.name


class Product(models.Model):
    """One thing the shop sells. `category` is the path joined by "/". `revision` grows with every change."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, db_index=False)
    external_id = models.CharField(max_length=128)
    name = models.CharField(max_length=400)
    names = models.JSONField(default=dict)
    category = models.CharField(max_length=400, blank=True)
    brand = models.CharField(max_length=200, blank=True)
    price = models.BigIntegerField(help_text="minor units, VAT included")
    cost = models.BigIntegerField(null=True, help_text="minor units, without VAT")
    currency = models.CharField(max_length=3)
    vat_rate = models.FloatField(null=True)
    stock = models.IntegerField(null=True)
    consumable = models.BooleanField(default=False)
    active_from = models.DateField(null=True)
    active_until = models.DateField(null=True)
    attributes = models.JSONField(default=dict)
    sensitive = models.BooleanField(
        default=False, db_default=False, help_text="health, intimacy, religion …: never in personal offers"
    )
    sensitive_told = models.BooleanField(null=True, help_text="what the shop says of it, over what its name suggests")
    perishable = models.BooleanField(default=False, db_default=False, help_text="spoils or expires soon")
    financial = models.BooleanField(null=True, help_text="as the shop says; empty: what its words suggest")
    sale_group = models.CharField(
        max_length=16,
        blank=True,
        default="",
        db_default="",
        help_text="clothing, shoes, leather, other; empty: as financial",
    )
    lasts_days = models.IntegerField(null=True, help_text="until it is worn out, outgrown, used up or due again")
    clearance = models.BooleanField(default=False, db_default=False, help_text="must go: in a campaign of its own only")
    tiers = models.JSONField(default=dict, db_default={}, help_text="from how many on, what one costs then")
    gtin = models.CharField(max_length=14, blank=True, default="", db_default="", help_text="under its barcode")
    described = models.BooleanField(default=True, help_text="False: seen only in an order, price guessed from it")
    seen_at = models.DateTimeField(
        null=True, help_text="when `described` is False: the time of the line its price is from"
    )
    revision = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="product_once")]
        indexes = [models.Index(fields=["source", "revision"])]

    def __str__(self) -> str:
        return f"{self.external_id} {self.name}"


class Relation(models.Model):
    """Set by hand: `other` is an accessory, upgrade, alternative, bundle part or fit of `product`."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="relations", db_index=False)
    other = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in RelationKind])
    position = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "other", "kind"], name="relation_once")]

    def __str__(self) -> str:
        return f"{self.product_id} {self.kind} {self.other_id}"


class Price(models.Model):
    """What a product cost from a moment on (append-only)."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="prices", db_index=False)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    from_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "from_at"], name="price_once")]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"
