"""Django's name for this room."""

from django.apps import AppConfig


class CustomerPagesConfig(AppConfig):
    """Pages, templates and static files of this room."""

    name = "worthmore.customer_pages"
    label = "customer_pages"
