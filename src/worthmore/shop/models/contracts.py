"""Plans, the contracts people have, and what they use of them."""

from django.db import models

from worthmore.shop.models.catalogue import Product
from worthmore.shop.models.people import Person
from worthmore.shop.models.settings import Source


class Plan(models.Model):
    """A product that is paid again and again: see `worthmore.vocabulary.contracts.Plan`.

    `features` has one name a line. `limits` is a JSON object: what one seat may use of each counter, or "unlimited".
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, db_index=False)
    ladder = models.CharField(max_length=100, blank=True)
    level = models.CharField(max_length=100, blank=True)
    term_months = models.IntegerField(default=1)
    period_months = models.IntegerField(default=1)
    limits = models.JSONField(default=dict)
    features = models.TextField(blank=True)
    trial_days = models.IntegerField(default=0)
    next_id = models.CharField(max_length=128, blank=True, help_text="the product the shop puts above it")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product"], name="plan_once")]

    def __str__(self) -> str:
        return f"{self.ladder} {self.level}"


class Contract(models.Model):
    """What a person has a contract for. `covers` and `features_tried` have one name a line.

    `used` is derived from the usage, for the one read a decision makes: a JSON object of counters, each with its total
    and its last periods.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, db_index=False)
    external_id = models.CharField(max_length=128)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    product = models.ForeignKey(Product, on_delete=models.CASCADE)
    started_at = models.DateTimeField()
    renews_at = models.DateTimeField(null=True)
    trial_until = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    seats = models.IntegerField(default=1)
    unit_price = models.BigIntegerField(null=True, help_text="minor units, VAT included, one seat for one term")
    currency = models.CharField(max_length=3, blank=True)
    covers = models.TextField(blank=True)
    features_tried = models.TextField(blank=True)
    last_used_at = models.DateTimeField(null=True)
    use_told = models.BooleanField(default=False, help_text="the shop told when it was last used, or that it never was")
    used = models.TextField(default="{}", db_default="{}")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="contract_once")]

    def __str__(self) -> str:
        return self.external_id


class Usage(models.Model):
    """How much of a counter was used on a contract in the period that began on a day."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, db_index=False)
    counter = models.CharField(max_length=100)
    period = models.DateField()
    amount = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "counter", "period"], name="usage_once")]

    def __str__(self) -> str:
        return f"{self.counter} {self.amount}"
