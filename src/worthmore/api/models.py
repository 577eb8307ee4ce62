"""API keys. Only a hash of each key is kept."""

from django.db import models


class ApiKey(models.Model):
    """One key: what it may do, from which web origins, for which source of products and customers."""

    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12, help_text="the first letters, to recognise it by")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the key")
    scope = models.CharField(max_length=12, help_text="storefront: offers and answers only; server: everything")
    source = models.CharField(max_length=64, help_text="name of the source whose products and customers it speaks of")
    origins = models.JSONField(default=list, help_text="web origins a browser may call from; empty: none")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
