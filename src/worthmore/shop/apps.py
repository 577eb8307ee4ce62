"""Django's name for this room."""

from django.apps import AppConfig


class ShopConfig(AppConfig):
    """The shop's tables."""

    name = "worthmore.shop"
    label = "shop"
    default_auto_field = "django.db.models.BigAutoField"
