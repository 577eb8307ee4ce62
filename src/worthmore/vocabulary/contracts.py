"""Plans a shop sells by the month or year, the contracts people have, and how much they use of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from worthmore.vocabulary.attributes import AttributeKind

UNLIMITED = "unlimited"
"""How a limit is written, in files and tables, that there is none of."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A product that is paid again and again.

    `ladder` names the plans that replace each other; "" stands alone. `level` names the step, the same for every term
    of it ("Basic" by the month and by the year). The product's price is for `term_months` and one seat. `limits` is
    what one seat may use of each counter in `period_months`; None: as much as one likes. `features` are what it can do.
    `trial_days` is how long it is free to try, 0: not at all. `next_id` is the plan the shop itself puts above this
    one; "" leaves it to limits, features and price.
    """

    product_id: str
    ladder: str = ""
    level: str = ""
    term_months: int = 1
    period_months: int = 1
    limits: Mapping[str, float | None] = field(default_factory=dict)
    features: tuple[str, ...] = ()
    trial_days: int = 0
    next_id: str = ""

    def __post_init__(self) -> None:
        if self.term_months < 1 or self.period_months < 1:
            raise ValueError(f"plan {self.product_id}: a term and a period last at least one month")

    def same_as(self, other: Plan) -> bool:
        """Whether both are one plan, for whatever term."""
        return (
            self.ladder == other.ladder
            and self.level == other.level
            and self.period_months == other.period_months
            and self.limits == other.limits
            and set(self.features) == set(other.features)
        )

    def includes(self, other: Plan) -> bool:
        """Whether it has everything the other has: each limit at least as high, each feature."""
        if set(other.features) - set(self.features):
            return False
        return all(name in self.limits and at_least(self.limits[name], limit) for name, limit in other.limits.items())


def at_least(limit: float | None, wanted: float | None) -> bool:
    """Whether a limit is enough for what is wanted; None is without limit."""
    return limit is None or (wanted is not None and limit >= wanted)


@dataclass(frozen=True, slots=True)
class Used:
    """How much of one counter was used in the period that began on a day."""

    began: date
    amount: float


@dataclass(frozen=True, slots=True)
class Contract:
    """What a person has a contract for.

    `renews_at` is when the present term ends and the next begins, `ends_at` when it ends for good, `trial_until` until
    when it is free; None: it does not. `unit_price` is what one seat costs for a term, minor units of `currency`, VAT
    included; None: the product's price. `covers` are the ids of the other products on the same contract. `usage` has
    the last periods of each counter, oldest first, and `totals` all that was ever used of it. `last_used_at` None:
    never, as far as `use_known` says that the shop tells of use at all.
    """

    id: str
    product_id: str
    started_at: datetime
    renews_at: datetime | None = None
    trial_until: datetime | None = None
    ends_at: datetime | None = None
    seats: int = 1
    unit_price: int | None = None
    currency: str = ""
    covers: tuple[str, ...] = ()
    usage: Mapping[str, tuple[Used, ...]] = field(default_factory=dict)
    totals: Mapping[str, float] = field(default_factory=dict)
    last_used_at: datetime | None = None
    features_tried: tuple[str, ...] = ()
    use_known: bool = False

    def runs(self, at: datetime) -> bool:
        """Whether it is in force."""
        return self.started_at <= at and (self.ends_at is None or at < self.ends_at)

    def on_trial(self, at: datetime) -> bool:
        """Whether it is free for now."""
        return self.trial_until is not None and at < self.trial_until


@dataclass(frozen=True, slots=True)
class Gain:
    """A counter of which another plan includes another amount, for all seats together; None: without limit."""

    kind: AttributeKind
    included: float | None
    offered: float | None


@dataclass(frozen=True, slots=True)
class Filled:
    """How full a limit was: what was used in each of the last periods, oldest first, of what is included."""

    kind: AttributeKind
    amounts: tuple[float, ...]
    included: float
    period_months: int


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone: so much of a counter was used in all."""

    kind: AttributeKind
    amount: int


@dataclass(frozen=True, slots=True)
class ContractOffer:
    """What an offer about a contract is counted and told from; every fact is one the person knows.

    `reference` is what the contract costs for the term of the offered product (minor units, one seat), `paid` what it
    costs for its own term; 0 while it is free. `term_months` is the offered product's term, `paid_months` the
    contract's. `filled` are the limits that were neared (or, for a smaller plan, left), `gains` and `features` what the
    offered one includes of what this person uses or tried. `tried`: they tried these and the contract has them not.
    `reached` is the milestone they passed, `advice` what the shop says to those who do.
    """

    contract: Contract
    reference: int
    paid: int
    term_months: int = 1
    paid_months: int = 1
    filled: tuple[Filled, ...] = ()
    gains: tuple[Gain, ...] = ()
    features: tuple[AttributeKind, ...] = ()
    tried: tuple[AttributeKind, ...] = ()
    reached: Reached | None = None
    advice: str = ""
