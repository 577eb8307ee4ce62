"""Made-up answers to offers whose true chances are known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.propensity_features import Asked, propensity_features

KINDS = np.array(["complement", "refill", "upgrade"])
PLACEMENTS = np.array(["cart", "product_page", "till"])


@dataclass(frozen=True, eq=False)
class Answers:
    """Offers, what was said to them, by whom, and the chance it had in truth."""

    asked: Asked
    yes: NDArray[np.bool_]
    person: NDArray[np.int64]
    truth: NDArray[np.float64]


def answers(count: int, seed: int = 0) -> Answers:
    """Upgrades lose with their premium, who declined before declines again, refills go well at the till."""
    dice = np.random.default_rng(seed)
    kind, placement = dice.choice(KINDS, count, p=[0.6, 0.1, 0.3]), dice.choice(PLACEMENTS, count)
    known = dice.random(count) < 0.6
    premium = np.where(dice.random(count) < 0.9, dice.gamma(1, 0.12, count), np.nan)
    chance = np.clip(dice.beta(1, 8, count), 0.001, 0.9)
    declined = np.where(known, dice.poisson(1.0, count), np.nan)
    steep = np.where(kind == "upgrade", -6.0, -2.0) * np.nan_to_num(premium)
    score = np.log(chance / (1 - chance)) * 0.8 + steep + np.where(known, 0.4, -0.3) - 0.4 * np.nan_to_num(declined)
    score += np.where((kind == "refill") & (placement == "till"), 0.8, 0.0)
    truth = 1 / (1 + np.exp(-score))
    person = np.where(known, dice.integers(0, max(count // 4, 1), count), -1)
    columns = {"chance": chance, "premium": premium, "declined": declined, "known": known.astype(float)}
    columns["price"], columns["month"] = dice.integers(100, 9000, count), dice.integers(1, 13, count)
    asked = propensity_features(kind.tolist(), placement.tolist(), columns)
    return Answers(asked, dice.random(count) < truth, person, truth)
