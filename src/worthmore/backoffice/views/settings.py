"""*Settings*: what the shop itself chooses, section by section. Owners only; every change is in the audit log."""

from __future__ import annotations

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
from worthmore.backoffice.shop_settings import REFUSALS, Section, Setting
from worthmore.backoffice.views.source import page, posted
from worthmore.shop import queries as shop
from worthmore.shop.policy_values import PolicyError, accepted
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.policy import Policy

LEAST_REASON = 10


@dataclass(frozen=True)
class Field:
    """A setting with what it is now, or with what was typed and is wrong."""

    setting: Setting
    value: object
    default: object
    wrong: str = ""


def settings(request: HttpRequest) -> HttpResponse:
    """All sections; the one that was sent is saved whole or not at all."""
    asked = shop_settings.section(posted(request, "section"))
    if request.method != "POST" or asked is None:
        return shown(request, {})
    given = {name: str(value) for name, value in request.POST.items()}
    typed = dict(shop_settings.typed_values(asked, given))
    wrong = {setting.name: said for setting, value in typed.items() if (said := refusal(setting, value))}
    reason = posted(request, "reason", 400)
    right = {setting: value for setting, value in typed.items() if setting.name not in wrong}
    loosened = {setting.name for setting, value in right.items() if looser(setting, value)}
    if len(reason) < LEAST_REASON:
        asked_why = _("This asks less than the rule of the house does: write down why, below.")
        wrong |= dict.fromkeys(loosened, asked_why)
    if wrong:
        return shown(request, wrong, {setting.name: value for setting, value in typed.items()}, 400)
    save(request, typed, reason, loosened)
    return redirect(f"{request.path}#{asked.name}")


def refusal(setting: Setting, value: object) -> str:
    """What is wrong with a value, in the page's language; "" when it is right."""
    try:
        accepted(setting.name, value)
    except PolicyError as error:
        return REFUSALS.said(str(error))
    return ""


def looser(setting: Setting, value: object) -> bool:
    """Whether a value that is new loosens a rule of the house."""
    kept = accepted(setting.name, value)
    return kept != getattr(shop.policy(), setting.name) and setting.loosens(kept)


def save(request: HttpRequest, typed: dict[Setting, object], reason: str, loosened: set[str]) -> None:
    """Keep all of them, or none."""
    at, by = now(), user_id_of(request)
    with transaction.atomic():
        changed = [
            change_setting(setting.name, value, at, by, reason if setting.name in loosened else "")
            for setting, value in typed.items()
        ]
    messages.success(request, _("Saved.") if any(changed) else _("Nothing was changed."))


def shown(
    request: HttpRequest, wrong: dict[str, str], typed: dict[str, object] | None = None, status: int = 200
) -> HttpResponse:
    """The page, with what is wrong beside the fields."""
    sections = [(section, fields(section, wrong, typed or {})) for section in shop_settings.SECTIONS]
    context: dict[str, Any] = {"page": "settings", "sections": sections, "wrong": bool(wrong)}
    return page(request, "backoffice/settings.html", context, status)


def fields(section: Section, wrong: dict[str, str], typed: dict[str, object]) -> list[Field]:
    """The fields of a section."""
    policy, default = shop.policy(), Policy()
    return [
        Field(
            setting,
            typed.get(setting.name, getattr(policy, setting.name)),
            getattr(default, setting.name),
            wrong.get(setting.name, ""),
        )
        for setting in section.settings
    ]
