"""How a category lists its products: order and price range, as the visitor chose them in the address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from worthmore.vocabulary.products import Product

SORTS: dict[str, str | Promise] = {
    "shop": _("Our own order"),
    "cheapest": _("Price, lowest first"),
    "dearest": _("Price, highest first"),
    "name": _("Name"),
}
PRICE = re.compile(r"[0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class Chosen:
    """`lowest` and `highest` are whole units of the currency, as typed; None: no bound."""

    sort: str = "shop"
    lowest: int | None = None
    highest: int | None = None

    def takes(self, product: Product) -> bool:
        """Whether the price lies in the range."""
        euros = product.price / 100
        return (self.lowest is None or self.lowest <= euros) and (self.highest is None or euros <= self.highest)


def read(query: Mapping[str, str]) -> Chosen:
    """What the address asks for; what cannot be read counts as not asked."""
    sort = query.get("sort", "")
    return Chosen(sort if sort in SORTS else "shop", _price(query.get("lowest")), _price(query.get("highest")))


def arrange(products: Sequence[Product], chosen: Chosen, language: str) -> list[Product]:
    """The products in range, in the chosen order."""
    taken = [product for product in products if chosen.takes(product)]
    if chosen.sort == "name":
        return sorted(taken, key=lambda product: (product.called(language).casefold(), product.id))
    if chosen.sort in {"cheapest", "dearest"}:
        return sorted(taken, key=lambda product: product.price, reverse=chosen.sort == "dearest")
    return taken


def sorts() -> list[tuple[str, str | Promise]]:
    """The orders to choose from."""
    return list(SORTS.items())


def trail(slug: str) -> list[str]:
    """A category's address and those above it, topmost first."""
    parts = slug.split("/")
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]


def parents(slug: str) -> list[str]:
    """The addresses above a category, topmost first."""
    return trail(slug)[:-1]


def _price(text: str | None) -> int | None:
    return int(text) if text and PRICE.fullmatch(text.strip()) else None
