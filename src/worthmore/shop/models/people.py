"""People, as the sources know them and as one person, with their activity and satisfaction."""

from django.db import models

from worthmore.shop.models.catalogue import Product
from worthmore.shop.models.settings import Source
from worthmore.vocabulary.standing import CaseKind


class Person(models.Model):
    """One human being, whatever sources know them. `key` is random, stable and the only thing models learn from."""

    key = models.CharField(max_length=32)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key"], name="person_once")]

    def __str__(self) -> str:
        return self.key


class FormerKey(models.Model):
    """The key of a person who turned out to be another one. What was recorded under it is theirs too."""

    key = models.CharField(max_length=32)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="former_keys")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key"], name="former_key_once")]

    def __str__(self) -> str:
        return self.key


class Customer(models.Model):
    """A person as one source knows them. The same e-mail address in two sources is one person."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, db_index=False)
    external_id = models.CharField(max_length=128)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="customers")
    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True, help_text="trimmed, lower case")
    phone = models.CharField(max_length=32, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=8, blank=True)
    birth_year = models.IntegerField(null=True, help_text="as the shop was told; never guessed")
    minor = models.BooleanField(null=True, help_text="as the shop was told; never guessed")
    card = models.CharField(max_length=64, blank=True, default="", db_default="", help_text="of their loyalty card")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="customer_once")]
        indexes = [
            models.Index(fields=["email"], condition=~models.Q(email=""), name="customer_email"),
            models.Index(fields=["source", "card"], condition=~models.Q(card=""), name="customer_card"),
        ]

    def __str__(self) -> str:
        return f"{self.external_id} {self.name}"


class Owned(models.Model):
    """What a person bought of one source and kept: derived from the order lines, for the one read a decision makes.

    `products` is a JSON object: product id to the second (since 1970, UTC) it was last bought. `ordered` is one too:
    how many orders ("count"), the second of the first and of the latest ones ("first", "latest"); "" not derived yet.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False, db_constraint=False)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, db_index=False, db_constraint=False)
    products = models.TextField()
    ordered = models.TextField(default="", db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "source"], name="owned_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.source_id}"


class Activity(models.Model):
    """Something a person or visitor did with a product that is not a purchase."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, db_index=False)
    external_id = models.CharField(max_length=64)
    kind = models.CharField(max_length=16, help_text="view, cart_add or cart_remove")
    product = models.ForeignKey(Product, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="activity_once")]
        indexes = [models.Index(fields=["person", "at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.product_id}"


class Satisfaction(models.Model):
    """How happy a person was at a moment: `score` 0 (unhappy) to 1 (happy), and what said so."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, db_index=False)
    external_id = models.CharField(max_length=64)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False)
    score = models.FloatField()
    kind = models.CharField(max_length=16, help_text="nps, review, complaint, survey …")
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="satisfaction_once")]
        indexes = [models.Index(fields=["person", "at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.score}"


class Case(models.Model):
    """Something a person waits to see solved: a complaint, a late parcel, a withdrawal, a question.

    Nothing of its content is kept, only that there is one, since when, and until when.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, db_index=False)
    external_id = models.CharField(max_length=64)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False)
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in CaseKind])
    opened_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="case_once")]
        indexes = [models.Index(fields=["person"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.external_id}"
