"""The calibrated chance of a yes to an offer, from what its decision saw."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.calibration import Calibration, calibration
from worthmore.learn.estimator import Estimator, check_at_least
from worthmore.learn.propensity_cells import Cells, count_cells
from worthmore.learn.propensity_features import Asked
from worthmore.learn.propensity_files import read_learned, write_learned
from worthmore.learn.propensity_priors import prior_chance
from worthmore.learn.propensity_scorecard import Boosting, Scorecard, grow_scorecard
from worthmore.learn.propensity_trial import BELIEVED_WEIGHTS, find_mix, folds, gain, mixed, mixed_out_of_fold, trial
from worthmore.learn.ridge_logistic import expit, logit

Floats = NDArray[np.float64]
SAID_BY_PART = 1.02  # an explanation leaves out what changes the odds by less than this


@dataclass(frozen=True, slots=True)
class PropensityExplanation:
    """What one chance is made of: the prior, and what each part multiplies the odds by, the strongest first."""

    chance: float
    prior: float
    parts: tuple[tuple[str, float], ...]
    text: str


@dataclass
class Propensity(Estimator):
    """Priors, corrected by answers, then a scorecard learned from answers where that is better.

    Before any answer the chance is the source's own or a stated prior (`propensity_priors`). Every answer then moves
    the chances of its kind of offer, for customers and visitors apart, and of its product (`propensity_cells`). From
    `least_answers` answers with `least_yes` of each sort on, boosted trees learn from everything the decisions saw
    (`propensity_scorecard`) and are mixed with the former so that chances are true (logistic calibration, out of fold).
    They are used only if the answers of persons they had not seen surprise them less than the former does, by more than
    the standard error.
    """

    least_answers: int = 1000
    least_yes: int = 100
    trees: int = 150
    leaves: int = 6
    rate: float = 0.08
    least_in_leaf: int = 100
    ridge: float = 10.0
    parts: int = 5
    most_answers: int = 100_000

    cells_: Cells = field(init=False, repr=False, compare=False)
    scorecard_: Scorecard | None = field(init=False, repr=False, compare=False)
    mix_: Floats = field(init=False, repr=False, compare=False)
    calibration_: Calibration = field(init=False, repr=False, compare=False)

    def fit(self, asked: Asked, yes: Any, person: NDArray[Any] | None = None) -> Self:
        """Learn from offers that were shown (n) and whether each was accepted (n).

        `asked` is what their decisions saw then. Its `chance` is the source's, before any answer: the same answers
        would count twice if it were sharpened by them before.
        `person` (n, whole numbers, -1: nobody knows) says whose answers hang together; without it each stands alone.
        """
        self._check_parameters()
        said = _checked(asked, yes, person)
        prior = logit(prior_chance(asked))
        self.cells_ = count_cells(asked, said, prior)
        self.scorecard_, self.mix_ = None, BELIEVED_WEIGHTS.copy()
        some = np.arange(0, len(said), max(-(-len(said) // self.most_answers), 1))
        one_each = np.full(len(some), -1) if person is None else np.asarray(person)[some]
        self.calibration_ = self._learn(asked.take(some), said[some], one_each, prior[some])
        return self

    def predict(self, asked: Asked) -> Floats:
        """The chance of a yes to each offer (n), above 0 and below 1; the premium alone never raises it."""
        if "calibration_" not in self.__dict__:  # asked at every decision, so the full check is too dear here
            self.check_fitted()
        return expit(self._log_odds(asked, self._believed(asked)))

    def explain(self, asked: Asked, row: int = 0) -> PropensityExplanation:
        """What the chance of one offer is made of."""
        self.check_fitted()
        one = asked.take(np.array([row]))
        chance, prior = float(self.predict(one)[0]), float(prior_chance(one)[0])
        parts = self._parts(one)
        told = ", ".join(f"{name} × {times:.2f}" for name, times in parts[:4]) or "nothing else changes it"
        shown, accepted = self.cells_.counts(one.kind[0])
        text = (
            f"a chance of {chance:.1%}; {prior:.1%} before any answer. Offers of this kind were shown {shown} times "
            f"and accepted {accepted} times. What changes the odds: {told}."
        )
        return PropensityExplanation(chance, prior, parts, text)

    def save(self, folder: Path) -> None:
        """Write parameters, counts and report (JSON) and the tables (plain arrays) to a folder."""
        self._save_parameters(folder)
        write_learned(folder, self.cells_, self.scorecard_, self.mix_, self.calibration_)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote."""
        found = cls._load_parameters(folder)
        found.cells_, found.scorecard_, found.mix_, found.calibration_ = read_learned(folder)
        return found

    def summary(self) -> dict[str, Any]:
        """What was learned and how true it is, as plain values: for the summary of a training."""
        self.check_fitted()
        kinds = {
            kind: dict(zip(("shown", "accepted"), self.cells_.counts(kind), strict=True)) for kind in self.cells_.kinds
        }
        return {
            "uses": "priors and answers" if self.scorecard_ is None else "scorecard",
            "kinds": kinds,
            "calibration": self.calibration_.as_dict(),
        }

    def _check_parameters(self) -> None:
        for name in ("least_answers", "least_yes", "trees", "least_in_leaf", "most_answers"):
            check_at_least(name, getattr(self, name), 1)
        for name, least in (("leaves", 2.0), ("parts", 2.0), ("rate", 1e-6), ("ridge", 0.0)):
            check_at_least(name, getattr(self, name), least)

    def _learn(self, asked: Asked, yes: NDArray[np.bool_], person: NDArray[Any], prior: Floats) -> Calibration:
        """Grow the trees where there are answers enough, and keep them where they help."""
        enough = len(yes) >= self.least_answers and min(yes.sum(), (~yes).sum()) >= self.least_yes
        how = Boosting(self.trees, self.leaves, self.rate, self.least_in_leaf, self.ridge) if enough else None
        found = trial(asked, yes, prior, folds(person, len(yes), self.parts), how)
        judged = found.believed
        if how is not None and found.score is not None:
            with_trees = mixed_out_of_fold(found, yes)
            better, error = gain(found.believed, with_trees, yes, person)
            if better > error:
                judged = with_trees
                self.mix_ = find_mix(found.believed, found.score, yes)
                self.scorecard_ = grow_scorecard(asked, found.believed, yes, how)
        return calibration(expit(judged), expit(prior), yes)

    def _believed(self, asked: Asked) -> Floats:
        return np.asarray(logit(prior_chance(asked)) + self.cells_.of(asked))

    def _log_odds(self, asked: Asked, believed: Floats) -> Floats:
        if self.scorecard_ is None:
            return believed
        return mixed(self.mix_, believed, self.scorecard_.score(asked, believed))

    def _parts(self, one: Asked) -> tuple[tuple[str, float], ...]:
        """What each part multiplies the odds by, the strongest first."""
        believed = self._believed(one)
        points = {"answers so far": float(self.cells_.of(one)[0])}
        if self.scorecard_ is not None:
            points = {name: self.mix_[1] * value for name, value in self.scorecard_.parts(one, believed, 0).items()}
        odds = sorted(points.items(), key=lambda part: -abs(part[1]))
        found = ((name, float(np.exp(value))) for name, value in odds)
        return tuple((name, times) for name, times in found if max(times, 1 / times) >= SAID_BY_PART)


def _checked(asked: Asked, yes: Any, person: Any) -> NDArray[np.bool_]:
    said = np.asarray(yes)
    if said.shape != (len(asked),):
        raise ValueError(f"propensity: {len(asked)} offers, but answers of shape {said.shape}; each offer needs one")
    if person is not None and np.shape(person) != said.shape:
        raise ValueError(f"propensity: {len(asked)} offers, but persons of shape {np.shape(person)}; each needs one")
    if said.dtype != np.bool_ and not np.isin(said, (0, 1)).all():
        raise ValueError("propensity: answers must be yes or no (True or False, 1 or 0)")
    return said.astype(np.bool_)
