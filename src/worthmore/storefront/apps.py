"""Django's name for this room."""

from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    """Pages, templates and static files of this room."""

    name = "worthmore.storefront"
    label = "storefront"
