"""What a shop earns on one unit: the price without VAT minus its cost."""

from __future__ import annotations

from collections.abc import Callable

from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product

Net = Callable[[Product, int], int]
Margin = Callable[[Product, int], float]


def net_prices(policy: Policy) -> Net:
    """Takes VAT off a price of a product, minor units; the shop's rate where the product has none of its own."""
    usual = 1 + policy.vat_rate

    def net(product: Product, price: int) -> int:
        rate = product.vat_rate
        return round(price / (usual if rate is None else 1 + rate))

    return net


def margins(policy: Policy) -> Margin:
    """The margin of one unit sold at a price; where the cost is unknown, the shop's assumed share of the net price."""
    net, assumed = net_prices(policy), policy.assumed_margin_share

    def margin(product: Product, price: int) -> float:
        cost = product.cost
        return net(product, price) * assumed if cost is None else net(product, price) - cost

    return margin


def unit_margin(product: Product, price: int, policy: Policy) -> float:
    """The margin of one unit of a product sold at a price, for whoever asks once."""
    return margins(policy)(product, price)
