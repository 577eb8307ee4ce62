"""Whether a product is what a customer said they need, is not, or says nothing of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache

from worthmore.decide.person.phrases import attributes, begins, plain
from worthmore.decide.person.units import converted, known
from worthmore.vocabulary.attributes import AttributeKind, AttributeValue
from worthmore.vocabulary.needs import BRAND, PRICE, Bound, Constraint, Need
from worthmore.vocabulary.products import Product

_WITH_UNIT = re.compile(r"^(\d+(?:[.,]\d+)?) ?([a-z]+)$")


class Fit(Enum):
    """How a product stands to a need."""

    MEETS = "meets"
    BREAKS = "breaks"
    UNTOLD = "untold"  # another kind of product, or the catalogue does not tell


def fit(need: Need, product: Product, kinds: Mapping[str, AttributeKind]) -> Fit:
    """Breaks with one constraint broken; meets with at least one met and none broken."""
    if need.category and product.category[: len(need.category)] != need.category:
        return Fit.UNTOLD
    met = False
    for constraint in need.constraints:
        found = holds(constraint, product, kinds)
        if found is False:
            return Fit.BREAKS
        met = met or found is True
    return Fit.MEETS if met else Fit.UNTOLD


def broken(need: Need, product: Product, kinds: Mapping[str, AttributeKind]) -> Constraint | None:
    """The first constraint a product breaks, for saying why."""
    if need.category and product.category[: len(need.category)] != need.category:
        return None
    return next((one for one in need.constraints if holds(one, product, kinds) is False), None)


def holds(constraint: Constraint, product: Product, kinds: Mapping[str, AttributeKind]) -> bool | None:
    """Whether a product is as a constraint says; None where it is another kind of product or is not told."""
    if constraint.about and not _is_about(product, constraint.about):
        return None
    if constraint.attribute == PRICE:
        return _compares(constraint.bound, float(product.price), constraint.value)
    if constraint.attribute == BRAND:
        return (
            _compares(constraint.bound, plain(product.brand), plain(str(constraint.value))) if product.brand else None
        )
    for name, value in product.attributes.items():
        ours, unit = _called(name)
        if ours == constraint.attribute:
            told = kinds[name].unit if name in kinds else ""
            return _measured(constraint, value, told or unit)
    return None


def _measured(constraint: Constraint, value: AttributeValue, unit: str) -> bool | None:
    """Whether an attribute's value is as asked; None where the units do not compare, or there is none."""
    if isinstance(constraint.value, str):
        return _compares(constraint.bound, str(value).strip().casefold(), constraint.value.casefold())
    if isinstance(value, str):
        found = _WITH_UNIT.match(plain(value))
        if found is None:
            return None
        value, unit = float(found[1].replace(",", ".")), found[2]
    if constraint.unit:
        ours = converted(float(value), unit, constraint.unit)
        return None if ours is None else _compares(constraint.bound, ours, constraint.value)
    return _compares(constraint.bound, float(value), constraint.value)


def _compares(bound: Bound, value: float | str, wanted: float | str) -> bool | None:
    if isinstance(value, str) != isinstance(wanted, str):
        return None
    if bound is Bound.IS:
        return value == wanted
    if bound is Bound.IS_NOT:
        return value != wanted
    if isinstance(value, str) and (len(value) != 1 or len(str(wanted)) != 1):
        return None  # only grades such as an energy label have an order
    if bound is Bound.AT_MOST:
        return value <= wanted  # type: ignore[operator]
    return value >= wanted  # type: ignore[operator]


@lru_cache(maxsize=4096)
def _called(name: str) -> tuple[str | None, str]:
    """Our name for a catalogue's attribute, and the unit its name ends with ("width_cm")."""
    words = plain(name).split()
    unit = words[-1] if len(words) > 1 and known(words[-1]) else ""
    return attributes().get(" ".join(words[: len(words) - bool(unit)])), unit


def _is_about(product: Product, about: tuple[str, ...]) -> bool:
    words = plain(" ".join((*product.category, product.name))).split()
    return any(begins(word, words) for word in about)
