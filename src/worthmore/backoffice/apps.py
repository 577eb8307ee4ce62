"""Django's name for this room."""

from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    """Pages, templates, static files and tables of this room."""

    name = "worthmore.backoffice"
    label = "backoffice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell `rights` what the audit log keeps of people."""
        from worthmore.backoffice.keeping import tell_rights

        tell_rights()
