"""What people told us they need."""

from django.db import models

from worthmore.shop.models.people import Person
from worthmore.shop.models.settings import Source


class Need(models.Model):
    """What one person told once, in their own words, and what was understood of it.

    `rules` is derived from the text when it is told, for the one read a decision makes: the constraints as JSON.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, db_index=False)
    external_id = models.CharField(max_length=64)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False)
    text = models.CharField(max_length=500)
    language = models.CharField(max_length=8, blank=True)
    category = models.CharField(max_length=400, blank=True, help_text="the part of the assortment it is about")
    product_id = models.CharField(max_length=128, blank=True, help_text="the product it must belong to")
    concept = models.CharField(max_length=32, blank=True)
    rules = models.TextField(default="[]", db_default="[]")
    told = models.CharField(max_length=16, help_text="where: form, till, api, preference or csv")
    told_by = models.CharField(
        max_length=150, blank=True, help_text="who of the shop wrote it down; empty: the customer"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="need_once")]
        indexes = [models.Index(fields=["person"], name="need_person")]

    def __str__(self) -> str:
        return self.text
