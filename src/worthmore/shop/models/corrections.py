"""What people had corrected, so that the next import does not undo it."""

from django.db import models

from worthmore.shop.models.people import Customer


class Correction(models.Model):
    """One field of one customer that its person corrected to `value`.

    An import that still brings one of the values `replaced` is overruled. When the source learns something else again,
    it is right from then on, and this row goes.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, db_index=False)
    field = models.CharField(max_length=16)
    replaced = models.JSONField(default=list)
    value = models.CharField(max_length=254, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "field"], name="correction_once")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.field}"
