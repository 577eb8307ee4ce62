"""What the shop's own people decided about offers."""

from django.db import models

from worthmore.shop.models.settings import Source
from worthmore.vocabulary.hand_rules import HandAct


class HandRule(models.Model):
    """One hand rule. `rule` is `vocabulary.hand_rules.HandRule` as JSON, without its id and whether it is active."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    act = models.CharField(max_length=16, choices=[(act.value, act.value) for act in HandAct])
    rule = models.TextField()
    active = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.act} {self.pk}"
