"""What the shop's own people decide about offers by hand, one rule at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_PERCENT = 900
MOST_NAMES = 200


class HandAct(StrEnum):
    """What a hand rule does. The stored name, and the name in files."""

    PIN = "pin"  # offer it first
    BOOST = "boost"  # let it count for more
    BURY = "bury"  # offer it only after everything else
    NEVER = "never"
    ONLY_WITH = "only_with"  # offer it beside these and nothing else
    SAME_BRAND = "same_brand"  # offer only what has the brand of what it belongs to
    PRICE_WINDOW = "price_window"  # offer only what costs between this and that
    STOCK_FLOOR = "stock_floor"  # leave so many on the shelf


ORDERING = (HandAct.PIN, HandAct.BOOST, HandAct.BURY)
"""Acts that change the order. The others refuse."""


class HandRuleError(ValueError):
    """A rule that means nothing or contradicts itself. `field` says where, the message says what and how to mend it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class Selection:
    """Some products: those named, those of a category ("Bicycles", with all below it), those of a brand.

    A product is in it when it is one of `products`, or when it fits `categories` and `brands`, each where given.
    Empty: every product.
    """

    products: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether it leaves nothing out."""
        return not (self.products or self.categories or self.brands)


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class HandRule:
    """One rule. `offers` says which offered products it is about, `beside` what must be in the purchase (or looked at).

    `kinds` and `placements` narrow it; empty: all. It holds from the first to the last day, both included, in the
    shop's own time. `percent` is how much more a boosted offer counts. A price window holds an offered product's price
    between `least` and `most`, either may be None: minor units or, with `of_anchor`, percent of the price of what it
    belongs to. `stock` is how many must be left. `active` False: it is kept and does nothing.
    """

    act: HandAct
    offers: Selection = EVERYTHING
    beside: Selection = EVERYTHING
    kinds: tuple[str, ...] = ()
    placements: tuple[str, ...] = ()
    from_date: date | None = None
    until_date: date | None = None
    percent: int = 0
    least: int | None = None
    most: int | None = None
    of_anchor: bool = False
    stock: int = 0
    active: bool = True
    id: int = 0

    def __post_init__(self) -> None:
        _check_days(self)
        _check_lengths(self)
        check = _CHECKS.get(self.act)
        if check is not None:
            check(self)

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return (
            self.active
            and (self.from_date is None or self.from_date <= day)
            and (self.until_date is None or day <= self.until_date)
        )


def _check_days(rule: HandRule) -> None:
    if rule.from_date and rule.until_date and rule.until_date < rule.from_date:
        raise HandRuleError("until_date", "the last day lies before the first; exchange them")


def _check_lengths(rule: HandRule) -> None:
    for name, selection in (("offers", rule.offers), ("beside", rule.beside)):
        named: Sequence[str] = (*selection.products, *selection.categories, *selection.brands)
        if len(named) > MOST_NAMES:
            raise HandRuleError(name, f"{len(named)} names; a rule takes {MOST_NAMES} at most: make two rules")
        if not all(one.strip() for one in named):
            raise HandRuleError(name, "a name is empty; remove it")


def _check_pin(rule: HandRule) -> None:
    if not rule.offers.products:
        raise HandRuleError("offers", "what is offered first must be named: give one or more product numbers")


def _check_boost(rule: HandRule) -> None:
    if not 1 <= rule.percent <= MOST_PERCENT:
        raise HandRuleError("percent", f"the boost is {rule.percent} percent; it lies between 1 and {MOST_PERCENT}")


def _check_never(rule: HandRule) -> None:
    if rule.offers.everything and rule.beside.everything and not (rule.kinds or rule.placements):
        raise HandRuleError("offers", "this would forbid every offer everywhere; say which products, kinds or places")


def _check_only_with(rule: HandRule) -> None:
    if rule.beside.everything:
        raise HandRuleError("beside", "say beside which products it may be offered")


def _check_window(rule: HandRule) -> None:
    if rule.least is None and rule.most is None:
        raise HandRuleError("most", "a price window needs a least price, a highest price, or both")
    if any(limit is not None and limit < 0 for limit in (rule.least, rule.most)):
        raise HandRuleError("least", "a price cannot be below zero")
    if rule.least is not None and rule.most is not None and rule.most < rule.least:
        raise HandRuleError("most", "the highest price lies below the least; exchange them")


def _check_stock(rule: HandRule) -> None:
    if rule.stock < 1:
        raise HandRuleError("stock", "say how many must be left: 1 or more")


_CHECKS = {
    HandAct.PIN: _check_pin,
    HandAct.BOOST: _check_boost,
    HandAct.NEVER: _check_never,
    HandAct.ONLY_WITH: _check_only_with,
    HandAct.PRICE_WINDOW: _check_window,
    HandAct.STOCK_FLOOR: _check_stock,
}
