"""What became of offers. Decisions, outcomes and contacts are only ever added; attribution follows the orders."""

from django.db import models


class Decision(models.Model):
    """One decision with what it saw. `saw`, `offers` and `refused` are JSON text, written once."""

    id = models.CharField(primary_key=True, max_length=32)
    at = models.DateTimeField(db_index=True)
    source = models.CharField(max_length=64)
    placement = models.CharField(max_length=32)
    person_key = models.CharField(max_length=32, blank=True, db_index=True)
    arm = models.CharField(max_length=12, help_text="offers, control or unassigned")
    model_version = models.CharField(max_length=40)
    rules_version = models.CharField(max_length=40)
    offer_count = models.IntegerField()
    offer_kinds = models.CharField(max_length=128, default="", help_text='"complement:2,upgrade:1", sorted')
    saw = models.TextField()
    offers = models.TextField()
    refused = models.TextField()

    def __str__(self) -> str:
        return self.id


class Outcome(models.Model):
    """Something that happened to one offer: impression, accepted, declined, ignored or not_asked, each at most once.

    Everything needed stands in the offer's own signed token, so an outcome is kept even if the decision was lost.
    `offer` is the decision's id, a dot and the offer's place in it.
    """

    offer = models.CharField(max_length=40)
    outcome = models.CharField(max_length=12)
    at = models.DateTimeField(db_index=True)
    source = models.CharField(max_length=64)
    placement = models.CharField(max_length=32)
    kind = models.CharField(max_length=24)
    product_id = models.CharField(max_length=128)
    anchor_id = models.CharField(max_length=128, blank=True)
    person_key = models.CharField(max_length=32, blank=True)
    extra = models.BigIntegerField(help_text="minor units the offer adds")
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "outcome"], name="outcome_once")]
        indexes = [models.Index(fields=["person_key", "source"]), models.Index(fields=["kind", "product_id"])]

    def __str__(self) -> str:
        return f"{self.offer} {self.outcome}"


class AttributedOrder(models.Model):
    """An order line that was bought on an offer's token, with what the token said of the offer.

    The mirror of the order as the shop last sent it: not only added, but also changed and removed with it.
    """

    offer = models.CharField(max_length=40)
    source = models.CharField(max_length=64)
    order_id = models.CharField(max_length=128)
    product_id = models.CharField(max_length=128)
    at = models.DateTimeField(db_index=True)
    quantity = models.IntegerField()
    amount = models.BigIntegerField(help_text="minor units paid for the line")
    currency = models.CharField(max_length=3)
    kind = models.CharField(max_length=24, default="")
    placement = models.CharField(max_length=32, default="")
    person_key = models.CharField(max_length=32, default="")
    extra = models.BigIntegerField(default=0, help_text="minor units of the line that are there because of the offer")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "order_id", "source"], name="attribution_once")]
        indexes = [models.Index(fields=["kind", "product_id"]), models.Index(fields=["order_id", "source"])]

    def __str__(self) -> str:
        return f"{self.offer} {self.order_id}"


class Contact(models.Model):
    """One message, call or card that went to a person, whatever it was about. Each reference at most once.

    `rule` is the row of the rule table that allowed it, `rules_version` the rules it was decided by.
    """

    reference = models.CharField(max_length=128)
    person_key = models.CharField(max_length=32)
    channel = models.CharField(max_length=16)
    purpose = models.CharField(max_length=32)
    at = models.DateTimeField()
    rule = models.CharField(max_length=64, blank=True)
    rules_version = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reference"], name="contact_once")]
        indexes = [models.Index(fields=["person_key", "at"])]

    def __str__(self) -> str:
        return f"{self.channel} {self.reference}"
