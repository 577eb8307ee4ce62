"""What is similar to what somebody bought, as the exception for own customers needs it. No database.

The law gives no test. Ours is narrow: the same family of the catalogue (the top of its category path), or something
the shop itself declared to belong to the bought product. The shop's own rows go before both, the most specific first;
of two as specific that disagree, the one that says no.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from worthmore.consent.values import SimilarRow
from worthmore.shop.queries.bought import Placed

EVERYTHING = "*"
UNDER = "/*"


def similar(
    offered: Placed, bought: Iterable[Placed], declared: Collection[tuple[str, str]], rows: Collection[SimilarRow]
) -> bool:
    """Whether a product is similar to any of those bought. Nothing bought: never."""
    return any(_to_one(offered, one, declared, rows) for one in bought)


def _to_one(
    offered: Placed, bought: Placed, declared: Collection[tuple[str, str]], rows: Collection[SimilarRow]
) -> bool:
    said = [
        (fits, row.similar)
        for row in rows
        if row.source == offered.source and (fits := _fit(row.bought, bought) * _fit(row.offered, offered))
    ]
    if said:
        closest = max(fits for fits, _ in said)
        return all(yes for fits, yes in said if fits == closest)
    if bought.source == offered.source and bought.product_id == offered.product_id:
        return True
    if bought.source == offered.source and (bought.product_id, offered.product_id) in declared:
        return True
    family = offered.category.partition("/")[0]
    return bool(family) and family == bought.category.partition("/")[0]


def _fit(named: str, product: Placed) -> int:
    """How specifically a row's side names a product: 0 not at all, 1 as one of all, then by the depth of the path."""
    if named == EVERYTHING:
        return 1
    if named.endswith(UNDER):
        path = named.removesuffix(UNDER)
        inside = product.category == path or product.category.startswith(path + "/")
        return 2 + path.count("/") if inside else 0
    return 100 if named == product.product_id else 0
