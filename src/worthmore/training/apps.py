"""Django's name for this room."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The tables of this room."""

    name = "worthmore.training"
    label = "training"
    default_auto_field = "django.db.models.BigAutoField"
