"""Exact association rules between two products: support, confidence and lift, counted in whole numbers.

Agrawal, Imieliński & Swami, "Mining association rules between sets of items in large databases", SIGMOD 1993; lift:
Brin et al., SIGMOD 1997. Nothing is shrunk or drawn towards anything here: that is what `complements` is for.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.baskets import Baskets
from worthmore.learn.estimator import check_at_least
from worthmore.learn.every_pair import CountEverything, count_everything

RULE = np.dtype(
    [
        ("item", "<i4"),
        ("other", "<i4"),
        ("both", "<i8"),
        ("one", "<i8"),
        ("with_other", "<i8"),
        ("customers", "<i8"),
        ("support", "<f8"),
        ("confidence", "<f8"),
        ("lift", "<f8"),
    ]
)
"""Who buys `item` also buys `other`: `both` baskets hold the two, `one` the first, `with_other` the second."""


def association_rules(
    baskets: Baskets,
    least_baskets: int = 1,
    least_customers: int = 0,
    least_confidence: float = 0.0,
    count: CountEverything = count_everything,
) -> NDArray[Any]:
    """Every rule with at least so many baskets, different customers and confidence, as `RULE`s, highest lift first.

    support = both ÷ baskets, confidence = both ÷ one, lift = both · baskets ÷ (one · with_other). Of equal lifts the
    rule of more baskets comes first, then the smaller numbers.
    """
    check_at_least("least_baskets", least_baskets, 1)
    check_at_least("least_customers", least_customers, 0)
    check_at_least("least_confidence", least_confidence, 0)
    counted = count(baskets, least_customers)
    kept = (counted.baskets >= least_baskets) & (counted.customers >= least_customers)
    pair = np.stack([counted.item[kept], counted.other[kept]])
    found = np.zeros(2 * pair.shape[1], dtype=RULE)
    found["item"], found["other"] = np.concatenate([pair, pair[::-1]], axis=1)
    found["both"], found["customers"] = np.tile(counted.baskets[kept], 2), np.tile(counted.customers[kept], 2)
    found["one"], found["with_other"] = counted.item_baskets[found["item"]], counted.item_baskets[found["other"]]
    found["support"] = found["both"] / max(counted.basket_count, 1)
    found["confidence"] = found["both"] / np.maximum(found["one"], 1)
    found["lift"] = found["both"] * counted.basket_count / np.maximum(found["one"] * found["with_other"], 1)
    found = found[found["confidence"] >= least_confidence]
    return found[np.lexsort((found["other"], found["item"], -found["both"], -found["lift"]))]
