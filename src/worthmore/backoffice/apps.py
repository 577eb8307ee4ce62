"""Django's name for this room."""

from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    """Pages, templates and static files of this room."""

    name = "worthmore.backoffice"
    label = "backoffice"
