"""Will they come back, how often and when: the BG/NBD model.

Fader, Hardie & Lee, "Counting your customers" the easy way: an alternative to the Pareto/NBD model, Marketing Science
24 (2005). A customer buys at a rate of their own (gamma distributed over customers) and after each purchase leaves for
good with a chance of their own (beta distributed).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, gammaln, hyp2f1

from worthmore.learn.estimator import Estimator, SavedEstimatorError, check_at_least
from worthmore.learn.purchase_histories import Floats, PurchaseHistories

FILE = "repeat_purchase.json"
NAMES = ("rate_shape", "rate_scale_days", "leave_a", "leave_b")
# What is believed before any customer was seen, and how firmly (in natural logarithms): between a supermarket and a
# furniture shop everything is possible. With a few hundred customers it no longer shows.
USUAL = np.log(np.array([0.5, 60.0, 0.8, 2.5]))
SPREAD = 1.5
BOUNDS = [(-7.0, 7.0), (-4.0, 12.0), (-7.0, 9.0), (-7.0, 9.0)]


@dataclass(frozen=True, slots=True)
class RepeatExplanation:
    """What is expected of one customer. `next_days` is the median wait for the next order if they are still there."""

    repeats: int
    alive: float
    expected: float
    next_days: float
    text: str


@dataclass
class RepeatPurchase(Estimator):
    """The BG/NBD model, fitted by maximum likelihood with a weak prior (`prior_weight` 0: none).

    More than `most_customers` are thinned evenly before fitting; the four numbers do not need more.
    """

    prior_weight: float = 1.0
    most_customers: int = 200_000

    rate_shape_: float = field(init=False, repr=False, compare=False)
    rate_scale_days_: float = field(init=False, repr=False, compare=False)
    leave_a_: float = field(init=False, repr=False, compare=False)
    leave_b_: float = field(init=False, repr=False, compare=False)
    log_likelihood_: float = field(init=False, repr=False, compare=False)

    def fit(self, customers: PurchaseHistories) -> Self:
        """Learn the four numbers from many customers."""
        check_at_least("prior_weight", self.prior_weight, 0)
        check_at_least("most_customers", self.most_customers, 1)
        step = -(-len(customers) // self.most_customers) if len(customers) else 1
        rows, weights = _distinct(customers.take(slice(None, None, step)))
        found = minimize(
            lambda logs: self._badness(logs, rows, weights), USUAL, method="L-BFGS-B", bounds=BOUNDS, tol=1e-12
        )
        r, alpha, a, b = (float(one) for one in np.exp(found.x))
        self.rate_shape_, self.rate_scale_days_, self.leave_a_, self.leave_b_ = r, alpha, a, b
        self.log_likelihood_ = float(weights @ _log_likelihood(rows, r, alpha, a, b)) if len(rows) else 0.0
        return self

    def alive(self, customers: PurchaseHistories) -> Floats:
        """The chance (0 to 1) that each customer still buys here at all."""
        self.check_fitted()
        return np.asarray(expit(-self._log_odds_gone(customers)), dtype=np.float64)

    def predict(self, customers: PurchaseHistories, days: float) -> Floats:
        """How many orders (on different days) each customer is expected to place in the next `days`."""
        self.check_fitted()
        check_at_least("days", days, 0)
        r, alpha, b = self.rate_shape_, self.rate_scale_days_, self.leave_b_
        a = self.leave_a_ if abs(self.leave_a_ - 1) > 1e-6 else 1 + 1e-6  # the formula has a hole there
        x, seen = customers.repeats, alpha + customers.observed
        share = days / (seen + days)
        # Euler's transformation of the published formula: the same number, without a power that vanishes times one
        # that overflows for customers who buy daily.
        kept = np.exp((a - 1) * np.log1p(-share)) * hyp2f1(a + b - 1 - r, a - 1, a + b + x - 1, share)
        expected = (a + b + x - 1) / (a - 1) * (1 - kept) * self.alive(customers)
        # No more than somebody who never leaves; rounding must not tell more or less than that.
        return np.asarray(np.clip(np.nan_to_num(expected), 0.0, (r + x) / seen * days), dtype=np.float64)

    def next_order_days(self, customers: PurchaseHistories, share: float = 0.5) -> Floats:
        """The days within which `share` of such customers, if still there, place their next order."""
        self.check_fitted()
        if not 0 < share < 1:
            raise ValueError(f"share is {share}; it must lie between 0 and 1")
        seen = self.rate_scale_days_ + customers.observed
        return np.asarray(seen * np.expm1(-np.log1p(-share) / (self.rate_shape_ + customers.repeats)), dtype=np.float64)

    def draw(self, customers: PurchaseHistories, days: float, draws: int, rng: np.random.Generator) -> Floats:
        """Possible numbers of orders in the next `days`, shape (customers, draws): what cannot be known included."""
        self.check_fitted()
        shape = (len(customers), draws)
        x = customers.repeats[:, None]
        rate = rng.gamma(self.rate_shape_ + x, 1 / (self.rate_scale_days_ + customers.observed[:, None]), shape)
        leave = np.maximum(rng.beta(self.leave_a_, self.leave_b_ + x, shape), 1e-12)
        there = rng.random(shape) < self.alive(customers)[:, None]
        orders = np.minimum(rng.poisson(rate * days), rng.geometric(leave))
        return np.where(there, orders, 0).astype(float)

    def explain(self, customers: PurchaseHistories, row: int, days: float = 365.0) -> RepeatExplanation:
        """Why this is expected of the customer in a row."""
        one = customers.take(slice(row, row + 1))
        alive, expected = float(self.alive(one)[0]), float(self.predict(one, days)[0])
        wait = float(self.next_order_days(one)[0])
        text = (
            f"came back {one.repeats[0]} times in {one.observed[0]:.0f} days, last after {one.last[0]:.0f}: "
            f"a chance of {alive:.0%} to be still a customer, {expected:.2f} orders expected in {days:.0f} days."
        )
        return RepeatExplanation(int(one.repeats[0]), alive, expected, wait, text)

    def save(self, folder: Path) -> None:
        """Write the parameters and the four numbers to a folder, as JSON."""
        self._save_parameters(folder)
        learned = {name: getattr(self, f"{name}_") for name in (*NAMES, "log_likelihood")}
        (folder / FILE).write_text(json.dumps(learned, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote."""
        found = cls._load_parameters(folder)
        try:
            learned = json.loads((folder / FILE).read_text(encoding="utf-8"))
            for name in (*NAMES, "log_likelihood"):
                setattr(found, f"{name}_", float(learned[name]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SavedEstimatorError(f"{folder} holds no readable numbers of repeat purchase: {error}") from error
        return found

    def _badness(self, logs: Floats, rows: PurchaseHistories, weights: Floats) -> float:
        prior = self.prior_weight * 0.5 * float((((logs - USUAL) / SPREAD) ** 2).sum())
        if not len(rows):
            return prior
        return prior - float(weights @ _log_likelihood(rows, *np.exp(logs)))

    def _log_odds_gone(self, customers: PurchaseHistories) -> Floats:
        x = customers.repeats
        seen = np.log(self.rate_scale_days_ + customers.observed) - np.log(self.rate_scale_days_ + customers.last)
        left = np.log(self.leave_a_) - np.log(self.leave_b_ + np.maximum(x, 1) - 1)
        return np.where(x > 0, left + (self.rate_shape_ + x) * seen, -np.inf)


def _log_likelihood(rows: PurchaseHistories, r: float, alpha: float, a: float, b: float) -> Floats:
    """Equation 6 of the paper, in logarithms so that nothing overflows."""
    x = rows.repeats
    rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    leave = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
    still_there = -(r + x) * np.log(alpha + rows.observed)
    gone = np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + rows.last)
    return np.asarray(rate + leave + np.logaddexp(still_there, np.where(x > 0, gone, -np.inf)), dtype=np.float64)


def _distinct(customers: PurchaseHistories) -> tuple[PurchaseHistories, Floats]:
    """Each history once with how many customers have it: a shop's days are whole, so many share theirs."""
    if not len(customers):
        return customers, np.empty(0)
    table = np.stack([customers.repeats.astype(float), customers.last, customers.observed], axis=1)
    rows, counts = np.unique(table, axis=0, return_counts=True)
    zeros = np.zeros(len(rows))
    return PurchaseHistories(rows[:, 0].astype(np.int64), rows[:, 1], rows[:, 2], zeros), counts.astype(float)
