"""Small extras after the choice, one at a time: each skippable, the total in view, paying never further away."""

from __future__ import annotations

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from worthmore.storefront import design, funnel
from worthmore.storefront.delivery import sum_of
from worthmore.storefront.design import PictureError
from worthmore.storefront.funnel import FUNNEL, Walk
from worthmore.storefront.money import price
from worthmore.storefront.visit import Visit, visit_of


@require_safe
def step(request: HttpRequest, product_id: str) -> HttpResponse:
    """The next small extra; to the checkout when none is left, and to the cart when there was none at all."""
    visit = visit_of(request)
    walk = _walk(visit, product_id)
    if walk is None:
        return redirect("storefront:cart")
    walk = funnel.asked(walk, visit.cart, visit.named, get_language() or "en")
    _keep(visit, walk)
    offered = visit.shelf.products.get(walk.step.product.id) if walk.step else None
    if walk.step is None or offered is None:
        return redirect("storefront:checkout" if walk.answered else "storefront:cart")
    after = funnel.after_yes(visit.cart, walk.step, offered, walk.design)
    return visit.page(
        "funnel",
        walk=walk,
        step=walk.step,
        asked_block=visit.offers("funnel", product=walk.chosen),
        chosen=visit.shelf.products[walk.chosen],
        offered=offered,
        after=after,
        then=sum_of(after),
        most_letters=design.MOST_LETTERS,
        **sum_of(visit.cart),
    )


@require_POST
def answer(request: HttpRequest, product_id: str) -> HttpResponse:
    """Yes, no, one step back, or another design."""
    visit = visit_of(request)
    walk = _walk(visit, product_id)
    said = request.POST.get("answer", "")
    if walk is None:
        return redirect("storefront:cart")
    if said == "back":
        return _back(visit, walk)
    if said == "design":
        _redesign(visit, walk)
    # A button of a page from before the last step, or pressed twice, answers nothing.
    elif walk.step is not None and request.POST.get("token") == walk.step.token:
        return _answered(visit, walk, said == "yes")
    return redirect("storefront:steps", product_id)


@require_safe
def artwork(request: HttpRequest, name: str) -> HttpResponse:
    """The visitor's own picture, to nobody but them."""
    found = design.picture(name, request.session)
    if found is None:
        raise Http404
    response = HttpResponse(found[0], content_type=found[1])
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _walk(visit: Visit, product_id: str) -> Walk | None:
    """The way after this choice, from its beginning where there is none yet; None where it is not in the cart."""
    line = next((line for line in visit.cart.lines if line.product.id == product_id), None)
    if line is None or product_id not in visit.shelf.steps:
        return None
    walk = funnel.restored(visit.request.session)
    return walk if walk is not None and walk.chosen == product_id else Walk(product_id, line.design)


def _answered(visit: Visit, walk: Walk, yes: bool) -> HttpResponse:
    assert walk.step is not None
    offered = visit.shelf.products.get(walk.step.product.id)
    changed = funnel.after_yes(visit.cart, walk.step, offered, walk.design) if yes and offered else visit.cart
    taken = changed != visit.cart
    if yes and not taken:
        messages.warning(visit.request, _("There is no room for more of that in your cart. Nothing was added."))
    funnel.tell(walk.step, "accepted" if taken else "ignored")
    visit.keep(changed)
    _keep(visit, walk.answering(walk.step.token if taken else ""))
    if not walk.step.golden:
        return redirect("storefront:steps", walk.chosen)
    if taken:
        _say_total(visit, sum_of(changed)["total"])
    return redirect("storefront:checkout")


def _say_total(visit: Visit, total: int) -> None:
    amount = price(total, visit.cart.lines[0].product.currency, get_language() or "en")
    messages.success(visit.request, _("Your whole order is multiplied. Its total is %(total)s.") % {"total": amount})


def _back(visit: Visit, walk: Walk) -> HttpResponse:
    if not walk.answered:
        return redirect("storefront:product", walk.chosen)
    cart, before = funnel.after_back(visit.cart, walk)
    visit.keep(cart)
    _keep(visit, before)
    return redirect("storefront:steps", walk.chosen)


def _redesign(visit: Visit, walk: Walk) -> None:
    try:
        wanted = design_of(visit.request, walk.design)
    except PictureError:
        messages.error(visit.request, unusable())
        return
    visit.keep(visit.cart.redesigned(walk.chosen, walk.taken, walk.design, wanted))
    _keep(visit, msgspec.structs.replace(walk, design=wanted))


def begin(visit: Visit, product_id: str, wanted: design.Design) -> HttpResponse:
    """To the first step after a choice that was just made."""
    _keep(visit, Walk(product_id, wanted))
    return redirect("storefront:steps", product_id)


def design_of(request: HttpRequest, before: design.Design = design.PLAIN) -> design.Design:
    """The design that a form asks for; PictureError where its file cannot be used."""
    return design.read(request.POST.get("text", ""), request.FILES.get("logo"), before, request.session)


def unusable() -> str:
    """What is wrong with a picture, and what would be right."""
    most = design.MOST_BYTES // 1000
    return _("Your picture must be a PNG or JPEG of at most %(most)d KB. Nothing was changed.") % {"most": most}


def _keep(visit: Visit, walk: Walk) -> None:
    visit.request.session[FUNNEL] = funnel.stored(walk)
