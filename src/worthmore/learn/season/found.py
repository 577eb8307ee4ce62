"""What is known of a season: plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Index:
    """How many times an average day's sales; eight in ten such figures lie between `low` and `high`.

    `counted` purchases of the very product (or category) fell into it. `years` were watched: with one, a season cannot
    be told from a chance of that year.
    """

    low: float
    middle: float
    high: float
    counted: int
    years: float


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of weeks in which a product sells more than the rest of the year, compared with all the shop sells.

    Weeks count from 1 January, 1 to 52; a window whose `last_week` is below its `first_week` goes over New Year. In it
    the product sells `times` as well as outside, eight in ten times between `low` and `high`; `share` of its purchases
    fell there, `counted` in number. It was seen in `years_seen` of `years` whole or part years.
    """

    first_week: int
    last_week: int
    times: float
    low: float
    high: float
    share: float
    counted: int
    years_seen: int
    years: int

    def holds(self, week: int) -> bool:
        """Whether a week (1 to 52) is in it."""
        if self.first_week <= self.last_week:
            return self.first_week <= week <= self.last_week
        return week >= self.first_week or week <= self.last_week
