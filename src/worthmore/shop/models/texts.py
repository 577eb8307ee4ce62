"""The shop's own texts around the reason of an offer, and what customers wrote of products."""

from django.db import models

from worthmore.shop.models.people import Person
from worthmore.shop.models.settings import Source


class OfferText(models.Model):
    """One version of one text; the newest of its place counts. An empty `text`: the built-in one again.

    Versions are added and never changed, so that a recorded decision can name the one it used by its number.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, db_index=False)
    kind = models.CharField(max_length=32)
    frame = models.CharField(max_length=16, blank=True)
    tone = models.CharField(max_length=24)
    language = models.CharField(max_length=2)
    text = models.CharField(max_length=300, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = [models.Index(fields=["source", "kind", "frame", "tone", "language"], name="offertext_place")]

    def __str__(self) -> str:
        return f"{self.kind} {self.frame} {self.language} {self.pk}"


class Review(models.Model):
    """What one customer wrote of one product, never altered.

    `may_quote`: they said that it may be shown elsewhere than where they wrote it. `verified`: the shop checked that
    they bought the product. `quoted`, `average` and `count` are derived: whether this is the one of its product and
    language that offers quote, and what all reviews of the product say together.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, db_index=False)
    external_id = models.CharField(max_length=64)
    product_id = models.CharField(max_length=128)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, db_index=False)
    rating = models.SmallIntegerField()
    text = models.CharField(max_length=4000, blank=True)
    language = models.CharField(max_length=2)
    name = models.CharField(max_length=80, blank=True)
    written_on = models.DateField()
    may_quote = models.BooleanField(default=False)
    verified = models.BooleanField(default=False)
    quoted = models.BooleanField(default=False)
    average = models.FloatField(default=0)
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="review_once")]
        indexes = [
            models.Index(fields=["source", "product_id"], name="review_product"),
            models.Index(fields=["person"], name="review_person"),
        ]

    def __str__(self) -> str:
        return self.external_id
