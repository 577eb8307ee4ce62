"""What is known of a product's interval, and when one customer needs it again: plain values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

TENTH = 1.2815515655446004  # a tenth of a normal curve lies further out


class Status(StrEnum):
    """How things stand with a product a customer has bought."""

    NOT_A_REFILL = "not a refill"
    NOT_YET_DUE = "not yet due"
    DUE = "due"
    LATE = "late"


class Level(StrEnum):
    """Whose purchases an interval mostly rests on."""

    PRODUCT = "product"
    CATEGORY = "category"
    SHOP = "shop"


@dataclass(frozen=True, slots=True)
class Interval:
    """After how many days customers buy a product again.

    Of ten customers who do, one is back before `low` days, five before `middle`, nine before `high`; for one piece.
    For a customer who takes several, as far as is known always, all three are multiplied by pieces ** `quantity`; for
    one who takes so many times their usual number, by that ** `own_quantity` (0: they last no longer, 1: three last
    three times as long). `share` is the estimated share of its customers who ever buy it again. Evidence: `customers`
    who bought it, `again` of them more than once, and the `intervals` counted. A product of which too few were seen
    borrows from its category, then from the whole shop: `level` says which weighs most.
    """

    low: float
    middle: float
    high: float
    quantity: float
    share: float
    refill: bool
    customers: int
    again: int
    intervals: int
    level: Level
    own_quantity: float = 0.0


@dataclass(frozen=True, slots=True)
class Due:
    """When one customer needs a product again, in the same count of days as what was asked.

    Of such customers who buy it again, one in ten is back before `from_at`, half before `due_at`, nine in ten before
    `to_at`; `chance` is that of buying it again at all, as seen at the last purchase (`last_at`); see `chance_at` for
    later. `refill` is False where hardly anybody, this customer included, does: the three moments then mean nothing.
    `own_intervals` of this customer's were counted, beside those of the `interval`.
    """

    last_at: float
    from_at: float
    due_at: float
    to_at: float
    chance: float
    refill: bool
    own_intervals: int
    interval: Interval

    def chance_at(self, at: float) -> float:
        """The chance that a customer who has not bought it again until a moment still will: it sinks while they wait.

        Between the three moments the logarithm of days is taken as normal.
        """
        waited = at - self.last_at
        if waited <= 0:
            return self.chance
        low, middle, high = (math.log(max(one - self.last_at, 1e-9)) for one in (self.from_at, self.due_at, self.to_at))
        away = math.log(waited) - middle
        spread = (high - middle if away > 0 else middle - low) / TENTH
        still_to_come = self.chance * 0.5 * math.erfc(away / max(spread, 1e-6) / math.sqrt(2.0))
        return still_to_come / max(still_to_come + 1.0 - self.chance, 1e-12)

    def status(self, at: float) -> Status:
        """How things stand at a moment: due from the time when one in ten is back, late when nine in ten are."""
        if not self.refill:
            return Status.NOT_A_REFILL
        if at < self.from_at:
            return Status.NOT_YET_DUE
        return Status.DUE if at < self.to_at else Status.LATE
