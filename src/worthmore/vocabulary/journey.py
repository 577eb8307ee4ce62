"""Where a customer stands on the way from a first visit to satisfied use, and what that is told from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """A place on the way. The stored name and the name in reports."""

    VISITOR = "visitor"  # bought nothing yet
    FIRST_PURCHASE = "first_purchase"  # has just bought for the first time
    LEARNING = "learning"  # is getting to know what they bought
    SATISFIED_USE = "satisfied_use"  # had time to use it, and nothing says that it went wrong
    HABIT = "habit"  # comes back, and by now in a rhythm of their own
    EXPERT = "expert"  # has done so for long and often
    LAPSING = "lapsing"  # away for longer than their rhythm
    LOST = "lost"  # away for so long that they are not coming back by themselves


class Tone(StrEnum):
    """In what manner to speak to somebody."""

    NEWCOMER = "newcomer"
    ENTHUSIAST = "enthusiast"
    HARDLY_EVER_USER = "hardly_ever_user"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Ordered:
    """When somebody bought: `count` orders since `first_at`, and the moments of the latest ones, oldest first.

    Only orders of which something was kept. `latest` holds at most `LATEST` moments; it ends with the last order.
    """

    count: int = 0
    first_at: datetime | None = None
    latest: tuple[datetime, ...] = ()

    @property
    def last_at(self) -> datetime | None:
        """The last order."""
        return self.latest[-1] if self.latest else None


NEVER = Ordered()
LATEST = 12
"""How many of the latest orders a rhythm is read from; older ones say little of today's."""
RHYTHM_ORDERS = 3
"""Orders on so many days make a rhythm."""
EXPERT_ORDERS, EXPERT_DAYS = 10, 365
"""So many orders over so many days make an expert."""
QUIET_RHYTHMS, SHORTEST_QUIET_DAYS = 2, 30
"""Away for so many rhythms, and never less than so many days, is lapsing: who orders daily may go on holiday."""
LOST_QUIETS = 2
"""Away for so many times as long is lost."""


@dataclass(frozen=True, slots=True)
class Use:
    """Something that is had under a contract: since when, and when it was last used (None: never).

    Only of what is counted at all: where the shop tells nothing of use, there is no `Use`.
    """

    product_id: str
    since: datetime
    last_used_at: datetime | None = None


class Waits(StrEnum):
    """What an offer waits for."""

    REPAIR = "repair"  # the customer is dissatisfied
    HELP = "help"  # the customer does not use what they have
    JUST_BOUGHT = "just_bought"
    TIME_TO_USE = "time_to_use"
    RETURNED = "returned"
    UNDER_WAY = "under_way"
    SOLVED = "solved"  # a complaint was only just solved


@dataclass(frozen=True, slots=True)
class Journey:
    """Where somebody stands, since when, and when the next offer would be sensible.

    `rhythm_days` is the usual time between their orders, None with fewer than three. `next_offer_at` None: nothing
    stands in the way of an offer; else `waits_for` says what does, and `about` the name of the product it is about.
    """

    stage: Stage
    rhythm_days: float | None = None
    next_offer_at: datetime | None = None
    waits_for: Waits | None = None
    about: str = ""
