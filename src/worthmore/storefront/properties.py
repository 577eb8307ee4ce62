"""What a product is like, in rows a customer reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from worthmore.storefront import words
from worthmore.storefront.money import number
from worthmore.vocabulary.attributes import AttributeKind, AttributeValue, Direction
from worthmore.vocabulary.products import Product


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as it is read; `best` marks the better one of a comparison."""

    text: str
    best: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One attribute: the customer's word for it, and its value per product."""

    label: str
    cells: tuple[Cell, ...]


def properties(product: Product, kinds: Mapping[str, AttributeKind], language: str) -> list[Row]:
    """Every attribute of one product."""
    return comparison([product], kinds, language)


def comparison(products: Sequence[Product], kinds: Mapping[str, AttributeKind], language: str) -> list[Row]:
    """Every attribute any of the products has, side by side; the better values marked where they differ."""
    names = dict.fromkeys(name for product in products for name in product.attributes)
    return [_row(kinds.get(name, AttributeKind(name)), products, language) for name in names]


def _row(kind: AttributeKind, products: Sequence[Product], language: str) -> Row:
    values = [product.attributes.get(kind.name) for product in products]
    best = _best(kind, values)
    label = kind.label(language)
    return Row(
        label[:1].upper() + label[1:],
        tuple(Cell(_read(value, kind, language), best is not None and value == best) for value in values),
    )


def _best(kind: AttributeKind, values: Sequence[AttributeValue | None]) -> float | None:
    numbers = [float(value) for value in values if isinstance(value, int | float)]
    if kind.direction is Direction.NEUTRAL or len(set(numbers)) < 2:
        return None
    return max(numbers) if kind.direction is Direction.HIGHER else min(numbers)


def _read(value: AttributeValue | None, kind: AttributeKind, language: str) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return words.called(value)
    unit = f"\u00a0{words.called(kind.unit)}" if kind.unit else ""
    return number(value, language) + unit
