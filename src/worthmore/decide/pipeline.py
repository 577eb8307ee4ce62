"""The heart: candidates from every source, examined by every guard, ranked by what they are worth, put into words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from worthmore.decide.ports import Announce, Guard, Source, Word
from worthmore.decide.premium import own_premium
from worthmore.decide.purchase import Purchase
from worthmore.decide.ranking.choosing import choose
from worthmore.decide.ranking.ordering import Ranking, Valued
from worthmore.vocabulary.decision import Candidate, Decision, Offer, Refusal
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation
from worthmore.vocabulary.worth import Worth


def nothing_announced(situation: Situation, product: Product) -> Reduction | None:
    """The strict answer where nobody knows what a product cost before."""
    return None


def decide(
    situation: Situation,
    sources: Sequence[Source],
    guards: Sequence[Guard],
    ranking: Ranking,
    word: Word,
    announce: Announce = nothing_announced,
) -> Decision:
    """The best allowed offers for a situation, in words, and every refused candidate with its reason.

    Guards are asked in the given order and the first refusal wins. Allowed candidates that still lose are refused
    as `worth_too_little`, `duplicate`, `alike` or `outranked`. `announce` says which reduction an offer's words may
    tell.
    """
    refused: list[Refusal] = []
    allowed = _allowed(situation, proposed(situation, sources), guards, refused)
    values, terms = ranking.rank(situation, allowed)
    best = choose(ranking, situation, allowed, values, refused)
    return Decision(tuple(_offers(situation, best, terms, word, announce)), tuple(refused))


def proposed(situation: Situation, sources: Sequence[Source]) -> list[Candidate]:
    """Everything the sources can think of, in their order."""
    return [candidate for source in sources for candidate in source(situation)]


def permitted(situation: Situation, candidates: list[Candidate], guards: Sequence[Guard]) -> list[Candidate]:
    """What no guard refuses."""
    return _allowed(situation, candidates, guards, [])


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


def _offers(
    situation: Situation, best: list[Valued], terms: Callable[[int], Worth], word: Word, announce: Announce
) -> Iterator[Offer]:
    purchase = Purchase.of(situation)
    for one in best:
        worth = terms(one.place)
        if one.factor != 1.0:
            worth = replace(worth, lever=one.factor)
        candidate = _believed(one.candidate, worth)
        asked = own_premium(purchase, candidate)
        told = announce(situation, candidate.product)
        words = word(situation, candidate, asked, told)
        source = None if candidate is one.candidate else (one.candidate.chance, one.candidate.base_chance)
        yield Offer(candidate, asked, one.value, words, reduction=told, worth=worth, source_chances=source)


def _believed(candidate: Candidate, worth: Worth) -> Candidate:
    """The candidate with the chance it was ranked by, which is the one to show and keep."""
    if worth.chance == candidate.chance:
        return candidate
    return replace(candidate, chance=worth.chance, base_chance=worth.base_chance)
