"""What the shop sells today, kept in memory until the catalogue changes."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.text import slugify

from worthmore.decide.price_law import PriceLaw
from worthmore.law.table import load
from worthmore.shop import queries
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.products import Product, RelationKind

SOURCE = "demo"
PRINTING = ("Printing",)


def slug_of(path: Iterable[str]) -> str:
    """A category path as it stands in an address: ("Bicycles", "City bikes") is "bicycles/city-bikes"."""
    return "/".join(slugify(part, allow_unicode=True) or "-" for part in path)


@dataclass(frozen=True, slots=True)
class Category:
    """One category: its path, its address and how many products it and its children hold."""

    path: tuple[str, ...]
    slug: str
    count: int
    children: tuple[Category, ...] = ()

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path[-1]


@dataclass(frozen=True)
class Shelf:
    """The products on sale, by id in the catalogue's order, the words for their attributes, and the law of prices.

    `parts` are the products in each set, by id, `steps` the small extras asked one at a time after a choice.
    """

    products: Mapping[str, Product]
    kinds: Mapping[str, AttributeKind]
    law: PriceLaw
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """Per product id the address of its category."""
        return {product.id: slug_of(product.category) for product in self.products.values()}

    @cached_property
    def categories(self) -> tuple[Category, ...]:
        """The top categories with their children, in the catalogue's order."""
        return self._below(())

    @cached_property
    def by_slug(self) -> Mapping[str, Category]:
        """Every category by its address; where two share one, the first."""
        found: dict[str, Category] = {}
        waiting = list(self.categories)
        while waiting:
            category = waiting.pop(0)
            found.setdefault(category.slug, category)
            waiting.extend(category.children)
        return found

    def within(self, slug: str) -> list[Product]:
        """The products of a category and its children."""
        return [
            product
            for product in self.products.values()
            if self.slugs[product.id] == slug or self.slugs[product.id].startswith(slug + "/")
        ]

    def made_to_order(self, product: Product) -> bool:
        """Whether it is made with the customer's own design, and small extras are asked after it."""
        return product.id in self.steps and product.category[:1] == PRINTING

    def alternatives(self, product: Product, limit: int) -> list[Product]:
        """Others of the same category, nearest in price first: what a customer compares it with."""
        others = [other for other in self.products.values() if other.category == product.category and other != product]
        return sorted(others, key=lambda other: (abs(other.price - product.price), other.id))[:limit]

    def _below(self, parent: tuple[str, ...]) -> tuple[Category, ...]:
        depth = len(parent)
        counts: dict[tuple[str, ...], int] = {}
        for product in self.products.values():
            if len(product.category) > depth and product.category[:depth] == parent:
                path = product.category[: depth + 1]
                counts[path] = counts.get(path, 0) + 1
        return tuple(Category(path, slug_of(path), count, self._below(path)) for path, count in counts.items())


class ShelfHolder:
    """Keeps the shelf until the catalogue's revision or the day changes."""

    def __init__(self, source: str = SOURCE) -> None:
        self.source = source
        self._lock = threading.Lock()
        self._kept: tuple[tuple[int, date], Shelf] | None = None

    def current(self) -> Shelf:
        """The shelf of this moment; one cheap read when nothing changed."""
        wanted = (queries.revision(), timezone.localtime(now()).date())
        kept = self._kept
        if kept is not None and kept[0] == wanted:
            return kept[1]
        with self._lock:
            if self._kept is None or self._kept[0] != wanted:
                self._kept = (wanted, self._load(wanted[1]))
            return self._kept[1]

    def forget(self) -> None:
        """Read everything anew at the next call."""
        self._kept = None

    def _load(self, day: date) -> Shelf:
        found = queries.catalogue(self.source)
        products = {product.id: product for product in found.products if product.active_on(day)}
        law = PriceLaw(load(), found.prices, queries.policy())
        sets, steps = (_related(found, kind) for kind in (RelationKind.PART, RelationKind.FUNNEL_STEP))
        return Shelf(products, found.kinds, law, sets, steps)


def _related(found: queries.Catalogue, wanted: RelationKind) -> Mapping[str, tuple[str, ...]]:
    """Per product the others it is related to in one way, where there are any."""
    others = {
        one: tuple(other for kind, other in related if kind is wanted) for one, related in found.relations.items()
    }
    return {one: ids for one, ids in others.items() if ids}


holder = ShelfHolder()


def current_shelf() -> Shelf:
    """The demo shop's shelf of this moment."""
    return holder.current()
