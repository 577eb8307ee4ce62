"""Several things for one price: what must be told of the parts, and which parts may not be joined.

Finland has each part's own price told (KSL 2:12); Belgium forbids a joint offer with a financial service (WER VI.81)
and selling below cost (WER VI.116: contested, so a warning); insurance beside a product must be priced, and the product
buyable, apart (IDD 24).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from worthmore.law.duties import duties
from worthmore.law.goods import is_financial
from worthmore.law.table import Rule, RuleTable, Topic
from worthmore.vocabulary.permission import Audience
from worthmore.vocabulary.products import Product

JOINT, PARTS, LOSS, APART = (
    "financial_service_in_joint_offer",
    "separate_prices_of_parts",
    "bundle_below_cost",
    "good_buyable_without_insurance_and_separate_costs",
)


@dataclass(frozen=True, slots=True)
class BundleVerdict:
    """What the law says of a bundle.

    `fault` is why it may not be offered, "" where it may; `rule` the row that says so. `separately_priced` are the ids
    of the parts whose own price must stand beside the price of the whole; `warnings` are plain sentences for the shop.
    """

    fault: str = ""
    rule: str = ""
    separately_priced: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """Parts for one price, minor units with VAT (`price`) and without (`net_price`).

    `sold_apart` are the ids of the parts a customer can buy alone.
    """

    parts: Sequence[Product]
    price: int
    net_price: int
    sold_apart: Collection[str]


def bundle_verdict(table: RuleTable, bundle: Bundle, country: str, at: datetime) -> BundleVerdict:
    """What the law of a country says of a bundle at a moment; an unknown country means every country's law."""
    fault = _fault(table, bundle, country, at)
    priced = _separately_priced(table, bundle, country, at)
    if fault is not None:
        return BundleVerdict(fault[0], fault[1].id, priced)
    return BundleVerdict("", "", priced, tuple(_warnings(table, bundle, country, at)))


def joint_offer_rule(table: RuleTable, country: str, at: datetime) -> Rule | None:
    """The row that forbids financial services in joint offers; None where none does."""
    return _row(table, Topic.BUNDLE, JOINT, country, at)


def _fault(table: RuleTable, bundle: Bundle, country: str, at: datetime) -> tuple[str, Rule] | None:
    financial = [part for part in bundle.parts if is_financial(part)]
    joint = joint_offer_rule(table, country, at)
    if joint is not None and financial and len(bundle.parts) > 1:
        return f"{financial[0].id} is a financial service and may not be joined with anything ({joint.law})", joint
    apart = _row(table, Topic.BUNDLE, APART, country, at)
    if apart is not None and financial:
        tied = next((part for part in bundle.parts if part.id not in bundle.sold_apart), None)
        if tied is not None:
            return f"{tied.id} cannot be bought apart from the insurance it is sold with ({apart.law})", apart
    return None


def _separately_priced(table: RuleTable, bundle: Bundle, country: str, at: datetime) -> frozenset[str]:
    """The parts whose own price must be told: all but those below the least amount, in the currency it is in."""
    rows = [_row(table, Topic.PRICE, PARTS, country, at)]
    if any(map(is_financial, bundle.parts)):
        rows.append(_row(table, Topic.BUNDLE, APART, country, at))
    return frozenset(
        part.id for rule in rows if rule is not None for part in bundle.parts if part.price >= _least(rule, part)
    )


def _least(rule: Rule, part: Product) -> int:
    least = rule.values.get("de_minimis", 0)
    same = rule.values.get("de_minimis_currency") == part.currency
    return least if same and isinstance(least, int) else 0


def _warnings(table: RuleTable, bundle: Bundle, country: str, at: datetime) -> list[str]:
    loss = _row(table, Topic.PRICE, LOSS, country, at)
    costs = [part.cost for part in bundle.parts]
    if loss is None or any(cost is None for cost in costs):
        return []
    total = sum(cost for cost in costs if cost is not None)
    return [f"the bundle is sold below its cost ({loss.law})"] if bundle.net_price < total else []


def _row(table: RuleTable, topic: Topic, what: str, country: str, at: datetime) -> Rule | None:
    rows = duties(table, topic, country, Audience.B2C, at)
    return next((rule for rule in rows if rule.what == what), None)
