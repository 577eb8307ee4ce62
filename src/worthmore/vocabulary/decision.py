"""A possible offer, what became of it, and the decision as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from worthmore.vocabulary.attributes import Difference
from worthmore.vocabulary.contracts import ContractOffer
from worthmore.vocabulary.evidence import Evidence
from worthmore.vocabulary.needs import Need
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.texts import PLAINLY, Manner, Quote
from worthmore.vocabulary.worth import Worth


class OfferKind(StrEnum):
    """What sort of offer it is. The stored name, the API's name and the name in reports."""

    UPGRADE = "upgrade"  # a better version of what was chosen
    COMPLEMENT = "complement"  # what makes the purchase complete
    ALSO_BOUGHT = "also_bought"  # what the same customers bought
    THRESHOLD_FILLER = "threshold_filler"  # what reaches free delivery
    SIZE_UP = "size_up"  # the larger one of the same
    IMPULSE = "impulse"  # something small at the counter
    PROTECTION = "protection"  # a longer warranty or licence for what is bought
    SERVICE = "service"  # maintenance of what was bought, when it is due
    REFILL = "refill"  # the same again, when it is used up
    REPLACEMENT = "replacement"  # a new one, when the old one is worn out
    NEXT_SIZE = "next_size"  # the one that follows, when the old one is outgrown
    BUNDLE = "bundle"  # several together for one price
    FUNNEL_STEP = "funnel_step"  # one small extra of a series after the choice
    GOLDEN = "golden"  # the whole order multiplied for a small extra price
    DEEP_SELL = "deep_sell"  # more on the same contract
    PLAN_UPGRADE = "plan_upgrade"  # the next plan
    PLAN_DOWNGRADE = "plan_downgrade"  # the smaller plan that fits, shown honestly
    LONGER_TERM = "longer_term"  # the same plan for longer, with its saving
    LAUNCH = "launch"  # something new for those it suits
    FORGOTTEN_RANGE = "forgotten_range"  # of a part of the assortment the customer never saw
    MILESTONE = "milestone"  # after so much use, the plan with the function that helps
    CLEARANCE = "clearance"  # what must go, for customers only, in a campaign of its own

    __hash__ = str.__hash__  # an enum's own is written in Python, and kinds are looked up for every candidate


REPLACING = frozenset(
    {
        OfferKind.UPGRADE,
        OfferKind.SIZE_UP,
        OfferKind.PLAN_UPGRADE,
        OfferKind.PLAN_DOWNGRADE,
        OfferKind.LONGER_TERM,
        OfferKind.MILESTONE,
    }
)
"""Kinds that come instead of their anchor."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible offer, from one source.

    `anchor` is the product it belongs to: the chosen one for an upgrade, one in the cart for a complement.
    `chance` is the chance (0 to 1) of a yes, `base_chance` the part of it that would be bought without the offer too.
    `gap` (minor units) is what is missing to free delivery, for a threshold filler. `personal`: it comes from what is
    known of this person, not from the basket alone. `due_at` is when something bought before is used up or worn out and
    this replaces it; whoever proposes a product because the last one runs out sets it. `parts` are the products sold
    together for the one price of `product`; empty: it is no bundle.

    `extra` is what a yes adds to the order and `margin` what the shop then earns more (both minor units), where that is
    not the price and margin of one `product`: a bundle that takes the place of what is in the cart, an order made
    `multiple` times as large. `step` of `steps` is its place in a series, 0 outside one. `yearly_saving` is what the
    customer's energy costs less each year, minor units. `of_contract` is what an offer about a contract the person has
    is counted and told from. `needs` are those told by the person that this product meets.
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
    extra: int | None = None
    margin: float | None = None
    multiple: int = 1
    step: int = 0
    steps: int = 0
    yearly_saving: int | None = None
    of_contract: ContractOffer | None = None
    needs: tuple[Need, ...] = ()

    @property
    def saving(self) -> int:
        """What a bundle costs less than its parts apart, minor units; 0 where it costs no less, or is no bundle."""
        return max(sum(part.price for part in self.parts) - self.product.price, 0) if self.parts else 0


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


class Words(NamedTuple):
    """What the customer reads: `reason` is why this is shown, `text` the offer itself, both in `language`.

    `manner` is how it is said. `quote` is a review of the offered product, in the same language.
    """

    language: str
    reason: str
    text: str
    manner: Manner = PLAINLY
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A chosen candidate with its price, premium, value and words.

    `reduction` is the reduction its words announce, None where they announce none: a former price is told from here
    alone.
    `expected_margin` is minor units: the margin this offer is expected to add, chance included. `propensity` is the
    chance (0 to 1) with which the policy picked it here; 1 while nothing is left to chance. `worth` has the terms of
    `expected_margin`. `source_chances` are the chance and base chance its source gave, where something learned knew
    better; None where the candidate's own are those.
    """

    candidate: Candidate
    premium: Premium | None
    expected_margin: float
    words: Words
    propensity: float = 1.0
    reduction: Reduction | None = None
    worth: Worth | None = None
    source_chances: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was chosen (often several, often nothing) and what was refused and why."""

    offers: tuple[Offer, ...] = ()
    refused: tuple[Refusal, ...] = ()
