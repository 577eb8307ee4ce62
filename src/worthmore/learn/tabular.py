"""The chance of a yes from any table: what a data scientist calls with the columns they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.calibration import Calibration, calibration, log_loss
from worthmore.learn.estimator import Estimator, check_at_least
from worthmore.learn.ridge_logistic import expit, logit
from worthmore.learn.tabular_columns import Bools, Floats, Table, as_learned, as_text, read_table
from worthmore.learn.tabular_files import read_learned, write_learned
from worthmore.learn.tabular_members import MEMBERS, Growing, Members, fit_linear, grow_bag
from worthmore.learn.tabular_mix import find_mix, mixed, mixed_out_of_fold, parted
from worthmore.learn.tabular_reading import Reading

LEAST_YES = 10
LENGTHS = (0.1, 0.2, 0.35, 0.5, 0.7, 1.0)  # shares of the trees that are tried; more are not always better
PARTS_TOLD = 5


@dataclass(frozen=True, slots=True)
class TabularExplanation:
    """What one chance is made of: what each column multiplies the odds by, against its usual value, strongest first."""

    chance: float
    parts: tuple[tuple[str, float], ...]
    text: str


@dataclass
class Tabular(Estimator):
    """Boosted trees that add up, boosted trees that look at columns together and a linear model, mixed out of fold.

    Columns are numbers or names, any of them unknown. `crosses` lists columns to be looked at together as one
    (`[["policies", "purchasing power"]]`), `names` numeric columns that are names (codes of regions, say), `rising` and
    `falling` numeric columns the chance must never fall or rise with. At most `trees` are grown in each of `bags`, as
    many as help rows they were not taught. The mix is a logistic regression on the log-odds that each model gives such
    rows, held near the plain mean, so chances are calibrated. The same table and `seed` always teach the same.
    """

    crosses: list[list[str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    rising: list[str] = field(default_factory=list)
    falling: list[str] = field(default_factory=list)
    trees: int = 300
    rate: float = 0.04
    bags: int = 6
    parts: int = 5
    linear_strength: float = 0.02
    seed: int = 0

    columns_: dict[str, str | float] = field(init=False, repr=False, compare=False)
    members_: Members | None = field(init=False, repr=False, compare=False)
    mix_: Floats = field(init=False, repr=False, compare=False)
    calibration_: Calibration = field(init=False, repr=False, compare=False)

    def fit(self, columns: Any, yes: Any) -> Self:
        """Learn from columns (a mapping of sequences, or a polars or pandas frame) and the answers, one a row.

        With fewer than ten of either answer there is nothing to tell them apart by: everybody gets the average.
        """
        self._check_parameters()
        table = self._named(read_table(columns))
        said = _answers(table, yes)
        self._check_columns(table)
        self.columns_ = {name: _usual(column) for name, column in table.items()}
        self.members_, self.mix_ = None, np.array([0.0, 0.0, 0.0, _average(said)])
        judged = np.full(len(said), _average(said))
        if min(said.sum(), (~said).sum()) >= LEAST_YES:
            scores, fold, trees = self._out_of_fold(table, said)
            self.mix_, judged = find_mix(scores, said), mixed_out_of_fold(scores, said, fold)
            self.members_ = self._members(table, said, self.bags, trees, np.random.default_rng(self.seed))
        self.calibration_ = calibration(expit(judged), expit(np.full(len(said), _average(said))), said)
        return self

    def predict(self, columns: Any) -> Floats:
        """The chance of a yes for each row, above 0 and below 1; columns that were not learned from are ignored."""
        self.check_fitted()
        return self._chances(self._asked(columns))

    def explain(self, columns: Any, row: int = 0) -> TabularExplanation:
        """What the chance of one row is made of: each column in turn is given its usual value."""
        self.check_fitted()
        table = self._asked(columns)
        one = {name: np.repeat(column[row : row + 1], len(table) + 1) for name, column in table.items()}
        for place, name in enumerate(one):
            changed = one[name].tolist()
            changed[place + 1] = self.columns_[name]
            one[name] = np.array(changed)
        score = logit(self._chances(one)) if one else np.array([self.mix_[-1]])
        change = sorted(zip(one, (score[0] - score[1:]).tolist(), strict=True), key=lambda part: -abs(part[1]))
        parts = tuple((name, float(np.exp(by))) for name, by in change if by)[:PARTS_TOLD]
        told = ", ".join(f"{name} × {times:.2f}" for name, times in parts) or "nothing changes it"
        chance = float(expit(score[:1])[0])
        return TabularExplanation(chance, parts, f"a chance of {chance:.1%}. What changes the odds most: {told}.")

    def save(self, folder: Path) -> None:
        """Write parameters and levels (JSON), trees and weights (plain arrays) to a folder."""
        self._save_parameters(folder)
        write_learned(folder, self.columns_, self.members_, self.mix_, self.calibration_)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote."""
        found = cls._load_parameters(folder)
        found.columns_, found.members_, found.mix_, found.calibration_ = read_learned(folder)
        return found

    def _chances(self, table: Table) -> Floats:
        rows = len(next(iter(table.values()))) if table else 0
        if self.members_ is None:
            return expit(np.full(rows, self.mix_[-1]))
        return expit(mixed(self.mix_, self.members_.scores(table)))

    def _out_of_fold(self, table: Table, yes: Bools) -> tuple[Floats, NDArray[np.int64], tuple[int, ...]]:
        """The log-odds of each row by each member, taught without the row's part; the part of each row; and how many
        trees of either sort told those rows best."""
        dice = np.random.default_rng(self.seed + 1)
        fold = parted(yes, self.parts, dice)
        lengths = [max(round(self.trees * share), 1) for share in LENGTHS]
        scores = np.zeros((len(lengths), len(yes), len(MEMBERS)))
        for part in range(self.parts):
            out = fold == part
            found = self._members(_rows(table, ~out), yes[~out], 1, (self.trees, self.trees), dice)
            scores[:, out] = found.scores_by_length(_rows(table, out), lengths)
        best = [int(np.argmin([log_loss(expit(some), yes) for some in scores[:, :, member]])) for member in (0, 1)]
        kept = np.stack([scores[best[0], :, 0], scores[best[1], :, 1], scores[0, :, 2]], axis=1)
        return kept, fold, tuple(lengths[one] for one in best)

    def _members(self, table: Table, yes: Bools, bags: int, trees: tuple[int, ...], dice: Any) -> Members:
        bound = [*self.rising, *self.falling]
        reading = Reading.learn(table, yes, self.crosses, bound)
        direction = [(name in self.rising) - (name in self.falling) for name in reading.numbers]
        alone = Growing(trees[0], 8, self.rate, 5, 5.0, 0.2, True)
        together = Growing(trees[1], 6, 0.75 * self.rate, 10, 5.0, 0.2, False)
        one, other = (grow_bag(reading, table, yes, how, bags, direction, dice) for how in (alone, together))
        return Members(reading, one, other, fit_linear(reading, table, yes, self.linear_strength))

    def _named(self, table: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        return {name: as_text(column) if name in self.names else column for name, column in table.items()}

    def _asked(self, columns: Any) -> Table:
        """The columns learned from, each of the sort it was then."""
        table = read_table(columns, list(self.columns_))
        return {name: as_learned(name, table[name], usual) for name, usual in self.columns_.items()}

    def _check_parameters(self) -> None:
        for name, least in (("trees", 1), ("bags", 1), ("parts", 2)):
            check_at_least(name, getattr(self, name), least)
        check_at_least("rate", self.rate, 1e-6)
        check_at_least("linear_strength", self.linear_strength, 1e-9)

    def _check_columns(self, table: Table) -> None:
        for kind, wanted in (("rising", self.rising), ("falling", self.falling), ("names", self.names)):
            for name in wanted:
                if name not in table:
                    raise ValueError(f"{kind} names {name!r}, which is no column; there are {', '.join(table)}")
                if kind != "names" and table[name].dtype.kind != "f":
                    raise ValueError(f"{kind} names {name!r}, which is no number")
        unknown = {name for one in self.crosses for name in one} - set(table)
        if unknown:
            raise ValueError(f"crosses names {', '.join(sorted(unknown))}, which is no column")


def _rows(table: Table, kept: Bools) -> Table:
    return {name: column[kept] for name, column in table.items()}


def _usual(column: NDArray[Any]) -> str | float:
    """The median of numbers, the commonest of names."""
    if column.dtype.kind == "f":
        known = column[~np.isnan(column)]
        return float(np.median(known)) if len(known) else float("nan")
    values, counts = np.unique(column, return_counts=True)
    return str(values[np.argmax(counts)]) if len(values) else ""


def _average(yes: Bools) -> float:
    """The log-odds of a yes, as if one more had said yes and one more no."""
    return float(np.log((yes.sum() + 1.0) / ((~yes).sum() + 1.0)))


def _answers(table: Table, yes: Any) -> Bools:
    said = np.asarray(yes)
    rows: Sequence[int] = [len(column) for column in table.values()] or [len(said)]
    if said.shape != (rows[0],):
        raise ValueError(f"table: {rows[0]} rows, but answers of shape {said.shape}; each row needs one")
    if said.dtype != np.bool_ and not np.isin(said, (0, 1)).all():
        raise ValueError("table: answers must be yes or no (True or False, 1 or 0)")
    return said.astype(np.bool_)
