"""*What if …*: pick a situation and see what the law says of it. Nothing is kept; the address can be passed on."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from worthmore.backoffice import reading_rules, simulating
from worthmore.backoffice.reading_verdicts import answer
from worthmore.backoffice.views.rules import today_in_the_shop
from worthmore.backoffice.views.source import asks_for_part, page
from worthmore.law import table as law
from worthmore.law.permission import may
from worthmore.shop import queries as shop
from worthmore.vocabulary.permission import Audience, Channel, Purpose, Relation


def simulator(request: HttpRequest) -> HttpResponse:
    """The form and its answer."""
    table, today, zone = law.load(), today_in_the_shop(), ZoneInfo(shop.policy().time_zone)
    given = {name: str(value).replace("\x00", "")[:64] for name, value in request.GET.items()}
    form = with_known_country(simulating.read(given, today, shop.policy().country), table)
    question, subject = simulating.question(form, zone), simulating.subject(form, table, zone)
    context: dict[str, Any] = {
        "page": "simulator",
        "form": form,
        "answer": answer(may(table, question, subject), table, today),
        "lists": simulating.lists_for(table, form.country, Channel(form.channel)),
        "address": request.build_absolute_uri(f"{reverse('backoffice:simulator')}?{urlencode(form.fields)}"),
        "compiled": table.compiled,
    }
    if asks_for_part(request):
        return page(request, "backoffice/simulated.html", context)
    return page(request, "backoffice/simulator.html", {**context, **choices(table)})


def with_known_country(form: simulating.Form, table: law.RuleTable) -> simulating.Form:
    """A country the form does not offer is an unknown one."""
    known = {code for code, _name in reading_rules.countries(table)} | {simulating.ELSEWHERE}
    return form if form.country in known else simulating.replaced(form, simulating.UNKNOWN)


def choices(table: law.RuleTable) -> dict[str, Any]:
    """What the form's lists offer."""
    return {
        "countries": reading_rules.countries(table),
        "audiences": list(Audience),
        "relations": list(Relation),
        "channels": list(Channel),
        "purposes": list(Purpose),
    }
