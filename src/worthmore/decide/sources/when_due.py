"""What a person needs again because of what they bought before: used up, worn out, outgrown, or due for service."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from heapq import nsmallest
from itertools import chain, islice
from math import inf

from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.sources.by_hand import BY_HAND, CHANCES, by_hand, nothing
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.moments import in_seconds
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Situation

CONSIDERED = 8
"""How many a source proposes at most: those that are due first."""
EXPLAINED = 2
"""How many of them may not be due yet: enough to see when the next ones are."""

Owned = Mapping[str, datetime]
Dated = tuple[float, Product, Product]
"""When something is due (seconds since 1970), the product it would be, and the one it belongs to."""
DAY = 86_400.0
NEVER = (-inf, -inf)
Proposed = Callable[[Owned, datetime], Iterator[Dated]]

REBOUGHT = Evidence(Basis.CUSTOMERS)


def refill(knowledge: Knowledge) -> Source:
    """Proposes the same again. What nobody buys twice, and what the person stopped buying, is not proposed.

    Nor is what the shop set another to follow: who outgrew a bicycle needs no second one of that size.
    """
    followed = {
        product_id
        for relation in (RelationKind.NEXT_SIZE, RelationKind.REPLACEMENT)
        for product_id in knowledge.related.get(relation, ())
    }

    find, refills, lasting = knowledge.find, knowledge.refills, _Lasting(knowledge, followed)

    def proposed(owned: Owned, at: datetime) -> Iterator[Dated]:
        now, bought = at.timestamp(), in_seconds(owned)
        again = bought if refills is None else refills.intersection(bought)
        for product_id in [one for one in again if now - bought[one] <= lasting[one][1]]:
            product = find(product_id)
            if product is not None:
                yield bought[product_id] + lasting[product_id][0], product, product

    return _first_due(OfferKind.REFILL, knowledge, proposed)


class _Lasting(dict[str, tuple[float, float]]):
    """After how many seconds a product is due again, and after how many a customer has stopped buying it.

    A person may own hundreds of things, of which few are due: one look in here tells.
    """

    def __init__(self, knowledge: Knowledge, never: Container[str]) -> None:
        super().__init__()
        self._due, self._never = knowledge.due, never

    def __missing__(self, product_id: str) -> tuple[float, float]:
        used_up = None if product_id in self._never else self._due(product_id)
        found = self[product_id] = NEVER if used_up is None else (used_up.days * DAY, used_up.gone_days * DAY)
        return found


def replacement(knowledge: Knowledge) -> Source:
    """Proposes the new one of what is worn out: `lasts_days` after the old one was bought."""
    return _after_its_life(OfferKind.REPLACEMENT, RelationKind.REPLACEMENT, knowledge)


def next_size(knowledge: Knowledge) -> Source:
    """Proposes the size that follows: `lasts_days` after the smaller one was bought."""
    return _after_its_life(OfferKind.NEXT_SIZE, RelationKind.NEXT_SIZE, knowledge)


def service(knowledge: Knowledge) -> Source:
    """Proposes service of what the person has, when it is due; beside the purchase, what goes with it at once.

    A service that says how long it lasts is due so long after the product or the last service was bought. One that does
    not say (assembly, delivery to the room) belongs to the purchase itself.
    """
    related = knowledge.related.get(RelationKind.SERVICE)
    if not related:
        return nothing
    at_once = by_hand(OfferKind.SERVICE, RelationKind.SERVICE, knowledge, lambda product: product.lasts_days is None)

    def proposed(owned: Owned, at: datetime) -> Iterator[Dated]:
        for anchor, bought_at, other in _had(owned, related, knowledge):
            if other.lasts_days is not None:
                last = max(bought_at, owned.get(other.id, bought_at))
                yield last.timestamp() + other.lasts_days * DAY, other, anchor

    later = _first_due(OfferKind.SERVICE, knowledge, proposed)
    return lambda situation: chain(at_once(situation), later(situation))


def _after_its_life(kind: OfferKind, relation: RelationKind, knowledge: Knowledge) -> Source:
    related = knowledge.related.get(relation)
    if not related:
        return nothing

    def proposed(owned: Owned, at: datetime) -> Iterator[Dated]:
        for anchor, bought_at, other in _had(owned, related, knowledge):
            # Whoever took one of those that follow is provided for; without a life nothing is ever due.
            provided = any(owned.get(one, bought_at) > bought_at for one in related[anchor.id])
            if anchor.lasts_days is None or provided:
                continue
            yield bought_at.timestamp() + anchor.lasts_days * DAY, other, anchor

    return _first_due(kind, knowledge, proposed)


def _had(
    owned: Owned, related: Mapping[str, tuple[str, ...]], knowledge: Knowledge
) -> Iterator[tuple[Product, datetime, Product]]:
    """What the person has that something is set for: the product, when it was bought, and what is set."""
    fewer, more = (related, owned) if len(related) < len(owned) else (owned, related)
    for anchor_id in filter(more.__contains__, fewer):
        anchor = knowledge.find(anchor_id)
        if anchor is not None:
            for other_id in related[anchor_id]:
                other = knowledge.find(other_id)
                if other is not None:
                    yield anchor, owned[anchor_id], other


def _first_due(kind: OfferKind, knowledge: Knowledge, proposed: Proposed) -> Source:
    """Those due first, one for each product: two bicycles need their service when the first of them does."""

    def source(situation: Situation) -> Iterable[Candidate]:
        person = situation.person
        if person is None or not person.owned:
            return ()
        first: dict[str, Dated] = {}
        for one in nsmallest(2 * CONSIDERED, proposed(person.owned, situation.at), key=_when):
            first.setdefault(one[1].id, one)
        dated = list(islice(first.values(), CONSIDERED))
        now = situation.at.timestamp()
        due = sum(due_at <= now for due_at, _, _ in dated)
        return [_again(kind, knowledge, one) for one in dated[: due + EXPLAINED]]

    return source


def _when(one: Dated) -> tuple[float, str, str]:
    due_at, product, anchor = one
    return due_at, product.id, anchor.id


def _again(kind: OfferKind, knowledge: Knowledge, one: Dated) -> Candidate:
    due_at, product, anchor = one
    chance = knowledge.accepted(kind.value, product.id, CHANCES[kind])
    evidence = REBOUGHT if kind is OfferKind.REFILL else BY_HAND
    return Candidate(kind, product, chance, evidence, anchor, personal=True, due_at=datetime.fromtimestamp(due_at, UTC))
