"""Who works in the back office, in which role, and what they saw and changed."""

from django.conf import settings
from django.db import models


class Member(models.Model):
    """Somebody of the shop: a login and the role it has. A login without a row may do nothing."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member")
    role = models.CharField(max_length=16, help_text="owner, marketer, assistant or viewer")
    since = models.DateTimeField(help_text="when this role was given")

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class Entry(models.Model):
    """One thing somebody saw or changed. Only ever added; erasing a person empties `person_key`, age removes the row.

    Of customers nothing but the key is kept. `who` is empty where nobody was logged in: a wrong password, the terminal.
    """

    at = models.DateTimeField(db_index=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16, blank=True, help_text="the role they had then")
    act = models.CharField(max_length=32)
    person_key = models.CharField(max_length=32, blank=True)
    about = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["act", "at"], name="entry_act"),
            models.Index(fields=["person_key", "at"], condition=~models.Q(person_key=""), name="entry_person"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act}"
