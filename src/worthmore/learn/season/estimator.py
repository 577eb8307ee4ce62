"""Season: month, week and feast-day indices of products and categories, and the weeks each product sells best."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.estimator import Estimator, SavedEstimatorError, UnknownItemError, check_at_least
from worthmore.learn.replenishment.purchases import Purchases
from worthmore.learn.season.cells import YEAR, Cells, learn_cells
from worthmore.learn.season.found import Index, Window
from worthmore.learn.season.sold import MONTHS, WEEKS, before, months, sold, weeks
from worthmore.learn.season.windows import RECORD, Z80, find_windows

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeasonExplanation:
    """The window of a product, if one was found, and what is known of its season, in a sentence."""

    window: Window | None
    text: str


@dataclass
class Season(Estimator):
    """When in the year what sells: a product beside its category, this beside the shop, the shop beside itself.

    Purchases are counted once a customer, product and day, so that no wholesaler makes a season. With fewer than
    `least_days` watched nothing is said; only the newest `most_days` are looked at. A feast day begins `lead_days`
    before it.
    """

    least_days: int = 350
    most_days: int = 1830
    lead_days: int = 14

    days_: int = field(init=False, repr=False, compare=False)
    feasts_: list[str] = field(init=False, repr=False, compare=False)
    parts_: list[Cells] = field(init=False, repr=False, compare=False)
    windows_: NDArray[Any] = field(init=False, repr=False, compare=False)
    category_: NDArray[np.int64] = field(init=False, repr=False, compare=False)

    def fit(self, purchases: Purchases, feasts: Mapping[str, Sequence[date]] | None = None) -> Self:
        """Learn from order lines whose days count from 1970-01-01, and from the dates of feast days by name."""
        check_at_least("least_days", self.least_days, 1)
        check_at_least("most_days", self.most_days, self.least_days)
        check_at_least("lead_days", self.lead_days, 0)
        found = sold(purchases, self.most_days)
        self.category_, self.days_ = found.category, found.days if len(found.item) else 0
        self.windows_ = np.zeros(purchases.item_count, dtype=RECORD)
        self.feasts_, self.parts_ = [], []
        if self.days_ >= self.least_days:
            dates = found.dates
            week = weeks(dates)
            self.feasts_ = sorted(feasts or {})
            self.parts_ = [learn_cells(found, months(dates), MONTHS), learn_cells(found, week, WEEKS)]
            near = [before(dates, (feasts or {})[name], self.lead_days) for name in self.feasts_]
            self.parts_ += [learn_cells(found, one, 2) for one in near]
            self.windows_ = find_windows(found, week, np.array([one.year for one in dates], dtype=np.int64))
        return self

    @property
    def known(self) -> bool:
        """Whether long enough was watched to say anything."""
        self.check_fitted()
        return bool(self.parts_)

    def month(self, item: int, month: int) -> Index | None:
        """The index of a product in a month (1 to 12); None: not known."""
        return self._index(0, item, _checked("month", month, MONTHS))

    def week(self, item: int, week: int) -> Index | None:
        """The index of a product in a week, counted from 1 January (1 to 52); None: not known."""
        return self._index(1, item, _checked("week", week, WEEKS))

    def feast(self, item: int, name: str) -> Index | None:
        """The index of a product on a feast day and in the days before it; None: not known."""
        self._check_item(item)
        return self._index(2 + self.feasts_.index(name), item, 1) if name in self.feasts_ else None

    def category_month(self, category: int, month: int) -> Index | None:
        """The index of a category in a month (1 to 12); None: not known."""
        return self._of_category(0, category, _checked("month", month, MONTHS))

    def category_week(self, category: int, week: int) -> Index | None:
        """The index of a category in a week (1 to 52); None: not known."""
        return self._of_category(1, category, _checked("week", week, WEEKS))

    def category_feast(self, category: int, name: str) -> Index | None:
        """The index of a category on a feast day and in the days before it; None: not known."""
        self.check_fitted()
        return self._of_category(2 + self.feasts_.index(name), category, 1) if name in self.feasts_ else None

    def window(self, item: int) -> Window | None:
        """The weeks in which a product sells best; None where none stands out, or too little was watched."""
        self._check_item(item)
        first, length, times, error, share, counted, seen, years = self.windows_[item].item()
        if not length:
            return None
        low, high = (times * math.exp(sign * Z80 * error) for sign in (-1.0, 1.0))
        return Window(first + 1, (first + length - 1) % WEEKS + 1, times, low, high, share, counted, seen, years)

    def explain(self, item: int, month: int = 1) -> SeasonExplanation:
        """What is known of a product's season: its best weeks, else its index in a month."""
        window, index = self.window(item), self.month(item, month)
        if not self.known:
            text = f"{self.days_} days of orders were watched; a season needs a year, at least {self.least_days} days."
            return SeasonExplanation(None, text)
        if window is not None:
            return SeasonExplanation(window, _best_weeks(window))
        if index is None:
            return SeasonExplanation(None, f"nothing was watched in {MONTH_NAMES[month - 1]}.")
        text = (
            f"no weeks stand out; in {MONTH_NAMES[month - 1]} it sells {index.middle:.1f} times an average day "
            f"({index.low:.1f} to {index.high:.1f}; {index.counted} purchases in {index.years:.1f} years)."
        )
        return SeasonExplanation(None, text)

    def save(self, folder: Path) -> None:
        """Write parameters and names (JSON) and the indices (plain arrays) to a folder."""
        self._save_parameters(folder)
        content = {"days": self.days_, "feasts": self.feasts_, "parts": len(self.parts_)}
        (folder / "season.json").write_text(json.dumps(content, indent=1), encoding="utf-8")
        np.save(folder / "windows.npy", self.windows_, allow_pickle=False)
        np.save(folder / "category.npy", self.category_, allow_pickle=False)
        for place, part in enumerate(self.parts_):
            for one in fields(part):
                np.save(folder / f"part_{place}_{one.name}.npy", getattr(part, one.name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote; the indices are mapped into memory."""
        found = cls._load_parameters(folder)

        def read(name: str) -> NDArray[Any]:
            return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))

        try:
            content = json.loads((folder / "season.json").read_text(encoding="utf-8"))
            found.days_, found.feasts_ = int(content["days"]), [str(name) for name in content["feasts"]]
            found.windows_, found.category_ = read("windows"), read("category")
            found.parts_ = [
                Cells(*(read(f"part_{place}_{one.name}") for one in fields(Cells))) for place in range(content["parts"])
            ]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SavedEstimatorError(f"{folder} holds no readable season: {error}") from error
        return found

    def _check_item(self, item: int) -> None:
        self.check_fitted()
        if not 0 <= item < len(self.windows_):
            raise UnknownItemError(f"item {item} is not one of the {len(self.windows_)} learned items")

    def _index(self, part: int, item: int, place: int) -> Index | None:
        self._check_item(item)
        if not self.parts_ or not self.parts_[part].watched[place]:
            return None
        cells = self.parts_[part]
        return self._of(
            cells.product[item, place], cells.product_error[item, place], cells.product_counted[item, place]
        )

    def _of_category(self, part: int, category: int, place: int) -> Index | None:
        self.check_fitted()
        if not self.parts_ or not 0 <= category < len(self.parts_[part].category):
            return None
        cells = self.parts_[part]
        if not cells.watched[place]:
            return None
        row = category, place
        return self._of(cells.category[row], cells.category_error[row], cells.category_counted[row])

    def _of(self, log: Any, error: Any, counted: Any) -> Index:
        low, middle, high = (math.exp(float(log) + sign * Z80 * float(error)) for sign in (-1.0, 0.0, 1.0))
        return Index(low, middle, high, int(counted), round(self.days_ / YEAR, 1))


def _checked(name: str, number: int, count: int) -> int:
    if not 1 <= number <= count:
        raise ValueError(f"{name} is {number}; it must lie in 1 … {count}")
    return number - 1


def _best_weeks(window: Window) -> str:
    return (
        f"sells best in weeks {window.first_week} to {window.last_week} of the year: {window.times:.1f} times as well "
        f"as in the others ({window.low:.1f} to {window.high:.1f}), beside what the shop sells then; {window.counted} "
        f"purchases, so in {window.years_seen} of {window.years} years."
    )
