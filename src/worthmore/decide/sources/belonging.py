"""Products that belong to what is being bought: the best reason for each, over everything in the cart."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from functools import lru_cache
from itertools import islice

from worthmore.decide.ports import Accepted, FindProduct, Neighbours, Source
from worthmore.decide.purchase import anchors
from worthmore.vocabulary.attributes import Difference
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.evidence import Neighbour
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation

REMEMBERED = 16_384
"""Of how many products, or numbers of candidates of one, the candidates are kept ready; two kilobytes each."""
CONSIDERED = 25
"""About how many candidates one source proposes: many lines in the cart share them, each with its best."""

BelongingTo = Callable[[str, int], tuple[Candidate, ...]]
"""So many candidates that belong to one product, or all where there are fewer; the same at every time."""

Compare = Callable[[Product, Product], tuple[tuple[Difference, ...], int | None]]
"""How the offered product, second, differs from its anchor, and what that saves a year (`Candidate.yearly_saving`)."""


def nothing_compared(anchor: Product, offered: Product) -> tuple[tuple[Difference, ...], int | None]:
    """What goes beside the anchor is not compared with it."""
    return (), None


def belonging(
    kind: OfferKind,
    find: FindProduct,
    neighbours: Neighbours,
    accepted: Accepted,
    sets: Container[str] = frozenset(),
) -> Source:
    """A source of cross-sells from one kind of neighbours. `sets` are left to the source that tells their parts."""
    belonging_to = candidates_of(kind, find, neighbours, accepted, sets)

    def source(situation: Situation) -> Iterable[Candidate]:
        return likeliest(belonging_to, anchors(situation))

    return source


def candidates_of(
    kind: OfferKind,
    find: FindProduct,
    neighbours: Neighbours,
    accepted: Accepted,
    sets: Container[str] = frozenset(),
    compare: Compare = nothing_compared,
) -> BelongingTo:
    """What belongs to a product, remembered: it does not change while one `Knowledge` is in use.

    Only as many as are asked for are made: in a large shop most products asked of are new to the memory.
    """

    name = kind.value

    @lru_cache(maxsize=REMEMBERED)
    def belonging_to(product_id: str, count: int) -> tuple[Candidate, ...]:
        anchor = find(product_id)
        if anchor is None:
            return ()
        found = ((neighbour, find(neighbour.product_id)) for neighbour in neighbours(product_id))
        made = (
            _candidate(kind, anchor, product, neighbour, accepted(name, product.id, neighbour.chance), compare)
            for neighbour, product in found
            if product is not None and product.id not in sets
        )
        return tuple(islice(made, count))

    return belonging_to


def _candidate(
    kind: OfferKind,
    anchor: Product,
    product: Product,
    neighbour: Neighbour,
    chance: float,
    compare: Compare,
) -> Candidate:
    """The candidate, its `chance` sharpened by answers.

    A sharpened chance is one of shown offers, the base is one of baskets: of the sharpened chance, the offer adds the
    share that it adds in baskets.
    """
    anyway = min(neighbour.base_chance / neighbour.chance, 1.0) if neighbour.chance > 0 else 1.0
    differences, saving = compare(anchor, product)
    base_chance = chance * anyway
    return Candidate(kind, product, chance, neighbour.evidence, anchor, base_chance, differences, yearly_saving=saving)


def likeliest(belonging_to: BelongingTo, products: Sequence[Product]) -> Iterable[Candidate]:
    """One candidate a product: the one whose anchor makes it likeliest."""
    each = share_of(CONSIDERED, products)
    best: dict[str, Candidate] = {}
    for anchor in products:
        for candidate in belonging_to(anchor.id, each):
            product_id = candidate.product.id
            kept = best.get(product_id)
            if kept is None or candidate.chance > kept.chance:
                best[product_id] = candidate
    return best.values()


def share_of(considered: int, products: Sequence[Product]) -> int:
    """How many candidates each product may bring, so that a long cart takes no longer than a short one."""
    return max(considered // max(len(products), 1), 1)
