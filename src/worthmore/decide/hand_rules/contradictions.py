"""Rules that cannot both be meant: offer it first, and never."""

from __future__ import annotations

from collections.abc import Sequence

from worthmore.decide.hand_rules.selecting import selects
from worthmore.decide.ports import FindProduct
from worthmore.vocabulary.hand_rules import HandAct, HandRule, Selection

WANTING, UNWANTING = (HandAct.PIN, HandAct.BOOST), (HandAct.NEVER, HandAct.BURY)


def contradiction(rule: HandRule, others: Sequence[HandRule], find: FindProduct) -> HandRule | None:
    """The first of the other active rules that forbids or buries what this one wants, or wants what this one does not.

    Only what contradicts itself for certain counts: all that the one wants, the other does not, wherever and as long as
    both hold. "Never beside a helmet" and "first at the cart" live together.
    """
    if not rule.active:
        return None
    for other in others:
        same = other.id == rule.id != 0
        if other.active and not same and (_against(rule, other, find) or _against(other, rule, find)):
            return other
    return None


def _against(wanting: HandRule, other: HandRule, find: FindProduct) -> bool:
    if wanting.act not in WANTING or other.act not in UNWANTING:
        return False
    return (
        _days_overlap(wanting, other)
        and _within(wanting.kinds, other.kinds)
        and _within(wanting.placements, other.placements)
        and (other.beside.everything or other.beside == wanting.beside)
        and _covers(other.offers, wanting.offers, find)
    )


def _within(inner: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    """Whether all that the first allows, the second speaks of; empty means all."""
    return not outer or (bool(inner) and set(inner) <= set(outer))


def _days_overlap(one: HandRule, other: HandRule) -> bool:
    starts = [day for day in (one.from_date, other.from_date) if day]
    ends = [day for day in (one.until_date, other.until_date) if day]
    return not (starts and ends) or max(starts) <= min(ends)


def _covers(outer: Selection, inner: Selection, find: FindProduct) -> bool:
    """Whether every product of the inner selection is in the outer one, as far as can be known."""
    if outer.everything or outer == inner:
        return True
    if not inner.products or inner.categories or inner.brands:
        return (
            bool(inner.brands) and not (inner.products or outer.categories) and set(inner.brands) <= set(outer.brands)
        )
    chosen, known = selects(outer), [find(product_id) for product_id in inner.products]
    return all(
        product_id in outer.products or (product is not None and chosen(product))
        for product_id, product in zip(inner.products, known, strict=True)
    )
