"""Django's name for this room."""

from django.apps import AppConfig


class ConnectorsConfig(AppConfig):
    """The tables of this room."""

    name = "worthmore.connectors"
    label = "connectors"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell `rights` what this room keeps of people."""
        from worthmore.connectors import keeping
        from worthmore.rights import ports

        ports.register(ports.Keeper("connectors", held=keeping.held, erase=keeping.erase))
        ports.register_sweep(
            ports.Sweep("reject files", "reject_days", count=keeping.too_old, sweep=keeping.remove_old)
        )
