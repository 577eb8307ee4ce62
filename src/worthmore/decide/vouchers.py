"""What a code takes something off."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor

from worthmore.decide.hand_rules.selecting import selects
from worthmore.decide.margins import net_prices
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.vouchers import Voucher


def covered(voucher: Voucher, products: Iterable[Product], policy: Policy) -> list[str]:
    """The ids of the products a code covers, by id.

    Where the shop wants it so, not what would then be sold at a loss even in the worst case: where an amount is taken
    off no more than the total it needs. An unknown cost passes, as everywhere.
    """
    selected, net = selects(voucher.covers), net_prices(policy)

    def is_covered(product: Product) -> bool:
        if product.currency != voucher.currency or not selected(product):
            return False
        if not voucher.above_cost or product.cost is None:
            return True
        return net(product, floor(product.price * (1 - voucher.share))) >= product.cost

    return sorted(product.id for product in products if is_covered(product))
