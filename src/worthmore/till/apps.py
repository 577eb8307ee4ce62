"""Django's name for this room."""

from __future__ import annotations

from django.apps import AppConfig


class TillConfig(AppConfig):
    """The page, its script and its translations. It keeps nothing on the server."""

    name = "worthmore.till"
    label = "till"
