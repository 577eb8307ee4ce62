"""Putting one's own details right, at once; and asking the shop to look at something else."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse

from worthmore.customer_pages import details
from worthmore.customer_pages.visit import GETS, POSTS, Visit, opens
from worthmore.rights import operations
from worthmore.rights.operations import Correction

OTHER = "something other than these details is wrong; asked on their own page to get in touch"


@opens(*GETS, *POSTS)
def correct(visit: Visit) -> HttpResponse:
    """The form; or what was filled in, saved."""
    before = details.known(visit.person)
    if visit.request.method in GETS:
        return _page(visit, before, {})
    after = {name: visit.fields.get(f"correct_{name}", before[name]).strip() for name in before}
    wrong = details.problems({name: value for name, value in after.items() if value != before[name]})
    if wrong:
        return _page(visit, after, wrong)
    return visit.back(_save(visit, details.correction(before, after)))


def _save(visit: Visit, changed: Correction | None) -> str:
    if changed is not None:
        operations.rectify(visit.key, changed, visit.at, "customer")
    if visit.fields.get("other") == "yes":
        operations.ask("rectification", visit.key, visit.at, "customer", OTHER)
        return "asked"
    return "corrected" if changed else "unchanged"


def _page(visit: Visit, values: Mapping[str, str], wrong: Mapping[str, str]) -> HttpResponse:
    other = visit.fields.get("other") == "yes"
    context = {"fields": details.form(values, wrong), "wrong": bool(wrong), "other": other}
    return visit.page("correct", context, 422 if wrong else 200)
