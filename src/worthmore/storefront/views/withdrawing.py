"""Withdrawing from a contract in two steps: a statement, and its confirmation. No login, no reasons, no offers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from worthmore.law.button_words import CONFIRM_WITHDRAWAL
from worthmore.law.checkout import ENDS_WITH_MAIN
from worthmore.law.goods import ends_with_goods
from worthmore.storefront import orders, outbox, withdrawals
from worthmore.storefront.forms import WithdrawalForm
from worthmore.storefront.keys import shop_keys
from worthmore.storefront.ordering import ORDER
from worthmore.storefront.visit import WITHDRAWAL, Visit, visit_of
from worthmore.storefront.withdrawals import Contract
from worthmore.vocabulary.clock import now

QUANTITY = re.compile(r"[0-9]{1,4}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """The statement of one order, with the things to send back; without a known order, the question which."""
    visit = visit_of(request)
    placed = orders.restored(request.session.get(ORDER), visit.shelf.products)
    given = request.POST.get("order", "") if request.method == "POST" else request.GET.get("order", "")
    known = placed.id if placed is not None and "another" not in request.GET else ""
    asked = given or known
    contract = withdrawals.find(asked, placed) if asked else None
    if contract is None:
        return _which_order(visit, asked if given else "")
    contract = _named(visit, contract)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    taken = _taken(request, contract) if request.method == "POST" else {}
    if form.is_valid() and taken:
        _confirm(visit, contract, form.cleaned_data, taken)
        return redirect("storefront:acknowledged")
    fault = _("Say of at least one thing how many go back.") if form.is_bound and not taken else ""
    status = 422 if form.is_bound else 200
    goes_along = any(line.goes_along for line in contract.lines)
    words = {"fault": fault, "confirm_words": _confirm_words()}
    return visit.page("withdraw", status, contract=contract, form=form, goes_along=goes_along, **words)


@never_cache
@require_safe
def acknowledged(request: HttpRequest) -> HttpResponse:
    """What was withdrawn, with date and time, to keep."""
    visit = visit_of(request)
    kept = _kept(request)
    return visit.page("withdrawn", kept=kept) if kept else redirect("storefront:withdraw")


@never_cache
@require_safe
def acknowledgement(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    kept = _kept(request)
    if not kept:
        return redirect("storefront:withdraw")
    response = HttpResponse(kept["text"], content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="withdrawal-{kept["id"]}.txt"'
    return response


def _which_order(visit: Visit, asked: str) -> HttpResponse:
    fault = ""
    if asked:
        fault = _(
            "There is no order with that number here. It begins with a W and stands on the page you got after ordering."
        )
    status = 404 if asked else 422 if visit.request.method == "POST" else 200
    return visit.page("withdraw", status, contract=None, asked=asked, fault=fault)


def _named(visit: Visit, contract: Contract) -> Contract:
    """The contract with its things as the visitor's language calls them, where the shop still sells them."""
    language, products = get_language() or "en", visit.shelf.products
    ends = visit.owed(ENDS_WITH_MAIN)
    lines = (
        replace(
            line,
            name=products[line.product].called(language),
            goes_along=ends and ends_with_goods(products[line.product]),
        )
        if line.product in products
        else line
        for line in contract.lines
    )
    return replace(contract, lines=tuple(lines))


def _taken(request: HttpRequest, contract: Contract) -> dict[str, int]:
    """How many of each product go back; never more than are left."""
    taken = {}
    for place, line in enumerate(contract.lines, 1):
        typed = request.POST.get(f"quantity-{place}", "").strip()
        number = min(int(typed), line.quantity) if QUANTITY.fullmatch(typed) else 0
        if number:
            taken[line.product] = number
    return withdrawals.whole(contract, taken)


def _confirm(visit: Visit, contract: Contract, said: dict[str, Any], taken: dict[str, int]) -> None:
    """The withdrawal counts from here on; Worthmore is told as it is of an order."""
    at = now()
    outbox.keep(withdrawals.message(contract, taken, at), at)
    session = visit.request.session
    session[WITHDRAWAL] = {"id": f"{contract.id}-W{contract.part}", "text": _text(contract, said, taken, at)}
    session.save()
    outbox.send_waiting(shop_keys().server)


def _text(contract: Contract, said: dict[str, Any], taken: dict[str, int], at: Any) -> str:
    """The acknowledgement: content of the statement, date and time."""
    received = timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S %Z")
    lines = [
        _("Acknowledgement of withdrawal"),
        "",
        _("Order: %(id)s") % {"id": contract.id},
        _("Received: %(at)s") % {"at": received},
        _("Name: %(name)s") % {"name": said["name"]},
        *([_("E-mail address: %(email)s") % {"email": said["email"]}] if said["email"] else []),
        "",
        _("You withdraw from the contract about:"),
        *(f"  {taken[line.product]} × {line.name}" for line in contract.lines if line.product in taken),
    ]
    return "\n".join(lines) + "\n"


def _kept(request: HttpRequest) -> dict[str, str]:
    """The acknowledgement this browser got last; empty when there is none to read."""
    kept = request.session.get(WITHDRAWAL)
    if not isinstance(kept, dict) or not all(isinstance(kept.get(name), str) for name in ("id", "text")):
        return {}
    return {"id": re.sub(r"[^A-Z0-9-]", "", kept["id"]), "text": kept["text"]}


def _confirm_words() -> str:
    return CONFIRM_WITHDRAWAL[get_language() or "en"]
