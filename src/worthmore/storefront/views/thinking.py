"""Behind the scenes of a page with offers: every candidate, what became of it, and what it was worth."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from worthmore.storefront import funnel, orders, thinking
from worthmore.storefront.ordering import ORDER
from worthmore.storefront.thinking import Asked
from worthmore.storefront.visit import visit_of


@never_cache
@require_safe
def thought(request: HttpRequest) -> HttpResponse:
    """The page's question asked once more, explained; only the part for the drawer where a script asks for that."""
    if not thinking.may_be_seen(request):
        raise PermissionDenied
    visit = visit_of(request)
    order = orders.restored(request.session.get(ORDER), visit.shelf.products) if "order" in request.GET else None
    blocks = thinking.read(request.GET.get("blocks", ""))
    excluded = [*request.GET.getlist("exclude"), *_skipped(request, blocks)]
    cart = order.cart if order else visit.cart
    found = thinking.thought(blocks, cart, visit.named, get_language() or "en", excluded)
    return visit.page("_thought" if "part" in request.GET else "thought", blocks=found)


def _skipped(request: HttpRequest, blocks: Sequence[Asked]) -> list[str]:
    """The small extras that were skipped, where the question is which comes next."""
    walk = funnel.restored(request.session) if any(one.placement == "funnel" for one in blocks) else None
    return [one.product for one in walk.answered if not one.offer] if walk else []
