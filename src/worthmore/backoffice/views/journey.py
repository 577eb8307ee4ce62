"""*The journey*: how many customers stand at each stage, and where people run into a problem."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from worthmore.backoffice.segmenting import segments
from worthmore.backoffice.templatetags.office import called
from worthmore.backoffice.views.source import chosen_source, page, products_of
from worthmore.decide.person.using import QUIET
from worthmore.shop import queries
from worthmore.training import queries as training
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.journey import Stage
from worthmore.vocabulary.policy import Policy

DAYS = 180
STAGES = tuple(stage.value for stage in Stage if stage is not Stage.VISITOR)


def journey(request: HttpRequest) -> HttpResponse:
    """Counts of the last training; what people wait for and do not use, as of now. Small groups are not counted out."""
    source, policy = chosen_source(request), queries.policy()
    published = training.current(settings.WORTHMORE_HOME)
    summary = published.summary.get(source) if published else None
    rows = [_row(one) for one in (summary or {}).get("journey", [])]
    context = {
        "page": "today",
        "stages": STAGES,
        "rows": rows,
        "published_at": published.published_at if published else None,
        "segments": segments(summary or {}),
        "least": policy.minimum_customers,
        "days": DAYS,
        **_stuck(source, policy),
    }
    return page(request, "backoffice/journey.html", context)


def _row(one: dict[str, Any]) -> dict[str, Any]:
    """One department; a stage that is not named has nobody, one without a number has too few to say."""
    counts = [one["stages"].get(stage, 0) for stage in STAGES]
    returned = one["returned"]
    return {**one, "counts": counts, "returned_share": None if returned is None else returned / one["customers"]}


def _stuck(source: str, policy: Policy) -> dict[str, Any]:
    at, least = now(), policy.minimum_customers
    cases = queries.cases_since(source, at - timedelta(days=DAYS))
    begun = at - timedelta(days=policy.help_days)
    unused = [one for one in queries.unused_contracts(source, at - QUIET, begun, at) if one.people >= least]
    names = {product_id: called(product) for product_id, product in products_of(source).items()} if unused else {}
    return {
        "cases": [(kind, count if count >= least else None) for kind, count in cases.items()],
        "unused": [(names.get(one.product_id, one.product_id), one, one.unused / one.people) for one in unused],
    }
