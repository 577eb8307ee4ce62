"""Products that fit what somebody told: by rules first, and by words where rules say nothing."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from worthmore.decide.person.needs import Fit, fit
from worthmore.learn.need_text import closest
from worthmore.offering.snapshot import Shop
from worthmore.vocabulary.needs import Need
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product

MOST_LOOKED_THROUGH = 50_000
"""In a larger assortment the words of every product are too many to look through while somebody waits."""


def fitting(need: Need, shop: Shop, at: datetime, policy: Policy, most: int = 5) -> list[Product]:
    """Up to so many products on sale that meet the need, or that are closest to its words and do not break it."""
    day = at.astimezone(ZoneInfo(policy.time_zone)).date()
    if len(shop.products) > MOST_LOOKED_THROUGH:
        return []
    sold = [one for one in shop.products.values() if one.active_on(day) and not one.sensitive and one.stock != 0]
    fits = {one.id: fit(need, one, shop.kinds) for one in sold}
    met = [one for one in sold if fits[one.id] is Fit.MEETS]
    looked_at = met or [one for one in sold if fits[one.id] is not Fit.BREAKS]
    described = [(one.id, " ".join((one.name, *one.names.values(), *one.category))) for one in looked_at]
    near = closest(need.text, described, most)
    rest = (one.id for one in met if one.id not in near)
    return [shop.products[product_id] for product_id in (*near, *rest)][:most]
