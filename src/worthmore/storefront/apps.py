"""Django's name for this room, and what it tells `rights`.

What this room keeps is looked up when somebody asks: at the start of every command it would take a second and a half.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from worthmore.rights.ports import Identity, Record
    from worthmore.vocabulary.policy import Policy


class StorefrontConfig(AppConfig):
    """Pages, templates and static files of this room."""

    name = "worthmore.storefront"
    label = "storefront"

    def ready(self) -> None:
        """Tell `rights` what this room keeps of people."""
        from worthmore.rights.ports import Keeper, Sweep, register, register_sweep

        register(Keeper("storefront", held=_held, erase=_erase))
        register_sweep(Sweep("refused orders", "activity_days", _refused_orders, _remove_refused_orders))
        register_sweep(Sweep("sessions", "", _expired_sessions, _remove_expired_sessions))


def _held(identity: Identity) -> Mapping[str, Sequence[Record]]:
    from worthmore.storefront import keeping

    return keeping.held(identity)


def _erase(identity: Identity) -> int:
    from worthmore.storefront import keeping

    return keeping.erase(identity)


def _refused_orders(at: datetime, policy: Policy) -> int:
    from worthmore.storefront import keeping

    return keeping.too_old(at, policy)


def _remove_refused_orders(at: datetime, policy: Policy) -> int:
    from worthmore.storefront import keeping

    return keeping.remove_old(at, policy)


def _expired_sessions(at: datetime, policy: Policy) -> int:
    from worthmore.storefront import keeping

    return keeping.expired_sessions(at, policy)


def _remove_expired_sessions(at: datetime, policy: Policy) -> int:
    from worthmore.storefront import keeping

    return keeping.remove_expired_sessions(at, policy)
