"""A tuned LightGBM to compare with, and how two models are compared over repeated halves or parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from scipy import stats
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

ROUNDS = (50, 100, 150, 250, 400, 600)
GRID = [
    {"num_leaves": leaves, "colsample_bytree": features, "min_child_samples": least}
    for leaves, features, least in product((4, 8, 24), (0.3, 0.8), (10, 40))
]


def tuned_lightgbm(rows: Any, yes: Any, seed: int) -> tuple[Any, dict[str, Any]]:
    """LightGBM with the best of GRID and ROUNDS by the AUC of three inner parts, taught by all rows; and which."""
    inner = list(StratifiedKFold(3, shuffle=True, random_state=seed).split(rows, yes))
    tried = []
    for setting in GRID:
        found = np.zeros(len(ROUNDS))
        for rest, out in inner:
            model = _lightgbm(setting, max(ROUNDS), seed).fit(rows[rest], yes[rest])
            found += [roc_auc_score(yes[out], model.predict_proba(rows[out], num_iteration=n)[:, 1]) for n in ROUNDS]
        best = int(np.argmax(found))
        tried.append((found[best], {**setting, "rounds": ROUNDS[best]}))
    chosen = max(tried, key=lambda one: one[0])[1]
    setting = {name: value for name, value in chosen.items() if name != "rounds"}
    return _lightgbm(setting, int(chosen["rounds"]), seed).fit(rows, yes), chosen


def _lightgbm(setting: dict[str, Any], rounds: int, seed: int) -> Any:
    from lightgbm import LGBMClassifier  # type: ignore[import-not-found]

    return LGBMClassifier(
        n_estimators=rounds, learning_rate=0.03, subsample=0.7, subsample_freq=1, reg_lambda=5.0, n_jobs=1, verbose=-1,
        random_state=seed, **setting,
    )  # fmt: skip


def parts(yes: Any, count: int, times: int) -> Iterator[tuple[int, Any, Any]]:
    """(repetition, rows to learn from, rows to be asked), `count` parts `times` over."""
    for repetition in range(times):
        for rest, out in StratifiedKFold(count, shuffle=True, random_state=repetition).split(yes, yes):
            yield repetition, rest, out


@dataclass(frozen=True)
class Compared:
    """The mean difference of two models over parts, its 95 % interval, and in how many parts it was above zero.

    The interval is Nadeau & Bengio's (2003): the parts share most of what they learn from, so the plain one would be
    far too narrow.
    """

    mean: float
    low: float
    high: float
    above: int
    parts: int

    def __str__(self) -> str:
        told = f"{self.mean:+.4f} ({self.low:+.4f} to {self.high:+.4f})"
        return f"{told}, above in {self.above} of {self.parts} parts"


def compared(ours: list[float], other: list[float], share_asked: float) -> Compared:
    """Compare figures of the same parts; `share_asked` is the part of all rows that each part asked."""
    difference = np.array(ours) - np.array(other)
    count = len(difference)
    error = difference.std(ddof=1) * np.sqrt(1 / count + share_asked / (1 - share_asked))
    half = float(stats.t.ppf(0.975, count - 1) * error)
    mean = float(difference.mean())
    return Compared(mean, mean - half, mean + half, int((difference > 0).sum()), count)


def spread(figures: list[float]) -> str:
    """Mean and standard deviation over parts."""
    return f"{np.mean(figures):.4f} (± {np.std(figures, ddof=1):.4f} over parts)"
