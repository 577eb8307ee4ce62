"""The heart: candidates from every source, examined by every guard, ranked by what they are worth, put into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from worthmore.decide.ports import Examine, Guard, Rank, Source, Word
from worthmore.decide.premium import premium
from worthmore.vocabulary.decision import Candidate, Decision, Offer, OfferKind, Refusal
from worthmore.vocabulary.situation import Situation

Valued = tuple[float, Candidate]


def decide(
    situation: Situation,
    sources: Sequence[Source],
    guards: Sequence[Guard],
    rank: Rank,
    word: Word,
    minimum_margin: float = 1,
) -> Decision:
    """The best allowed offers for a situation, in words, and every refused candidate with its reason.

    Guards are asked in the given order and the first refusal wins. Allowed candidates that still lose are refused
    as `worth_too_little` (expected margin below `minimum_margin`), `duplicate` or `outranked`.
    """
    refused: list[Refusal] = []
    allowed = _allowed(situation, sources, guards, refused)
    valued = _worthwhile([(rank(situation, candidate), candidate) for candidate in allowed], minimum_margin, refused)
    ranked = _one_per_product(_one_filler(valued, refused), refused)
    best = _within_limit(ranked, max(situation.limit, 0), refused)
    return Decision(tuple(_offer(situation, value, chosen, word) for value, chosen in best), tuple(refused))


def _allowed(
    situation: Situation, sources: Sequence[Source], guards: Sequence[Guard], refused: list[Refusal]
) -> list[Candidate]:
    prepared = ((guard.name, guard.prepare(situation)) for guard in guards)
    checks = [(name, examine) for name, examine in prepared if examine is not None]
    return [candidate for source in sources for candidate in source(situation) if _passes(candidate, checks, refused)]


def _passes(candidate: Candidate, checks: Iterable[tuple[str, Examine]], refused: list[Refusal]) -> bool:
    for name, examine in checks:
        detail = examine(candidate)
        if detail is not None:
            refused.append(Refusal(candidate.kind, candidate.product.id, name, detail))
            return False
    return True


def _worthwhile(valued: list[Valued], minimum: float, refused: list[Refusal]) -> list[Valued]:
    """The candidates worth making, best first; the same order for the same question (ties by product id)."""
    for value, candidate in valued:
        if value < minimum:
            detail = f"expected margin {value:.1f} is below the minimum of {minimum:g} (minor units)"
            refused.append(Refusal(candidate.kind, candidate.product.id, "worth_too_little", detail))
    worth = [one for one in valued if one[0] >= minimum]
    return sorted(worth, key=lambda one: (-one[0], one[1].product.id))


def _one_filler(valued: list[Valued], refused: list[Refusal]) -> list[Valued]:
    """One product reaches free delivery; the cheapest that does is enough."""
    fillers = [one[1].product for one in valued if one[1].kind is OfferKind.THRESHOLD_FILLER]
    if len(fillers) < 2:
        return valued
    cheapest = min(fillers, key=lambda product: (product.price, product.id))
    kept: list[Valued] = []
    for one in valued:
        candidate = one[1]
        if candidate.kind is OfferKind.THRESHOLD_FILLER and candidate.product.id != cheapest.id:
            detail = f"{cheapest.id} reaches free delivery for less"
            refused.append(Refusal(candidate.kind, candidate.product.id, "outranked", detail))
        else:
            kept.append(one)
    return kept


def _one_per_product(ranked: list[Valued], refused: list[Refusal]) -> list[Valued]:
    """The best-valued candidate of each product; two sources may propose the same thing."""
    kept: dict[str, Valued] = {}
    for one in ranked:
        candidate = one[1]
        better = kept.setdefault(candidate.product.id, one)
        if better is not one:
            detail = f"already offered as {better[1].kind.value}, which is worth at least as much"
            refused.append(Refusal(candidate.kind, candidate.product.id, "duplicate", detail))
    return list(kept.values())


def _within_limit(ranked: list[Valued], limit: int, refused: list[Refusal]) -> list[Valued]:
    for value, candidate in ranked[limit:]:
        detail = f"expected margin {value:.1f} (minor units); {limit} better offers fill the limit of {limit}"
        refused.append(Refusal(candidate.kind, candidate.product.id, "outranked", detail))
    return ranked[:limit]


def _offer(situation: Situation, value: float, candidate: Candidate, word: Word) -> Offer:
    asked = premium(situation, candidate)
    return Offer(candidate, asked, value, word(situation, candidate, asked))
