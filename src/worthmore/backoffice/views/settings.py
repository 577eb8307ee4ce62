"""*Settings*: what the shop itself chooses, section by section. Owners only; every change is in the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from worthmore.backoffice import shop_settings
from worthmore.backoffice.operations.settings import change_setting
from worthmore.backoffice.roles import user_id_of
from worthmore.backoffice.shop_settings import CAPS, CAPS_LABELS, REFUSALS, Section, Setting
from worthmore.backoffice.views.source import page, posted
from worthmore.shop import queries as shop
from worthmore.shop.policy_values import PolicyError, accepted
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.contact_caps import REASON, SHORTEST_REASON, USUAL

CONTACT_CAPS = "contact_caps"


@dataclass(frozen=True)
class Field:
    """A setting with what it is now, or with what was typed and is wrong."""

    setting: Setting
    value: object
    wrong: str = ""


@dataclass(frozen=True)
class Cap:
    """How often through some channels: what holds now, and what is usual."""

    name: str
    label: str
    most: object
    usual: int


def settings(request: HttpRequest) -> HttpResponse:
    """All sections; the one that was sent is saved whole or not at all."""
    asked = shop_settings.section(posted(request, "section"))
    if request.method != "POST" or asked is None:
        return shown(request)
    given = {name: str(value) for name, value in request.POST.items()}
    return save_caps(request, given) if asked is CAPS else save_section(request, asked, given)


def save_section(request: HttpRequest, asked: Section, given: dict[str, str]) -> HttpResponse:
    """Keep all settings of a section, or none."""
    typed = dict(shop_settings.typed_values(asked, given))
    wrong = {setting.name: said for setting, value in typed.items() if (said := refusal(setting.name, value))}
    if wrong:
        return shown(request, wrong, {setting.name: value for setting, value in typed.items()})
    at, by = now(), user_id_of(request)
    try:
        with transaction.atomic():
            changed = [change_setting(setting.name, value, at, by) for setting, value in typed.items()]
    except PolicyError as error:  # each may be right and both together not
        return shown(request, {asked.settings[0].name: REFUSALS.said(str(error))})
    return saved(request, asked, any(changed))


def save_caps(request: HttpRequest, given: dict[str, str]) -> HttpResponse:
    """Keep the caps; a higher one needs a reason, and the log then says that a rule of the house was loosened."""
    caps, reason = shop_settings.typed_caps(given), posted(request, "reason", 400)
    higher = shop_settings.raised(caps)
    wanted = {**caps, REASON: reason} if higher else caps
    if higher and len(reason) < SHORTEST_REASON:
        wrong = _("This is more often than usual: write down why, in ten letters or more.")
    else:
        wrong = refusal(CONTACT_CAPS, wanted)
    if wrong:
        return shown(request, {CONTACT_CAPS: wrong}, {CONTACT_CAPS: {**caps, REASON: reason}})
    loosened = reason if higher else ""
    return saved(request, CAPS, change_setting(CONTACT_CAPS, wanted, now(), user_id_of(request), loosened))


def refusal(name: str, value: object) -> str:
    """What is wrong with a value, in the page's language; "" when it is right."""
    try:
        accepted(name, value)
    except PolicyError as error:
        return REFUSALS.said(str(error))
    return ""


def saved(request: HttpRequest, asked: Section, changed: bool) -> HttpResponse:
    """Back to the section."""
    messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
    return redirect(f"{request.path}#{asked.name}")


def shown(
    request: HttpRequest, wrong: dict[str, str] | None = None, typed: dict[str, object] | None = None
) -> HttpResponse:
    """The page, with what is wrong beside the fields."""
    wrong, typed = wrong or {}, typed or {}
    caps = typed.get(CONTACT_CAPS, shop.policy().contact_caps)
    context: dict[str, Any] = {
        "page": "settings",
        "sections": [(section, fields(section, wrong, typed)) for section in shop_settings.SECTIONS],
        "caps": cap_fields(caps if isinstance(caps, Mapping) else {}),
        "caps_reason": caps.get(REASON, "") if isinstance(caps, Mapping) else "",
        "caps_wrong": wrong.get(CONTACT_CAPS, ""),
        "wrong": bool(wrong),
    }
    return page(request, "backoffice/settings.html", context, 400 if wrong else 200)


def fields(section: Section, wrong: dict[str, str], typed: dict[str, object]) -> list[Field]:
    """The fields of a section."""
    policy = shop.policy()
    return [
        Field(setting, typed.get(setting.name, _written(getattr(policy, setting.name))), wrong.get(setting.name, ""))
        for setting in section.settings
    ]


def _written(value: object) -> object:
    """A value as it stands in its field: words with their meanings as one line."""
    return (
        "; ".join(f"{words} = {meaning}" for words, meaning in sorted(value.items()))
        if isinstance(value, Mapping)
        else value
    )


def cap_fields(caps: Mapping[str, object]) -> list[Cap]:
    """The caps, each with what holds."""
    return [Cap(cap.name, CAPS_LABELS[cap.name], caps.get(cap.name, cap.most), cap.most) for cap in USUAL]
