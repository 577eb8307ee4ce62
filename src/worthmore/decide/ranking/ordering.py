"""From values to an order: levers and hand rules weigh, pinned offers come first, what is alike makes room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from worthmore.decide.ports import Rank
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation

PINNED, ORDINARY, BURIED = range(3)
CONSIDERED = 4
"""Of so many times the limit the variety is chosen; what stands further back would hardly come forward."""


class Place(NamedTuple):
    """Where hand rules put a candidate: its tier, its place among pinned ones, and what multiplies its weight."""

    tier: int = ORDINARY
    place: int = 0
    factor: float = 1.0


Ordered = Callable[[Situation], "Callable[[Candidate], Place] | None"]
"""Looks at a situation once and returns what places each candidate; None where the shop's rules say nothing."""


class Valued(NamedTuple):
    """A candidate on its way: what it is expected to earn, what it counts for, and its tier (the lower first).

    `place` is where it stood among the valued, for its terms.
    """

    value: float
    weight: float
    candidate: Candidate
    place: int
    tier: int = ORDINARY
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Ranking:
    """All that puts allowed candidates in order.

    `floor` is the least an offer of a kind must be expected to earn, minor units, and `floors` those of single kinds.
    `levers` multiply by kind. `ordered` is what hand rules say.
    `spread` is the share that each chosen offer of the same brand, and of the same department, takes off the next.
    """

    rank: Rank
    floor: float = 1
    floors: Mapping[str, float] | None = None
    levers: Mapping[str, float] | None = None
    ordered: Ordered | None = None
    spread: float = 0.0


def ranking(policy: Policy, rank: Rank, ordered: Ordered | None = None) -> Ranking:
    """The ranking of a shop's policy."""
    return Ranking(
        rank,
        policy.minimum_margin,
        policy.minimum_margins or None,
        _factors(policy.levers),
        ordered,
        policy.spread,
    )


def with_levers(known: Ranking, levers: Mapping[str, float]) -> Ranking:
    """The same ranking with other levers, percent by offer kind."""
    return replace(known, levers=_factors(levers))


def _factors(levers: Mapping[str, float]) -> Mapping[str, float] | None:
    return {kind: 1 + percent / 100 for kind, percent in levers.items() if percent} or None


def weighed(ranking: Ranking, situation: Situation, valued: list[Valued]) -> list[Valued]:
    """The same candidates with what the shop's levers and hand rules make them count for."""
    place_of = None if ranking.ordered is None else ranking.ordered(situation)
    if place_of is None and ranking.levers is None:
        return valued
    levers = ranking.levers or {}
    nowhere = Place()
    return [
        _weighed(one, levers.get(one.candidate.kind, 1.0), nowhere if place_of is None else place_of(one.candidate))
        for one in valued
    ]


def _weighed(one: Valued, lever: float, place: Place) -> Valued:
    factor = lever * place.factor
    weight = -float(place.place) if place.tier == PINNED else one.value * factor
    return Valued(one.value, weight, one.candidate, one.place, place.tier, factor)


def first(one: Valued) -> tuple[int, float, str]:
    """The order: pinned, ordinary, buried; in each what counts for most; ties by product id."""
    return one.tier, -one.weight, one.candidate.product.id


def varied(ranked: list[Valued], limit: int, spread: float) -> list[Valued]:
    """The same candidates with the most varied good choice first.

    Each offer already chosen takes `spread` off what the next counts for, once for the same brand and once for the same
    department (the first part of the category). Pinned and buried ones keep their places.
    """
    if spread <= 0 or limit < 2 or len(ranked) <= limit:
        return ranked
    chosen = [one for one in ranked if one.tier == PINNED][:limit]
    waiting = [one for one in ranked if one.tier == ORDINARY][: CONSIDERED * limit]
    seen: dict[str, int] = {}
    for one in chosen:
        _count(one, seen)
    while waiting and len(chosen) < limit:
        best = _freshest(waiting, seen, spread) if seen else waiting[0]
        waiting.remove(best)
        chosen.append(best)
        _count(best, seen)
    taken = {one.place for one in chosen}
    return [*chosen, *(one for one in ranked if one.place not in taken)]


def _freshest(waiting: Sequence[Valued], seen: Mapping[str, int], spread: float) -> Valued:
    """The one that counts for most beside those seen; `waiting` counts for most first, so few need to be looked at."""
    best, most = waiting[0], _worn(waiting[0], seen, spread)
    for one in waiting[1:]:
        if 0 <= one.weight <= most:
            break
        worn = _worn(one, seen, spread)
        if worn > most:
            best, most = one, worn
    return best


def _count(one: Valued, seen: dict[str, int]) -> None:
    for trait in _traits(one):
        seen[trait] = seen.get(trait, 0) + 1


def _worn(one: Valued, seen: Mapping[str, int], spread: float) -> float:
    times = sum(seen.get(trait, 0) for trait in _traits(one))
    return float(one.weight * (1.0 - spread) ** times) if times else one.weight


def _traits(one: Valued) -> tuple[str, ...]:
    """What makes offers alike. Brand and department are told apart by their first letter."""
    product = one.candidate.product
    brand = ("b" + product.brand,) if product.brand else ()
    return (*brand, "d" + product.category[0]) if product.category else brand
