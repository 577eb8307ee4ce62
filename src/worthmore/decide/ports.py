"""What a decision needs from others, as plain callables. The caller supplies them; nothing here is fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.contracts import Plan
from worthmore.vocabulary.decision import Candidate, Premium, Words
from worthmore.vocabulary.evidence import Neighbour
from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.prices import PriceChange, Reduction
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Situation
from worthmore.vocabulary.worth import Worth

Source = Callable[[Situation], Iterable[Candidate]]
"""Proposes candidates for a situation. It need not check what a guard checks."""

Examine = Callable[[Candidate], "str | None"]
"""Why a candidate is refused, in plain English with the figures; None when it may pass."""


class Valuation(NamedTuple):
    """What each candidate is expected to earn (minor units, in the order given), and on demand the terms of one."""

    values: Sequence[float]
    terms: Callable[[int], Worth]


Rank = Callable[[Situation, Sequence[Candidate]], Valuation]
"""Values all allowed candidates of a decision at once; the terms of a value are made for those that are offered."""

Chances = Callable[[Situation, Sequence[Candidate]], Sequence[float]]
"""The chance of a yes to each candidate of a decision, all at once, where something knows better than its source."""

Returned = Callable[[str], float]
"""The chance (0 to 1) that one unit of a product comes back, as orders and returns say."""

Word = Callable[[Situation, Candidate, "Premium | None", "Reduction | None"], Words]
"""What the customer reads; a former price only from the reduction."""

Announce = Callable[[Situation, Product], "Reduction | None"]
"""The reduction that may be announced on a product here and now; None where none may."""

FindProduct = Callable[[str], "Product | None"]
"""The product with this id, or None."""

Neighbours = Callable[[str], Sequence[Neighbour]]
"""The products that belong to a product, best first."""

Related = Mapping[RelationKind, Mapping[str, tuple[str, ...]]]
"""What the shop set by hand and makes sense: by kind, from a product's id to the others' ids in the shop's order."""


@dataclass(frozen=True, slots=True)
class UsedUp:
    """When a product is bought again: half of those who do are back after `days`, nearly all before `gone_days`."""

    days: float
    gone_days: float


Due = Callable[[str], "UsedUp | None"]
"""After how long a product is due again, as its customers' orders say; None: it is no refill, or not known."""

Accepted = Callable[[str, str, float], float]
"""Sharpens a chance by the answers so far: (offer kind, product id, chance) to chance."""

InControl = Callable[[str], bool]
"""Whether the person with this key is in the control group."""

Similar = Callable[[Situation, Product], bool]
"""Whether a product is similar to what the situation's person bought, as soft opt-in means it."""

Quiet = Callable[[Channel, str, datetime], "str | None"]
"""Why a call or text would come at a bad time in a country (ISO 3166, "" unknown); None: it would not."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A rule that may refuse a candidate; its name is the stored reason.

    `prepare` looks at the situation once per decision and returns what examines each candidate, or None when this
    rule has nothing to say in this situation (no person, so nothing owned): then it costs nothing.
    """

    name: str
    prepare: Callable[[Situation], Examine | None]


def nothing_due(product_id: str) -> UsedUp | None:
    """The answer where nothing was learned of how long things last."""
    return None


def nothing_instead(product_id: str) -> Sequence[Neighbour]:
    """The answer where nothing is known of what is taken in the place of what."""
    return ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of one shop's assortment: its products, what belongs to what, and how attributes read.

    `prices` are the price histories of products that cost less now than they once did, by product id. `related` is what
    the shop set by hand, `clearance` the products that must go, `plans` those paid again and again, by product id.
    `refills` are the products worth asking `due` about; None: any may be due.
    It does not change while it is in use; a newer one is a new value with new sources.
    """

    find: FindProduct
    complements: Neighbours
    also_bought: Neighbours
    upgrades: Neighbours
    kinds: Mapping[str, AttributeKind]
    accepted: Accepted
    prices: Mapping[str, Sequence[PriceChange]] = field(default_factory=dict)
    related: Related = field(default_factory=dict)
    due: Due = nothing_due
    refills: frozenset[str] | None = None
    clearance: tuple[Product, ...] = ()
    returned: Returned | None = None
    chances: Chances | None = None
    plans: Mapping[str, Plan] = field(default_factory=dict)
    substitutes: Neighbours = nothing_instead
