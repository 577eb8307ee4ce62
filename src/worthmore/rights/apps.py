"""Django's name for this room."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """The tables of this room."""

    name = "worthmore.rights"
    label = "rights"
    default_auto_field = "django.db.models.BigAutoField"
