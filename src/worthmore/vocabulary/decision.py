"""A possible offer, what became of it, and the decision as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from worthmore.vocabulary.attributes import Difference
from worthmore.vocabulary.evidence import Evidence
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.products import Product


class OfferKind(StrEnum):
    """What sort of offer it is. The stored name, the API's name and the name in reports."""

    UPGRADE = "upgrade"
    COMPLEMENT = "complement"
    ALSO_BOUGHT = "also_bought"
    THRESHOLD_FILLER = "threshold_filler"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible offer, from one source.

    `anchor` is the product it belongs to: the chosen one for an upgrade, one in the cart for a complement.
    `chance` is the chance (0 to 1) of a yes, `base_chance` the part of it that would be bought without the offer too.
    `gap` (minor units) is what is missing to free delivery, for a threshold filler. `personal`: it comes from what is
    known of this person, not from the basket alone. `due_at` is when something bought before is used up or worn out and
    this replaces it; whoever proposes a product because the last one runs out sets it. `parts` are the products sold
    together for the one price of `product`; empty: it is no bundle.
    """

    kind: OfferKind
    product: Product
    chance: float
    evidence: Evidence
    anchor: Product | None = None
    base_chance: float = 0.0
    differences: tuple[Difference, ...] = ()
    gap: int | None = None
    personal: bool = False
    due_at: datetime | None = None
    parts: tuple[Product, ...] = ()


@dataclass(frozen=True, slots=True)
class Premium:
    """`extra` over `reference`, both minor units. See docs/concepts.md for the definition."""

    extra: int
    reference: int

    @property
    def share(self) -> float:
        """Extra as a share of the reference."""
        return self.extra / self.reference

    def within(self, cap: float) -> bool:
        """Whether it passes; exactly the cap passes. Compared in whole ten-thousandths so that .25 means .25."""
        return self.extra * 10_000 <= self.reference * round(cap * 10_000)


class Refusal(NamedTuple):
    """A candidate that was not offered: the guard's name and, in plain English, why.

    A named tuple because a decision makes dozens, and a frozen dataclass takes five times as long to make.
    """

    kind: OfferKind
    product_id: str
    guard: str
    detail: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the customer reads: `reason` is why this is shown, `text` the offer itself, both in `language`."""

    language: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A chosen candidate with its price, premium, value and words.

    `reduction` is the reduction its words announce, None where they announce none: a former price is told from here
    alone.
    `expected_margin` is minor units: the margin this offer is expected to add, chance included. `propensity` is the
    chance (0 to 1) with which the policy picked it here; 1 while nothing is left to chance.
    """

    candidate: Candidate
    premium: Premium | None
    expected_margin: float
    words: Words
    propensity: float = 1.0
    reduction: Reduction | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was chosen (often several, often nothing) and what was refused and why."""

    offers: tuple[Offer, ...] = ()
    refused: tuple[Refusal, ...] = ()
