"""How often a product comes back: what was returned or cancelled over what was sold, steadied by its category."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.estimator import Estimator, SavedEstimatorError, check_at_least

FILE = "chance.npy"


@dataclass(frozen=True, slots=True)
class ReturnExplanation:
    """The units behind a chance, and the same in a sentence."""

    sold: int
    returned: int
    text: str


@dataclass
class ReturnChance(Estimator):
    """Shrunk twice: a product's share towards its category's, a category's towards the shop's.

    chance = (returned + s · before) / (sold + s), where `prior_units` (s) is how many sold units the share before is
    worth. A product nobody bought has its category's chance. More returns never lower a chance.
    """

    prior_units: float = 30.0

    chance_: NDArray[np.float64] = field(init=False, repr=False, compare=False)
    shop_: float = field(init=False, repr=False, compare=False)
    units_: NDArray[np.int64] = field(init=False, repr=False, compare=False)

    def fit(self, sold: NDArray[np.int64], returned: NDArray[np.int64], category: NDArray[np.int64]) -> Self:
        """Learn from units sold and returned of each item, and the number of its category (0 and up; -1: none).

        More returned than sold (of purchases before the history began) counts as all that was sold.
        """
        check_at_least("prior_units", self.prior_units, 1e-9)
        sold, returned = _units("sold", sold), _units("returned", returned)
        if not len(sold) == len(returned) == len(category):
            raise ValueError(f"{len(sold)} items sold, {len(returned)} returned, {len(category)} categories: unequal")
        back = np.minimum(returned, sold)
        self.shop_ = float(back.sum() / sold.sum()) if sold.sum() else 0.0
        places = np.asarray(category, dtype=np.int64) + 1
        of_category = self._shrunk(np.bincount(places, back), np.bincount(places, sold), self.shop_)
        before = np.where(places > 0, of_category[places], self.shop_) if len(places) else np.zeros(0)
        self.chance_ = self._shrunk(back, sold, before)
        self.units_ = np.stack([sold, back])
        return self

    def of(self, item: int) -> float:
        """The chance that one unit of an item comes back."""
        if "chance_" not in self.__dict__:
            self.check_fitted()
        return float(self.chance_.item(item))

    def explain(self, item: int) -> ReturnExplanation:
        """The units behind the chance of one item."""
        self.check_fitted()
        sold, back = (int(one) for one in self.units_[:, item])
        chance = f"{self.chance_[item]:.1%}"
        text = f"of {sold} sold {back} came back; with what is usual for its category and the shop, {chance}."
        return ReturnExplanation(sold, back, text)

    def save(self, folder: Path) -> None:
        """Write parameters and arrays to a folder."""
        self._save_parameters(folder)
        np.save(folder / FILE, np.append(self.chance_, self.shop_), allow_pickle=False)
        np.save(folder / "units.npy", self.units_, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote; the arrays are mapped into memory."""
        found = cls._load_parameters(folder)
        try:
            # Plain views of the mapped files: one figure of them is read four times as fast.
            kept = np.asarray(np.load(folder / FILE, mmap_mode="r", allow_pickle=False))
            found.units_ = np.asarray(np.load(folder / "units.npy", mmap_mode="r", allow_pickle=False))
        except (OSError, ValueError) as error:
            raise SavedEstimatorError(f"{folder} holds no readable returns: {error}") from error
        if kept.ndim != 1 or found.units_.shape != (2, len(kept) - 1) or not _are_shares(kept):
            raise SavedEstimatorError(f"{folder} holds returns that are no shares of what was sold")
        found.chance_, found.shop_ = kept[:-1], float(kept[-1])
        return found

    def _shrunk(self, back: Any, sold: Any, before: Any) -> NDArray[np.float64]:
        return np.asarray((back + self.prior_units * before) / (sold + self.prior_units), dtype=np.float64)


def _units(name: str, units: NDArray[np.int64]) -> NDArray[np.int64]:
    found = np.asarray(units, dtype=np.int64)
    if (found < 0).any():
        raise ValueError(f"returns: {name} holds {int(found.min())}; units cannot be below zero")
    return found


def _are_shares(values: NDArray[np.float64]) -> bool:
    return bool(np.isfinite(values).all() and (values >= 0).all() and (values <= 1).all())
