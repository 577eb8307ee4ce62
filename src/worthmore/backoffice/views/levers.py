"""*Levers*: what the shop wants more or less of, with what that would have changed in recorded decisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from worthmore import placements
from worthmore.backoffice.expecting import caps
from worthmore.backoffice.labels import KINDS, label
from worthmore.backoffice.operations.settings import change_setting
from worthmore.backoffice.roles import user_id_of
from worthmore.backoffice.shop_settings import REFUSALS
from worthmore.backoffice.templatetags.office import language
from worthmore.backoffice.views.source import chosen_source, page, posted, products_of, service
from worthmore.offering.replay import Replay, replay
from worthmore.outcomes.queries import recent_decisions
from worthmore.shop import queries as shop
from worthmore.shop.policy_values import PolicyError, accepted
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.situation import Placement

REPLAYED = 500
"""So many of the newest decisions are put in order anew: a second's work at most."""


def levers(request: HttpRequest) -> HttpResponse:
    """The levers; a preview of what was typed, or saved."""
    if request.method != "POST":
        return shown(request, shop.policy().levers)
    given = {kind: text for kind in KINDS if (text := posted(request, kind, 20).replace(",", "."))}
    try:
        wanted = accepted("levers", given)
    except PolicyError as error:
        return shown(request, given, wrong=REFUSALS.said(str(error)))
    assert isinstance(wanted, dict)
    if posted(request, "do") != "save":
        return shown(request, wanted, replayed(chosen_source(request), wanted))
    changed = change_setting("levers", wanted, now(), user_id_of(request))
    messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
    return redirect("backoffice:levers")


def replayed(source: str, wanted: Mapping[str, float]) -> Replay:
    """What these levers would have changed."""
    snapshot = service().holder.current()
    known = snapshot.shops.get(source) if snapshot else None
    if known is None:
        return Replay(0, 0, 0)
    return replay(known, wanted, recent_decisions(REPLAYED, source), placement_named)


def placement_named(name: str) -> Placement | None:
    """The placement of a recorded decision; None when there is no such any more."""
    return next((placement for placement in placements.ALL if placement.name == name), None)


def shown(
    request: HttpRequest, values: Mapping[str, object], effect: Replay | None = None, wrong: str = ""
) -> HttpResponse:
    """The page."""
    products = products_of(chosen_source(request))

    def names(ids: tuple[str, ...]) -> list[str]:
        return [products[one].called(language()) if one in products else one for one in ids]

    examples = [(one, names(one.before), names(one.after)) for one in effect.examples] if effect else []
    context: dict[str, Any] = {
        "page": "levers",
        "levers": [(kind, label(KINDS, kind), _plain(values.get(kind, ""))) for kind in KINDS],
        "caps": caps(chosen_source(request)),
        "effect": effect,
        "examples": examples,
        "wrong": wrong,
    }
    return page(request, "backoffice/levers.html", context, 400 if wrong else 200)


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float | int) else str(value)
