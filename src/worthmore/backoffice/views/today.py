"""*Today*: what was learned, how many offers were made and accepted, and where the best opportunities lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from worthmore.backoffice.judging import Judged, judged
from worthmore.backoffice.roles import sees
from worthmore.backoffice.templatetags.office import about, amount, called, share
from worthmore.backoffice.views.repair import MOST_TODAY, first_ones
from worthmore.backoffice.views.source import chosen_source, page, products_of
from worthmore.outcomes import queries as outcomes
from worthmore.shop import queries as shop
from worthmore.training import queries as training
from worthmore.vocabulary.clock import now

DAYS = 30
LEAST_SHOWN = 100  # below this a share of acceptance says more about chance than about the offers


@dataclass(frozen=True)
class Figure:
    """One number and what it counts."""

    label: str
    value: int


@dataclass(frozen=True)
class Learned:
    """What the version in use knows of this source."""

    version: str
    published_at: datetime
    figures: list[Figure]
    little: bool
    judged: Judged | None


@dataclass(frozen=True)
class Opportunity:
    """Whom to offer what, ready to read. The ids lead to the products' pages."""

    bought: str
    bought_name: str
    offered: str
    offered_name: str
    customers: int
    chance: float
    margin: str


@dataclass(frozen=True)
class Acceptance:
    """A share with its 95 % interval, ready to read."""

    shown: int
    share: str
    low: str
    high: str


def today(request: HttpRequest) -> HttpResponse:
    """The first page after logging in."""
    source = chosen_source(request)
    totals = outcomes.totals(now() - timedelta(days=DAYS), source)
    published = training.current(settings.WORTHMORE_HOME)
    summary = published.summary.get(source) if published else None
    troubled = first_ones(request, MOST_TODAY + 1)
    context = {
        "page": "today",
        "troubled": troubled[:MOST_TODAY] if sees(request, "all_customers") else [],
        "any_troubled": bool(troubled),
        "more_troubled": len(troubled) > MOST_TODAY,
        "problems": [f"{problem.name}: {problem.message}" for problem in shop.policy_problems()],
        "learned": learned(published, summary) if published and summary else None,
        "opportunities": opportunities(source, summary or {}),
        "margin_assumed": bool(summary and summary.get("cost_unknown")),
        "days": DAYS,
        "least_shown": LEAST_SHOWN,
        "made": made(totals),
        "asked": bool(totals.decisions or totals.shown),
        "revenue": [amount(minor, currency) for currency, minor in totals.revenue.items()],
        "acceptance": acceptance(totals.accepted, totals.shown),
    }
    return page(request, "backoffice/today.html", context)


def learned(published: training.Published, summary: dict[str, Any]) -> Learned:
    """The counts that training left behind."""
    figures = [
        Figure(_("Orders read"), summary["orders"]),
        Figure(_("Customers read"), summary["customers"]),
        Figure(_("Products"), summary["products"]),
        Figure(_("Products with complements"), summary["products_with_complements"]),
        Figure(_("Better versions known"), sum(summary["upgrades"].values())),
    ]
    little = not summary["products_with_complements"]
    return Learned(published.name, published.published_at, figures, little, judged(summary.get("complements")))


def opportunities(source: str, summary: dict[str, Any]) -> list[Opportunity]:
    """The best opportunities of the last training whose products are still in the catalogue."""
    products = products_of(source)
    return [
        Opportunity(
            bought=one["bought"],
            bought_name=called(products[one["bought"]]),
            offered=one["offered"],
            offered_name=called(products[one["offered"]]),
            customers=one["customers"],
            chance=one["chance"],
            margin=about(one["margin"], products[one["offered"]].currency),
        )
        for one in summary.get("opportunities", [])
        if one["bought"] in products and one["offered"] in products
    ]


def made(totals: outcomes.Totals) -> list[Figure]:
    """What happened to offers."""
    return [
        Figure(_("Decisions"), totals.decisions),
        Figure(_("Offers made"), totals.offers),
        Figure(_("Seen or answered"), totals.shown),
        Figure(_("Accepted"), totals.accepted),
        Figure(_("Declined"), totals.declined),
    ]


def acceptance(accepted: int, shown: int) -> Acceptance | None:
    """The share accepted with its Wilson score interval (Wilson 1927); None while there are too few."""
    if shown < LEAST_SHOWN:
        return None
    z, found = 1.96, accepted / shown
    middle = (found + z * z / (2 * shown)) / (1 + z * z / shown)
    half = z / (1 + z * z / shown) * sqrt(found * (1 - found) / shown + z * z / (4 * shown * shown))
    return Acceptance(shown, share(found), share(max(0.0, middle - half)), share(min(1.0, middle + half)))
