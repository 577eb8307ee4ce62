"""Django's name for this room."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """The tables of this room."""

    name = "worthmore.outcomes"
    label = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"
