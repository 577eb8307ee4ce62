"""What other levers would have changed: recorded decisions put in order anew, from what they saw and what was allowed.

What a guard refused then stays refused, since what the guard knew of the person is not kept. What a decision offered,
or weighed and set aside, is put in order again: once with the levers that hold, once with those proposed. Both use
today's catalogue and learned figures, so that the levers are the only difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from worthmore.decide.ranking import Ranking, with_levers
from worthmore.decide.ranking.choosing import choose
from worthmore.offering.snapshot import Shop
from worthmore.outcomes.queries import DecisionKept
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.situation import CartLine, Placement, Situation

SET_ASIDE = frozenset({"worth_too_little", "duplicate", "alike", "outranked"})
EXAMPLES = 5

FindPlacement = Callable[[str], "Placement | None"]
Allowed = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Changed:
    """One decision that would have been another: product ids as they are offered now and as they would be."""

    id: str
    at: datetime
    placement: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """Of `compared` decisions `changed` would have been others; `left_out` had nothing that can be put in order."""

    compared: int
    changed: int
    left_out: int
    examples: tuple[Changed, ...] = ()


def replay(shop: Shop, levers: Mapping[str, float], decisions: Sequence[DecisionKept], find: FindPlacement) -> Replay:
    """Compare the levers that hold with proposed ones (percent by offer kind) over recorded decisions."""
    now, then = shop.rules.ranking, with_levers(shop.rules.ranking, levers)
    compared = left_out = 0
    changed: list[Changed] = []
    for kept in decisions:
        situation = _situation(kept, shop, find)
        candidates = _allowed(kept, situation, shop) if situation else []
        if situation is None or not candidates:
            left_out += 1
            continue
        compared += 1
        before, after = (_chosen(ranking, situation, candidates) for ranking in (now, then))
        if before != after:
            changed.append(Changed(kept.id, kept.at, kept.placement, before, after))
    return Replay(compared, len(changed), left_out, tuple(changed[:EXAMPLES]))


def _chosen(ranking: Ranking, situation: Situation, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    values, _ = ranking.rank(situation, candidates)
    return tuple(one.candidate.product.id for one in choose(ranking, situation, candidates, values, []))


def _situation(kept: DecisionKept, shop: Shop, find: FindPlacement) -> Situation | None:
    """What the decision saw, as far as the catalogue still knows it; None where its details were deleted with age."""
    placement, saw = find(kept.placement), kept.saw
    if placement is None or "limit" not in saw:
        return None
    return Situation(
        placement=placement,
        at=kept.at,
        language=str(saw.get("language", "en")),
        cart=tuple(_lines(saw.get("cart", ()), shop)),
        chosen=shop.products.get(str(saw.get("chosen") or "")),
        limit=int(saw["limit"]),
    )


def _lines(cart: Sequence[Mapping[str, Any]], shop: Shop) -> Iterator[CartLine]:
    for line in cart:
        product = shop.products.get(line["product"])
        if product is not None:
            yield CartLine(product, line["quantity"], line["unit_price"], line.get("accepted_extra", 0))


def _allowed(kept: DecisionKept, situation: Situation, shop: Shop) -> list[Candidate]:
    """What no guard refused then: as it would be proposed today, or else as it was offered."""
    allowed: Allowed = {(one["kind"], one["product"]) for one in kept.offers}
    allowed |= {(one["kind"], one["product"]) for one in kept.refused if one["guard"] in SET_ASIDE}
    found = [one for one in shop.rules.proposed(situation) if (one.kind.value, one.product.id) in allowed]
    known = {(one.kind.value, one.product.id) for one in found}
    again = (_offered(offer, shop) for offer in kept.offers if (offer["kind"], offer["product"]) not in known)
    return [*found, *(one for one in again if one is not None)]


def _offered(offer: Mapping[str, Any], shop: Shop) -> Candidate | None:
    """An offer as it was made, for what only that person's history proposed."""
    product = shop.products.get(offer["product"])
    if product is None or offer["kind"] not in set(OfferKind):
        return None
    chance = offer.get("source_chance", offer["chance"])
    base_chance = offer.get("source_base_chance", offer["base_chance"])
    anchor = shop.products.get(offer.get("anchor") or "")
    return Candidate(OfferKind(offer["kind"]), product, chance, Evidence(Basis(offer["basis"])), anchor, base_chance)
