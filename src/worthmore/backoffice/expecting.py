"""What a training knows of single customers and products, ready to read on their pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from babel.dates import format_date, format_skeleton
from django.conf import settings
from django.utils.translation import gettext as _

from worthmore.backoffice.templatetags.office import about, language, share, whole
from worthmore.shop import queries
from worthmore.training import queries as training
from worthmore.training.asking import best_weeks, expected, proposed_cap
from worthmore.vocabulary.products import Product

MOST_ORDERS = 500
FEWEST_RETURNING = 30
"""Below so many customers who came back nothing is said of one."""
FEWEST_YEARS = 2
"""What was seen in one year may have been chance."""


@dataclass(frozen=True)
class ExpectedShown:
    """What may be expected of one customer."""

    alive: str
    next_date: str
    soonest: str
    latest: str
    value: str
    low: str
    high: str


@dataclass(frozen=True)
class CapShown:
    """The premium cap that customers of one group of products propose, beside the shop's own."""

    about: str
    cap: str
    low: str
    high: str
    up: int
    customers: int
    own: str


def expected_of(source: str, customer_id: str, today: date) -> ExpectedShown | None:
    """From the customer's orders here in their usual currency; None while the shop knows too little."""
    published = training.current(settings.WORTHMORE_HOME)
    summary = published.summary.get(source, {}) if published else {}
    if published is None or summary.get("returning", 0) < FEWEST_RETURNING:
        return None
    orders = [one for one in queries.orders_of(source, customer_id, MOST_ORDERS) if one.source == source]
    currency = Counter(one.currency for one in orders).most_common(1)
    if not currency:
        return None
    worth = [(one.at.date(), float(one.total)) for one in orders if one.currency == currency[0][0]]
    found = expected(published.folder, source, worth, today)
    if found is None:
        return None
    next_date, soonest, latest = (
        format_date(one, "medium", locale=language()) for one in (found.next_date, found.soonest, found.latest)
    )
    value, low, high = (about(round(one), currency[0][0]) for one in (found.value, found.low, found.high))
    return ExpectedShown(share(found.alive), next_date, soonest, latest, value, low, high)


def season_of(source: str, product_id: str) -> str:
    """In which weeks a product sells best, in a sentence; empty where none stand out, and after a single year."""
    published = training.current(settings.WORTHMORE_HOME)
    found = None if published is None else best_weeks(published.folder, source, product_id)
    if found is None or found.years_seen < FEWEST_YEARS:
        return ""
    text = _(
        "Sells best from about %(first)s to %(last)s: %(times)s times as well as in the rest of the year (%(low)s to "
        "%(high)s), beside what the shop sells then. Seen in %(seen)s of %(years)s years."
    )
    return text % {
        "first": _day_of(found.first_week),
        "last": _day_of(found.last_week, last=True),
        "times": f"{found.times:.1f}",
        "low": f"{found.low:.1f}",
        "high": f"{found.high:.1f}",
        "seen": found.years_seen,
        "years": found.years,
    }


def _day_of(week: int, last: bool = False) -> str:
    """The first or last day of a week counted from 1 January, without its year."""
    day = date(2026, 1, 1) + timedelta(days=7 * (week - 1) + (6 if last else 0))
    return str(format_skeleton("MMMd", day, locale=language()))


def cap_of(source: str, product: Product, own: float) -> str:
    """The cap that customers who bought products of this sort propose, in a sentence; empty where too few did."""
    published = training.current(settings.WORTHMORE_HOME)
    found = None if published is None else proposed_cap(published.folder, source, product)
    if found is None or not found.known or found.cap is None:
        return ""
    text = _(
        "Of %(customers)s customers who came back to products of this sort, %(up)s chose a dearer one than usual; half "
        "of these went up to %(cap)s dearer (%(low)s to %(high)s). Your own cap of %(own)s counts."
    )
    return text % {
        "customers": whole(found.customers),
        "up": whole(found.up),
        "cap": share(found.cap),
        "low": share(found.low or 0.0),
        "high": share(found.high or 0.0),
        "own": share(own),
    }


def caps(source: str) -> list[CapShown]:
    """The caps that customers propose, the whole shop first, then what most customers stand behind."""
    published = training.current(settings.WORTHMORE_HOME)
    premium = (published.summary.get(source, {}) if published else {}).get("premium")
    if not premium:
        return []
    policy = queries.policy()
    shop = premium["shop"]
    found = [_cap(shop, _("The whole shop"), policy.cap("upgrade", ()))] if shop["known"] and shop["cap"] else []
    for one in premium["ladders"]:
        if one["cap"]:
            name = one["ladder"].rpartition(" (")[0]
            found.append(_cap(one, name.replace("/", " › "), policy.cap("upgrade", tuple(name.split("/")))))
    return found


def _cap(one: Mapping[str, Any], name: str, own: float) -> CapShown:
    cap, low, high = (share(one[bound]) for bound in ("cap", "low", "high"))
    return CapShown(name, cap, low, high, one["up"], one["customers"], share(own))
