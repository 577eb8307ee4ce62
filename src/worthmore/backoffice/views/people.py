"""*People of the shop*: who may come in, and what for. Owners only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from worthmore.backoffice.access import Role, known_role
from worthmore.backoffice.acts import Act
from worthmore.backoffice.operations import audit, twofactor
from worthmore.backoffice.operations import members as changing
from worthmore.backoffice.operations.members import MemberError
from worthmore.backoffice.queries import members
from worthmore.backoffice.roles import user_id_of
from worthmore.backoffice.views.source import message, page, posted
from worthmore.backoffice.views.welcome import password_link
from worthmore.vocabulary.clock import now


def people(request: HttpRequest) -> HttpResponse:
    """Everybody with a login; a form to add somebody, who comes in through a link."""
    if request.method != "POST":
        return listed(request)
    name, role = posted(request, "name"), known_role(posted(request, "role"))
    if role is None:
        return listed(request, error=_("Choose a role."), name=name)
    try:
        user = changing.add(name, role, now(), user_id_of(request))
    except MemberError as error:
        return listed(request, error=str(error), name=name, chosen=role)
    return linked(request, user, fresh=True)


def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """One login: change its role, close or open it, take away its second factor, make a new link."""
    known = members.colleague(user_id)
    if known is None:
        return message(request, _("Unknown login"), _("There is no such login."), 404)
    if request.method != "POST":
        return page(request, "backoffice/person.html", shown(request, known))
    try:
        answer = change(request, known, posted(request, "do"))
    except MemberError as error:
        return page(request, "backoffice/person.html", shown(request, known) | {"error": str(error)}, 409)
    return answer or redirect("backoffice:person", user_id)


def change(request: HttpRequest, known: members.Colleague, wanted: str) -> HttpResponse | None:
    """Do what the form asks; a page only where there is something to show once."""
    by, at = user_id_of(request), now()
    if wanted == "role" and (role := known_role(posted(request, "role"))):
        changing.set_role(known.id, role, at, by)
        messages.success(request, _("The role is changed. It holds from the next page on."))
    elif wanted in ("close", "open"):
        changing.set_active(known.id, wanted == "open", at, by)
        messages.success(request, _("The login is open again.") if wanted == "open" else _("The login is closed."))
    elif wanted == "reset":
        twofactor.switch_off(known.id, at, by)
        messages.success(request, _("The second factor is taken away. The password alone is asked now."))
    elif wanted == "link":
        audit.record(Act.PASSWORD_LINK_MADE, at, by, about=known.id)
        return linked(request, User.objects.get(pk=known.id), fresh=False)
    return None


def listed(request: HttpRequest, error: str = "", name: str = "", chosen: Role = Role.ASSISTANT) -> HttpResponse:
    """The page with everybody."""
    context = {"page": "people", "colleagues": members.colleagues(), "roles": list(Role), "chosen": chosen}
    return page(request, "backoffice/people.html", {**context, "error": error, "name": name}, 400 if error else 200)


def linked(request: HttpRequest, user: User, fresh: bool) -> HttpResponse:
    """The link to hand over, shown this once."""
    context = {"page": "people", "name": user.get_username(), "link": password_link(request, user), "fresh": fresh}
    return page(request, "backoffice/person_link.html", context)


def shown(request: HttpRequest, known: members.Colleague) -> dict[str, Any]:
    """What the page of one login shows."""
    return {"page": "people", "colleague": known, "roles": list(Role), "self": known.id == user_id_of(request)}
