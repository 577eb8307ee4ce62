"""Django's name for this room."""

from django.apps import AppConfig


class ConnectorsConfig(AppConfig):
    """The tables of this room."""

    name = "worthmore.connectors"
    label = "connectors"
    default_auto_field = "django.db.models.BigAutoField"
