"""Codes that take something off at the till, and when each was redeemed."""

from django.db import models

from worthmore.shop.models.orders import Order
from worthmore.shop.models.settings import Source
from worthmore.vocabulary.vouchers import Once


class Voucher(models.Model):
    """One code: see `worthmore.vocabulary.vouchers.Voucher`. `covers` is a `Selection` as JSON."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, db_index=False)
    code = models.CharField(max_length=40)
    currency = models.CharField(max_length=3)
    percent = models.IntegerField(default=0)
    amount = models.BigIntegerField(default=0)
    from_total = models.BigIntegerField(default=0)
    from_date = models.DateField(null=True)
    until_date = models.DateField(null=True)
    once = models.CharField(max_length=16, choices=[(once.value, once.value) for once in Once])
    covers = models.TextField()
    above_cost = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "code"], name="voucher_once")]

    def __str__(self) -> str:
        return self.code


class Redemption(models.Model):
    """A code redeemed with an order. `again`: it was redeemed before, at a till whose line was down."""

    voucher = models.ForeignKey(Voucher, on_delete=models.CASCADE, db_index=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE)
    at = models.DateTimeField()
    again = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voucher", "order"], name="redemption_once")]

    def __str__(self) -> str:
        return f"{self.voucher_id} {self.order_id}"
