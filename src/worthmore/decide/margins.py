"""What a shop earns on one unit: the price without VAT minus its cost."""

from __future__ import annotations

from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product


def net_price(product: Product, price: int, policy: Policy) -> int:
    """A price without VAT, minor units; the shop's default rate where the product has none of its own."""
    rate = policy.vat_rate if product.vat_rate is None else product.vat_rate
    return round(price / (1 + rate))


def unit_margin(product: Product, price: int, policy: Policy) -> float:
    """The margin of one unit sold at a price; where the cost is unknown, the shop's assumed share of the net price."""
    rate = policy.vat_rate if product.vat_rate is None else product.vat_rate
    net = round(price / (1 + rate))
    return net * policy.assumed_margin_share if product.cost is None else net - product.cost
