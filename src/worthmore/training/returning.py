"""Units sold and returned of each product, as the arrays that learning takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worthmore.vocabulary.products import Product


@dataclass(frozen=True, eq=False)
class Units:
    """Of item i: how many were sold, how many came back, and the number of its category (-1: it has none)."""

    sold: NDArray[np.int64]
    returned: NDArray[np.int64]
    category: NDArray[np.int64]


def units(counted: Mapping[str, tuple[int, int]], products: Sequence[Product]) -> Units:
    """The units of products in the order of `products`; what was never in an order has none."""
    numbers: dict[tuple[str, ...], int] = {}
    pairs = np.array([counted.get(product.id, (0, 0)) for product in products], dtype=np.int64).reshape(-1, 2)
    category = [numbers.setdefault(product.category, len(numbers)) if product.category else -1 for product in products]
    return Units(pairs[:, 0], pairs[:, 1], np.array(category, dtype=np.int64))
