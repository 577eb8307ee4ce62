"""Django's name for this room."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """The tables of this room."""

    name = "worthmore.consent"
    label = "consent"
    default_auto_field = "django.db.models.BigAutoField"
