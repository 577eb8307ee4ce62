"""Constraints in plain English, for the shop's own people and for refusals."""

from __future__ import annotations

from collections.abc import Iterable

from worthmore.vocabulary.needs import PRICE, Bound, Constraint

SAID = {Bound.AT_MOST: "at most", Bound.AT_LEAST: "at least", Bound.IS: "only", Bound.IS_NOT: "not"}


def in_words(constraints: Iterable[Constraint]) -> tuple[str, ...]:
    """Each constraint once, such as "width at most 60 cm"."""
    return tuple(dict.fromkeys(map(said, constraints)))


def said(constraint: Constraint) -> str:
    """One constraint; a price in whole units of money."""
    value = constraint.value
    if isinstance(value, float):
        value = f"{value / 100:.2f}" if constraint.attribute == PRICE else f"{value:g}"
    return " ".join(filter(None, (constraint.attribute, SAID[constraint.bound], str(value), constraint.unit)))
