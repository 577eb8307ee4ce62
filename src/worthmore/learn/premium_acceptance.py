"""How much dearer do people like this buy? The chance of accepting a premium, and the cap it suggests."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.baskets import Baskets
from worthmore.learn.estimator import Estimator, SavedEstimatorError, check_at_least
from worthmore.learn.premium_steps import NO_LADDER, Choices, repeated_choices

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
PREMIUMS: Floats = np.arange(1, 101) / 100
"""The premiums that curves are known at: 1 % to 100 %."""
TRADED_UP = 0.05
"""From this premium on a choice counts as one of a dearer product; below it prices are as good as equal."""
FILE = "premium_acceptance.json"
ARRAYS = ("shares_", "customers_", "up_", "person_", "person_counts_")


@dataclass(frozen=True, slots=True)
class PremiumCurve:
    """Of repeated choices, the share that was at least so much dearer than the customer's usual (`chance`, falling).

    `low` and `high` bound it at 95 %. `customers` chose repeatedly, `up` of them at least once dearer. `known` is False
    where too few customers stand behind it: then it is mostly what the whole shop shows.
    """

    premium: Floats
    chance: Floats
    low: Floats
    high: Floats
    customers: int
    up: int
    known: bool


@dataclass(frozen=True, slots=True)
class ProposedCap:
    """The premium up to which half of those who chose a dearer one went, with its 95 % bounds, all shares.

    `known` is False where too few customers stand behind it; the figures are then mostly the whole shop's. None: nobody
    in the whole shop ever chose a dearer one.
    """

    ladder: str
    cap: float | None
    low: float | None
    high: float | None
    customers: int
    up: int
    known: bool
    text: str


@dataclass
class PremiumAcceptance(Estimator):
    """What customers paid above their own usual price, by ladder (see `premium_steps`), shrunk towards the whole shop.

    Every customer weighs the same in a ladder, and in the shop, however much they buy. A ladder's share is
    (count + prior_customers · shop's share) / (customers + prior_customers). It tells what people do unasked, with what
    stands on the shelf; what they say when asked is learned by `Propensity`.
    """

    minimum_customers: int = 20
    prior_customers: float = 20.0
    prior_choices: float = 5.0
    smallest_step: float = 0.01
    largest_step: float = 1.0

    ladders_: tuple[str, ...] = field(init=False, repr=False, compare=False)
    shares_: Floats = field(init=False, repr=False, compare=False)
    customers_: Floats = field(init=False, repr=False, compare=False)
    up_: Floats = field(init=False, repr=False, compare=False)
    person_: Integers = field(init=False, repr=False, compare=False)
    person_counts_: Floats = field(init=False, repr=False, compare=False)

    def fit(self, baskets: Baskets, prices: Any, ladders: Sequence[str | None]) -> Self:
        """Learn from baskets, what is usually paid for each item, and the ladder each stands on (None: none)."""
        self._check(baskets, np.asarray(prices), ladders)
        self.ladders_ = tuple(sorted({one for one in ladders if one is not None}))
        place = {name: row for row, name in enumerate(self.ladders_)}
        on = np.array([NO_LADDER if one is None else place[one] for one in ladders], dtype=np.int64)
        paid = np.asarray(prices, dtype=np.float64)
        found = repeated_choices(baskets, paid, on, self.smallest_step, self.largest_step)
        self._count(found)
        self._count_persons(found)
        return self

    def predict(self, ladders: Sequence[str | None], premiums: Any, persons: Any = None) -> Floats:
        """The chance (n) that a choice is at least that much dearer; unknown ladders and persons: what the shop shows.

        Falls with the premium; at no premium or below it is 1, beyond 100 % 0.
        """
        self.check_fitted()
        asked = np.asarray(premiums, dtype=np.float64)
        if asked.shape != (len(ladders),) or np.isnan(asked).any():
            raise ValueError(f"premiums: {len(ladders)} ladders need as many numbers, none of them unknown")
        places = np.array([self._place(one) for one in ladders], dtype=np.int64)
        column = np.ceil(np.round(asked * 100, 6)).clip(0, 101).astype(np.int64)
        shares = np.hstack([np.ones((len(self.shares_), 1)), self.shares_, np.zeros((len(self.shares_), 1))])
        chance = shares[places, column]
        if persons is not None:
            chance = np.where(column > 0, np.minimum(chance * self.factor(persons), 1.0), chance)
        return np.asarray(chance)

    def factor(self, persons: Any) -> Floats:
        """How many times as often as people like them each person chooses a dearer one; 1 for persons not known."""
        self.check_fitted()
        asked = np.asarray(persons, dtype=np.int64)
        if not len(self.person_):
            return np.ones(len(asked))
        place = np.searchsorted(self.person_, asked).clip(0, len(self.person_) - 1)
        up, expected = self.person_counts_[place].T
        factor = (up + self.prior_choices) / (expected + self.prior_choices)
        return np.where(self.person_[place] == asked, factor, 1.0)

    def curve(self, ladder: str | None) -> PremiumCurve:
        """The falling curve of one ladder, or of the whole shop (None, or a ladder nobody knows)."""
        self.check_fitted()
        place = self._place(ladder)
        share, weight = self.shares_[place], self.customers_[place] + self.prior_customers * (place >= 0)
        half = 1.96 * np.sqrt(share * (1 - share) / max(weight, 1.0) + 1.0 / max(weight, 1.0) ** 2)
        low, high = np.maximum(share - half, 0.0), np.minimum(share + half, 1.0)
        customers, up = int(self.customers_[place]), int(self.up_[place])
        return PremiumCurve(PREMIUMS, share, low, high, customers, up, up >= self.minimum_customers)

    def cap(self, ladder: str | None) -> ProposedCap:
        """The cap this ladder's customers suggest, with what it rests on."""
        curve = self.curve(ladder)
        name = ladder if ladder is not None and self._place(ladder) >= 0 else "the whole shop"
        dearer = curve.chance[_column(TRADED_UP)]
        if dearer <= 0:
            text = f"in {name} nobody who chose again ever chose a dearer one; there is no cap to propose."
            return ProposedCap(name, None, None, None, curve.customers, curve.up, False, text)
        unsure = 0.98 / np.sqrt(max(curve.up + self.prior_customers, 1.0))
        cap, low, high = (_premium_left_to(curve, dearer * share) for share in (0.5, 0.5 + unsure, 0.5 - unsure))
        sure = "" if curve.known else " Too few to be sure: this is mostly what the whole shop shows."
        text = (
            f"half of those who chose a dearer one in {name} paid up to {cap:.0%} more than usual ({low:.0%} to "
            f"{high:.0%}); {curve.up} of {curve.customers} customers who came back to it did.{sure}"
        )
        return ProposedCap(name, cap, low, high, curve.customers, curve.up, curve.known, text)

    def explain(self, ladder: str | None) -> ProposedCap:
        """The proposed cap, with its sentence."""
        return self.cap(ladder)

    def summary(self, most: int = 50) -> dict[str, Any]:
        """The shop's own cap and those of the ladders with most evidence, as plain values."""
        self.check_fitted()
        best = np.argsort(-self.up_[:-1], kind="stable")[:most].tolist()
        proposals = [self.cap(self.ladders_[row]) for row in best]
        return {
            "shop": asdict(self.cap(None)),
            "ladders": [asdict(one) for one in proposals if one.known],
            "ladders_known": int(np.count_nonzero(self.up_[:-1] >= self.minimum_customers)),
            "ladders_all": len(self.ladders_),
            "curve": dict(zip(("premium", "chance"), (PREMIUMS.tolist(), self.shares_[-1].tolist()), strict=True)),
        }

    def save(self, folder: Path) -> None:
        """Write parameters and ladders (JSON) and the counts (plain arrays) to a folder."""
        self._save_parameters(folder)
        (folder / FILE).write_text(json.dumps(list(self.ladders_), ensure_ascii=False), encoding="utf-8")
        for name in ARRAYS:
            np.save(folder / f"{name.rstrip('_')}.npy", getattr(self, name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote."""
        found = cls._load_parameters(folder)
        try:
            found.ladders_ = tuple(json.loads((folder / FILE).read_text(encoding="utf-8")))
            for name in ARRAYS:
                setattr(found, name, np.load(folder / f"{name.rstrip('_')}.npy", allow_pickle=False))
            rows = len(found.ladders_) + 1
            if found.shares_.shape != (rows, len(PREMIUMS)) or len(found.customers_) != rows or len(found.up_) != rows:
                raise ValueError(f"{rows - 1} ladders do not fit shares of shape {found.shares_.shape}")
        except (OSError, ValueError, TypeError) as error:
            raise SavedEstimatorError(f"{folder} holds no readable premium acceptance: {error}") from error
        return found

    def _check(self, baskets: Baskets, prices: NDArray[Any], ladders: Sequence[str | None]) -> None:
        check_at_least("minimum_customers", self.minimum_customers, 1)
        check_at_least("prior_customers", self.prior_customers, 0)
        check_at_least("prior_choices", self.prior_choices, 1e-9)
        check_at_least("smallest_step", self.smallest_step, 0)
        check_at_least("largest_step", self.largest_step, self.smallest_step)
        for name, count in (("prices", len(prices)), ("ladders", len(ladders))):
            if count != baskets.item_count:
                raise ValueError(f"{count} {name} for {baskets.item_count} items; each item needs one")

    def _place(self, ladder: str | None) -> int:
        """The row of a ladder; -1, the last, is the whole shop's."""
        place = len(self.ladders_) if ladder is None else bisect_left(self.ladders_, ladder)
        return place if place < len(self.ladders_) and self.ladders_[place] == ladder else -1

    def _count(self, found: Choices) -> None:
        """Shares by ladder and, in the last row, of the shop; every customer weighs one in each."""
        rows = len(self.ladders_)
        _, weight = _one_each(found.ladder * (int(found.person.max(initial=0)) + 1) + found.person)
        shop, shop_weight = _one_each(found.person)
        up = found.step >= TRADED_UP - 1e-9
        self.customers_ = np.append(np.bincount(found.ladder, weight, rows), float(len(shop))).round()
        ladder_up = np.unique(np.stack([found.ladder[up], found.person[up]]), axis=1)[0]
        self.up_ = np.append(np.bincount(ladder_up, minlength=rows), float(len(np.unique(found.person[up]))))
        reached = np.floor(np.round(found.step * 100, 6)).clip(0, len(PREMIUMS)).astype(np.int64)
        shop_share = _at_least(np.zeros(len(reached), dtype=np.int64), reached, shop_weight, 1)[0] / max(len(shop), 1)
        counts = _at_least(found.ladder, reached, weight, rows)
        total = self.customers_[:-1, None] + self.prior_customers
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = (counts + self.prior_customers * shop_share) / total
        self.shares_ = np.vstack([np.where(total > 0, shares, shop_share), shop_share])

    def _count_persons(self, found: Choices) -> None:
        """Of each person how often they chose a dearer one, and how often people like them would have."""
        self.person_, place = np.unique(found.person, return_inverse=True)
        up = np.bincount(place, (found.step >= TRADED_UP - 1e-9).astype(np.float64), len(self.person_))
        expected = np.bincount(place, self.shares_[found.ladder, _column(TRADED_UP)], len(self.person_))
        self.person_counts_ = np.stack([up, expected], axis=1).astype(np.float64)


def _column(premium: float) -> int:
    return round(premium * 100) - 1


def _premium_left_to(curve: PremiumCurve, share: float) -> float:
    """The largest premium that at least this share of choices reached."""
    reached = np.flatnonzero(curve.chance >= max(share, 1e-12) - 1e-12)
    return float(PREMIUMS[reached[-1]]) if len(reached) else float(PREMIUMS[0])


def _one_each(group: Integers) -> tuple[Integers, Floats]:
    """The distinct groups, and a weight for each member so that every group weighs one."""
    distinct, place, counts = np.unique(group, return_inverse=True, return_counts=True)
    return distinct, 1.0 / counts[place]


def _at_least(row: Integers, reached: Integers, weight: Floats, rows: int) -> Floats:
    """The weight, by row, of choices that reached each of PREMIUMS."""
    width = len(PREMIUMS) + 1
    exact = np.bincount(row * width + reached, weight, rows * width).reshape(rows, width)
    return np.asarray(exact[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:])
