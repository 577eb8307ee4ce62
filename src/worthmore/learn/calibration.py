"""Are chances true? Of all that were given as three in a hundred, did about three in a hundred happen?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
GROUPS = 10
Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class ReliabilityRow:
    """Answers whose chances lay between `low` and `high`: their mean `chance` and the `share` that were a yes.

    `share_low` and `share_high` bound the share at 95 % (Wilson); good calibration keeps the chance between them.
    """

    low: float
    high: float
    count: int
    yes: int
    chance: float
    share: float
    share_low: float
    share_high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How chances compare with what happened, measured on answers that the chances were not learned from.

    `brier` is the mean squared error, `log_loss` the mean surprise in natural units, both less when better, both also
    for what was believed before any answer. `ece` is the mean distance of chance and share over the rows of `table`,
    weighted by their counts. All are None without answers.
    """

    answers: int
    yes: int
    brier: float | None
    brier_prior: float | None
    log_loss: float | None
    log_loss_prior: float | None
    ece: float | None
    table: tuple[ReliabilityRow, ...]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values, for a summary."""
        return asdict(self)


def calibration(chance: Floats, prior: Floats, yes: NDArray[np.bool_]) -> Calibration:
    """Compare chances (n) and those believed before (n) with what happened (n); all chances above 0 and below 1."""
    if not len(yes):
        return Calibration(0, 0, None, None, None, None, None, ())
    table = reliability(chance, yes)
    ece = sum(row.count * abs(row.chance - row.share) for row in table) / len(yes)
    return Calibration(
        len(yes), int(yes.sum()), brier(chance, yes), brier(prior, yes), log_loss(chance, yes), log_loss(prior, yes),
        ece, table,
    )  # fmt: skip


def brier(chance: Floats, yes: NDArray[np.bool_]) -> float:
    """The mean squared distance of chance and outcome."""
    return float(np.mean((chance - yes) ** 2))


def log_loss(chance: Floats, yes: NDArray[np.bool_]) -> float:
    """The mean of minus the logarithm of what was given to what happened."""
    return float(-np.mean(np.log(np.where(yes, chance, 1.0 - chance))))


def reliability(chance: Floats, yes: NDArray[np.bool_], groups: int = GROUPS) -> tuple[ReliabilityRow, ...]:
    """Groups of about equal counts by chance; equal chances are never parted, so there may be fewer."""
    order = np.argsort(chance, kind="stable")
    chance, yes = chance[order], yes[order]
    wanted = np.arange(1, groups) * len(chance) // groups
    cuts = np.unique(np.searchsorted(chance, chance[wanted], side="left")) if len(chance) else wanted
    parts = zip(np.split(chance, cuts), np.split(yes, cuts), strict=True)
    return tuple(_row(part, said) for part, said in parts if len(part))


def _row(chance: Floats, yes: NDArray[np.bool_]) -> ReliabilityRow:
    low, high = share_interval(int(yes.sum()), len(yes))
    mean, share = float(chance.mean()), float(yes.mean())
    return ReliabilityRow(float(chance[0]), float(chance[-1]), len(yes), int(yes.sum()), mean, share, low, high)


def share_interval(yes: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson's); 0 to 1 without any count."""
    if not count:
        return 0.0, 1.0
    share, more = yes / count, Z95**2 / count
    middle = share + more / 2
    half = Z95 * float(np.sqrt(share * (1 - share) / count + more / (4 * count)))
    return max(0.0, (middle - half) / (1 + more)), min(1.0, (middle + half) / (1 + more))
