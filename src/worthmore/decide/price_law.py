"""What the law lets one shop say of its prices, prepared once per snapshot and asked for a country and moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from worthmore.law.bundles import joint_offer_rule
from worthmore.law.goods import sale_group
from worthmore.law.reductions import Goods, Telling, announced_reduction
from worthmore.law.sale_calendar import Announcing, announcing_allowed, silent_until
from worthmore.law.table import Rule, RuleTable
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.prices import NotAllowed, PriceChange, Reduction
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation

Prices = Mapping[str, Sequence[PriceChange]]
NO_HISTORY = NotAllowed("it never cost more, as far as its prices are known")
REMEMBERED = 4096


class PriceLaw:
    """One shop's prices under the rule table. `prices` are the histories of products that cost less than once."""

    def __init__(self, table: RuleTable, prices: Prices, policy: Policy) -> None:
        self.table, self.prices, self.policy = table, prices, policy
        self._fallen: dict[tuple[str, int, str, datetime], Reduction | NotAllowed] = {}
        self._closed = lru_cache(maxsize=REMEMBERED)(self._look_up_closed)
        self._silent = lru_cache(maxsize=REMEMBERED)(self._look_up_silent)
        self._joint = lru_cache(maxsize=REMEMBERED)(self._look_up_joint)

    def fallen(self, product: Product, country: str, at: datetime) -> Reduction | NotAllowed:
        """The reduction a product's history allows, whatever the time of year; or why none may be announced."""
        if product.id not in self.prices:
            return NO_HISTORY
        asked = (product.id, product.price, country, _hour(at))
        found = self._fallen.get(asked)
        if found is None:
            if len(self._fallen) >= REMEMBERED:
                self._fallen.clear()
            found = self._fallen[asked] = self._look_up(product, country, at)
        return found

    def closed(self, product: Product, country: str, at: datetime) -> Announcing:
        """Whether this is a time in which a reduction on such a product may be announced."""
        return self._closed(sale_group(product), country, _hour(at))

    def announced(self, product: Product, country: str, at: datetime) -> Reduction | None:
        """The reduction that may be announced on a product, None where none may."""
        found = self.fallen(product, country, at)
        if isinstance(found, NotAllowed) or not self.closed(product, country, at).allowed:
            return None
        return found

    def announce(self, situation: Situation, product: Product) -> Reduction | None:
        """The same for a situation."""
        return self.announced(product, self.country(situation), situation.at)

    def country(self, situation: Situation) -> str:
        """Whose law holds: the customer's country ("" unknown, so every country's); of a visitor, the shop's own."""
        return self.policy.country if situation.person is None else situation.person.country

    def joint_offer_rule(self, country: str, at: datetime) -> Rule | None:
        """The row that forbids a financial service in a joint offer; None where none does."""
        return self._joint(country, _hour(at))

    def _look_up(self, product: Product, country: str, at: datetime) -> Reduction | NotAllowed:
        goods, history = Goods(product.perishable, product.active_from), self.prices[product.id]
        silent = self._silent(sale_group(product), country, _hour(at))
        telling = Telling(self.policy.announce_days, self.policy.announce_from, silent)
        found = announced_reduction(self.table, history, product.price, at, country, goods, telling)
        if isinstance(found, Reduction) and found.saved < self.policy.announce_from * found.was:
            return NotAllowed(f"it fell by {found.percent} %, less than is worth announcing here")
        return found

    def _look_up_closed(self, group: str, country: str, hour: datetime) -> Announcing:
        return announcing_allowed(self.table, group, country, hour)

    def _look_up_silent(self, group: str, country: str, hour: datetime) -> datetime | None:
        return silent_until(self.table, group, country, hour)

    def _look_up_joint(self, country: str, hour: datetime) -> Rule | None:
        return joint_offer_rule(self.table, country, hour)


def _hour(at: datetime) -> datetime:
    """Laws and days begin at whole hours in every country of the table."""
    return at.replace(minute=0, second=0, microsecond=0)
