"""The heart: candidates from every source, examined by every guard, ranked by what they are worth, put into words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor

from worthmore.decide.amounts import amount
from worthmore.decide.ports import Announce, Guard, Rank, Source, Word
from worthmore.decide.premium import own_premium
from worthmore.decide.purchase import REPLACING, Purchase
from worthmore.vocabulary.decision import Candidate, Decision, Offer, OfferKind, Refusal
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation

Valued = tuple[float, Candidate]
FILLER = OfferKind.THRESHOLD_FILLER


def nothing_announced(situation: Situation, product: Product) -> Reduction | None:
    """The strict answer where nobody knows what a product cost before."""
    return None


def decide(
    situation: Situation,
    sources: Sequence[Source],
    guards: Sequence[Guard],
    rank: Rank,
    word: Word,
    minimum_margin: float = 1,
    announce: Announce = nothing_announced,
) -> Decision:
    """The best allowed offers for a situation, in words, and every refused candidate with its reason.

    Guards are asked in the given order and the first refusal wins. Allowed candidates that still lose are refused
    as `worth_too_little` (expected margin below `minimum_margin`), `duplicate`, `alike` or `outranked`. `announce` says
    which reduction an offer's words may tell.
    """
    refused: list[Refusal] = []
    proposed = [candidate for source in sources for candidate in source(situation)]
    allowed = _allowed(situation, proposed, guards, refused)
    valued = list(zip(map(rank(situation), allowed), allowed, strict=True))
    ranked = _one_per_product(_one_filler(_worthwhile(valued, minimum_margin, refused), refused), refused)
    best = _within_limit(_one_per_need(ranked, refused), max(situation.limit, 0), refused)
    return Decision(tuple(_offers(situation, best, word, announce)), tuple(refused))


def _allowed(
    situation: Situation, candidates: list[Candidate], guards: Sequence[Guard], refused: list[Refusal]
) -> list[Candidate]:
    """What no guard refuses. One guard looks at all candidates before the next does: that is three times as fast."""
    for guard in guards:
        examine = guard.prepare(situation)
        if examine is None or not candidates:
            continue
        details = list(map(examine, candidates))
        if details.count(None) < len(details):
            candidates = _passed(guard.name, candidates, details, refused)
    return candidates


def _passed(
    guard: str, candidates: list[Candidate], details: list[str | None], refused: list[Refusal]
) -> list[Candidate]:
    passed: list[Candidate] = []
    for candidate, detail in zip(candidates, details, strict=True):
        if detail is None:
            passed.append(candidate)
        else:
            refused.append(Refusal(candidate.kind, candidate.product.id, guard, detail))
    return passed


def _worthwhile(valued: list[Valued], minimum: float, refused: list[Refusal]) -> list[Valued]:
    """The candidates worth making, best first; the same order for the same question (ties by product id)."""
    worth: list[Valued] = []
    for one in valued:
        value, candidate = one
        if value >= minimum:
            worth.append(one)
        else:
            currency = candidate.product.currency
            detail = f"it is expected to earn {_money(value, currency)}; the minimum is {_money(minimum, currency)}"
            refused.append(Refusal(candidate.kind, candidate.product.id, "worth_too_little", detail))
    return sorted(worth, key=lambda one: (-one[0], one[1].product.id))


def _one_filler(valued: list[Valued], refused: list[Refusal]) -> list[Valued]:
    """One product reaches free delivery; the cheapest that does is enough."""
    fillers = [one[1].product for one in valued if one[1].kind is FILLER]
    if len(fillers) < 2:
        return valued
    cheapest = min(fillers, key=lambda product: (product.price, product.id))
    kept: list[Valued] = []
    for one in valued:
        candidate = one[1]
        if candidate.kind is FILLER and candidate.product.id != cheapest.id:
            detail = f"{cheapest.id} reaches free delivery for less"
            refused.append(Refusal(candidate.kind, candidate.product.id, "outranked", detail))
        else:
            kept.append(one)
    return kept


def _one_per_product(ranked: list[Valued], refused: list[Refusal]) -> list[Valued]:
    """The best-valued candidate of each product; two sources may propose the same thing."""
    if len({candidate.product.id for _, candidate in ranked}) == len(ranked):
        return ranked
    kept: dict[str, Valued] = {}
    for one in ranked:
        candidate = one[1]
        better = kept.setdefault(candidate.product.id, one)
        if better is not one:
            detail = f"already offered as {better[1].kind.value}, which is worth at least as much"
            refused.append(Refusal(candidate.kind, candidate.product.id, "duplicate", detail))
    return list(kept.values())


def _one_per_need(ranked: list[Valued], refused: list[Refusal]) -> list[Valued]:
    """One lock beside a bicycle is enough: the best-valued addition of each category.

    Only where the category is a part of another; a shop's widest categories hold many needs.
    """
    kept: dict[tuple[str, ...] | str, Valued] = {}
    for one in ranked:
        candidate = one[1]
        product = candidate.product
        narrow = candidate.kind not in REPLACING and len(product.category) > 1
        better = kept.setdefault(product.category if narrow else product.id, one)
        if better is not one:
            detail = f"{better[1].product.id} of the same category is offered, which is worth at least as much"
            refused.append(Refusal(candidate.kind, product.id, "alike", detail))
    return list(kept.values())


def _within_limit(ranked: list[Valued], limit: int, refused: list[Refusal]) -> list[Valued]:
    best, rest = ranked[:limit], ranked[limit:]
    if rest:
        least = f", each expected to earn at least {_money(best[-1][0], best[-1][1].product.currency)}" if best else ""
        detail = f"the limit is {limit} offers{least}"
        refused += [Refusal(candidate.kind, candidate.product.id, "outranked", detail) for _, candidate in rest]
    return best


def _money(minor_units: float, currency: str) -> str:
    """An expected amount, rounded down to a whole cent."""
    return amount(floor(minor_units), currency, "en")


def _offers(situation: Situation, best: list[Valued], word: Word, announce: Announce) -> Iterator[Offer]:
    purchase = Purchase.of(situation)
    for value, candidate in best:
        asked = own_premium(purchase, candidate)
        told = announce(situation, candidate.product)
        yield Offer(candidate, asked, value, word(situation, candidate, asked, told), reduction=told)
