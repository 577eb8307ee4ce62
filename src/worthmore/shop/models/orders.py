"""Orders and their lines."""

from django.db import models

from worthmore.shop.models.catalogue import Product
from worthmore.shop.models.people import Person
from worthmore.shop.models.settings import Source


class Order(models.Model):
    """One purchase, or the cancellation of one. `person` is empty for a guest.

    `cut_loose`: its person was erased, and no later import gives it to anybody again.
    The moments of delivery and payment are what the shop told; empty means that it told nothing.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, db_index=False)
    external_id = models.CharField(max_length=128)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, db_index=False)
    at = models.DateTimeField()
    channel = models.CharField(max_length=8, default="web", help_text="web, till or phone")
    currency = models.CharField(max_length=3)
    promised_at = models.DateTimeField(null=True, help_text="when it was to arrive at the latest")
    delivered_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, help_text="when it was to be paid at the latest")
    paid_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True, help_text="when the last payment reminder went out")
    returned_at = models.DateTimeField(null=True, help_text="when something of it last came back")
    watched = models.BooleanField(
        default=False,
        db_default=False,
        help_text="undelivered, late, unpaid or with a return: see `OrderState.watched`",
    )
    cut_loose = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="order_once")]
        indexes = [
            # With `returned_at`, so that when somebody last bought is told by the index alone.
            models.Index(fields=["person", "source", "at", "returned_at"]),
            models.Index(fields=["source", "at"]),
            models.Index(fields=["person"], condition=models.Q(watched=True), name="order_watched"),
        ]

    def __str__(self) -> str:
        return self.external_id


class OrderLine(models.Model):
    """One line. `quantity` below zero is a return or cancellation; `unit_price` is what was paid for one, VAT included.

    `key` tells lines of one order apart, so that importing the same line twice changes nothing. The database does not
    check each line's order and product: that would more than double the time of an import on PostgreSQL, and the
    operations that alone write lines look both up first, in the same transaction.
    """

    order = models.ForeignKey(
        Order, on_delete=models.CASCADE, related_name="lines", db_index=False, db_constraint=False
    )
    key = models.CharField(max_length=40)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, db_constraint=False)
    quantity = models.IntegerField()
    unit_price = models.BigIntegerField()
    discount = models.BigIntegerField(
        default=0, help_text="minor units off the whole line, already taken from unit_price"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "key"], name="line_once")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_id}"
