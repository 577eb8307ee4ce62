"""Django's name for this room."""

from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    """Pages, templates and static files of this room."""

    name = "worthmore.storefront"
    label = "storefront"

    def ready(self) -> None:
        """Tell `rights` what this room keeps of people."""
        from worthmore.rights import ports
        from worthmore.storefront import keeping

        ports.register(ports.Keeper("storefront", held=keeping.held, erase=keeping.erase))
        ports.register_sweep(ports.Sweep("refused orders", "activity_days", keeping.too_old, keeping.remove_old))
        ports.register_sweep(ports.Sweep("sessions", "", keeping.expired_sessions, keeping.remove_expired_sessions))
