"""From the allowed candidates to those that are offered; every one that loses is refused with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from math import floor

from worthmore.decide.amounts import amount
from worthmore.decide.ranking.ordering import PINNED, Ranking, Valued, first, varied, weighed
from worthmore.vocabulary.decision import REPLACING, Candidate, OfferKind, Refusal
from worthmore.vocabulary.situation import Situation

FILLER, PROTECTION = OfferKind.THRESHOLD_FILLER, OfferKind.PROTECTION
SERIES = (OfferKind.FUNNEL_STEP, OfferKind.GOLDEN)


def choose(
    ranking: Ranking,
    situation: Situation,
    candidates: Sequence[Candidate],
    values: Sequence[float],
    refused: list[Refusal],
) -> list[Valued]:
    """The offers to make, best first; `refused` gains a row for every other candidate."""
    valued = weighed(ranking, situation, list(map(Valued, values, values, candidates, count())))
    ranked = sorted(_worthwhile(valued, ranking, refused), key=first)
    single = _one_per_product(_one_step(_one_filler(ranked, refused), refused), situation, refused)
    limit = max(situation.limit, 0)
    spread = varied(_one_per_need(single, refused), limit, ranking.spread)
    return _within_limit(_for_every_purpose(spread, limit), limit, refused)


def _worthwhile(valued: list[Valued], ranking: Ranking, refused: list[Refusal]) -> list[Valued]:
    """The candidates worth making; what the shop pinned need only earn anything at all."""
    least, floors = ranking.floor, ranking.floors
    worth: list[Valued] = []
    for one in valued:
        minimum = least if floors is None else floors.get(one.candidate.kind, least)
        if one.value >= minimum or (one.tier == PINNED and one.value > 0):
            worth.append(one)
        else:
            currency = one.candidate.product.currency
            needed = f"the minimum is {_money(minimum, currency)}"
            _refuse(one, "worth_too_little", f"it is expected to earn {_money(one.value, currency)}; {needed}", refused)
    return worth


def _one_filler(valued: list[Valued], refused: list[Refusal]) -> list[Valued]:
    """One product reaches free delivery; the cheapest that does is enough."""
    fillers = [one.candidate.product for one in valued if one.candidate.kind is FILLER]
    if len(fillers) < 2:
        return valued
    cheapest = min(fillers, key=lambda product: (product.price, product.id))
    kept: list[Valued] = []
    for one in valued:
        if one.candidate.kind is FILLER and one.candidate.product.id != cheapest.id:
            _refuse(one, "outranked", f"{cheapest.id} reaches free delivery for less", refused)
        else:
            kept.append(one)
    return kept


def _one_step(ranked: list[Valued], refused: list[Refusal]) -> list[Valued]:
    """Of a series the first step that can be offered, whatever a later one is worth; what ends it comes after all."""
    series = [one for one in ranked if one.candidate.kind in SERIES]
    if len(series) < 2:
        return ranked
    next_one = min(series, key=_place_in_series)
    kept: list[Valued] = []
    for one in ranked:
        if one.candidate.kind in SERIES and one is not next_one:
            _refuse(one, "outranked", f"{next_one.candidate.product.id} comes before it", refused)
        else:
            kept.append(one)
    return kept


def _place_in_series(one: Valued) -> tuple[bool, int]:
    return one.candidate.kind is OfferKind.GOLDEN, one.candidate.step


def _one_per_product(ranked: list[Valued], situation: Situation, refused: list[Refusal]) -> list[Valued]:
    """The best candidate of each product; several sources may propose the same thing."""
    kept: dict[str, Valued] = {}
    for one in ranked:
        better = kept.setdefault(one.candidate.product.id, one)
        if better is not one:
            # They come in order: the first counts for more, unless both count for the same.
            if first(better) == first(one) and _asked_first(one, situation) < _asked_first(better, situation):
                kept[one.candidate.product.id] = one
                better, one = one, better
            detail = f"already offered as {better.candidate.kind}, which is worth at least as much"
            _refuse(one, "duplicate", detail, refused)
    return list(kept.values())


def _asked_first(one: Valued, situation: Situation) -> tuple[int, str, str]:
    """What decides between two that count for the same: the source the placement asks first, then kind and anchor."""
    candidate, sources = one.candidate, situation.placement.sources
    place = sources.index(candidate.kind) if candidate.kind in sources else len(sources)
    return place, candidate.kind, candidate.anchor.id if candidate.anchor else ""


def _one_per_need(ranked: list[Valued], refused: list[Refusal]) -> list[Valued]:
    """One lock beside a bicycle is enough: the best addition of each category.

    Only where the category is a part of another; a shop's widest categories hold many needs.
    """
    kept: dict[tuple[str, ...] | str, Valued] = {}
    for one in ranked:
        product = one.candidate.product
        narrow = one.candidate.kind not in REPLACING and len(product.category) > 1
        need: tuple[str, ...] | str = product.category if narrow else product.id
        if one.candidate.kind is PROTECTION and one.candidate.anchor is not None:
            need = (PROTECTION, one.candidate.anchor.id, *product.category)  # each thing has its own
        better = kept.setdefault(need, one)
        if better is not one:
            detail = f"{better.candidate.product.id} of the same category is offered, which is worth at least as much"
            _refuse(one, "alike", detail, refused)
    return list(kept.values())


def _for_every_purpose(ranked: list[Valued], limit: int) -> list[Valued]:
    """No page fills with one purpose: protection takes one place before all else has its own, the best upgrade has one.

    What the shop pinned keeps its place.
    """
    if limit < 2 or len(ranked) <= limit:
        return ranked
    free = [one for one in ranked if one.tier != PINNED]
    waiting = [one for one in free if one.candidate.kind is PROTECTION][1:]
    upgrade = next((one for one in free if one.candidate.kind in REPLACING), None)
    kept = [one for one in ranked if not any(one is other for other in waiting)]
    if upgrade is not None and kept.index(upgrade) >= limit and kept[limit - 1].tier != PINNED:
        kept.remove(upgrade)
        kept.insert(limit - 1, upgrade)
    return [*kept, *waiting]


def _within_limit(ranked: list[Valued], limit: int, refused: list[Refusal]) -> list[Valued]:
    best, rest = ranked[:limit], ranked[limit:]
    if not rest:
        return best
    least = min((one.value for one in best), default=0.0)
    plain = f"the limit is {limit} offers"
    worth = f", each expected to earn at least {_money(least, best[-1].candidate.product.currency)}" if best else ""
    others = plain + "; the shop's levers and rules, or the spread over brands, departments and purposes, chose others"
    less = plain + worth
    for one in rest:
        _refuse(one, "outranked", others if best and one.value > least else less, refused)
    return best


def _refuse(one: Valued, name: str, detail: str, refused: list[Refusal]) -> None:
    refused.append(Refusal(one.candidate.kind, one.candidate.product.id, name, detail))


def _money(minor_units: float, currency: str) -> str:
    """An expected amount, rounded down to a whole cent."""
    return amount(floor(minor_units), currency, "en")
