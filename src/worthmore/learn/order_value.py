"""What an order of a customer is worth: the gamma-gamma model.

Fader & Hardie, "The gamma-gamma model of monetary value" (2013), brucehardie.com/notes/025. What one customer spends
varies around a mean of their own, and those means vary over customers: few orders of one customer are drawn towards
what all spend.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln

from worthmore.learn.estimator import Estimator, SavedEstimatorError, check_at_least
from worthmore.learn.purchase_histories import Floats, PurchaseHistories
from worthmore.learn.repeat_purchase import RepeatPurchase

FILE = "order_value.json"
NAMES = ("within", "between", "scale")
SPREAD = 1.5
# Shapes of within a customer and between customers where nothing is known yet, in natural logarithms.
USUAL_SHAPES = np.log(np.array([4.0, 4.0]))
BOUNDS = [(-3.0, 8.0), (0.01, 8.0), (-12.0, 12.0)]


@dataclass(frozen=True, slots=True)
class ValueExplanation:
    """The orders behind an expected order value and how much they weigh (0 to 1) against all customers'."""

    repeats: int
    seen: float
    weight: float
    expected: float
    text: str


@dataclass
class OrderValue(Estimator):
    """The gamma-gamma model, fitted by maximum likelihood with a weak prior on the shapes (`prior_weight` 0: none)."""

    prior_weight: float = 1.0

    within_: float = field(init=False, repr=False, compare=False)
    between_: float = field(init=False, repr=False, compare=False)
    scale_: float = field(init=False, repr=False, compare=False)

    def fit(self, customers: PurchaseHistories) -> Self:
        """Learn from the customers who came back; the scale follows the unit of their values."""
        check_at_least("prior_weight", self.prior_weight, 0)
        seen = customers.repeats * (customers.value > 0)
        rows = customers.take(seen > 0)
        unit = float(np.median(rows.value)) if len(rows) else 1.0
        count, mean = rows.repeats.astype(float), rows.value / unit
        found = minimize(
            lambda logs: self._badness(logs, count, mean),
            np.r_[USUAL_SHAPES, 0.0],
            method="L-BFGS-B",
            bounds=BOUNDS,
            tol=1e-12,
        )
        self.within_, self.between_ = float(np.exp(found.x[0])), float(np.exp(found.x[1]))
        self.scale_ = float(np.exp(found.x[2])) * unit
        return self

    def predict(self, customers: PurchaseHistories) -> Floats:
        """What one order of each customer is expected to be worth; of who never came back, what all spend."""
        weight = self.weight(customers)
        usual = self.within_ * self.scale_ / (self.between_ - 1)
        return (1 - weight) * usual + weight * customers.value

    def weight(self, customers: PurchaseHistories) -> Floats:
        """How much each customer's own orders weigh (0 to 1)."""
        self.check_fitted()
        own = self.within_ * customers.repeats * (customers.value > 0)
        return own / (own + self.between_ - 1)

    def draw(self, customers: PurchaseHistories, orders: Floats, rng: np.random.Generator) -> Floats:
        """Possible worth of `orders` (customers, draws) orders together, same shape."""
        self.check_fitted()
        own = (customers.repeats * (customers.value > 0))[:, None]
        shape = self.within_ * own + self.between_
        rate = rng.gamma(shape, 1 / (self.scale_ + own * customers.value[:, None]), orders.shape)
        return rng.gamma(self.within_ * orders) / rate

    def explain(self, customers: PurchaseHistories, row: int) -> ValueExplanation:
        """Why an order of the customer in a row is expected to be worth that."""
        one = customers.take(slice(row, row + 1))
        weight, expected = float(self.weight(one)[0]), float(self.predict(one)[0])
        text = (
            f"{one.repeats[0]} repeat orders of {one.value[0]:.2f} on average weigh {weight:.0%}, "
            f"what all customers spend the rest: {expected:.2f} an order."
        )
        return ValueExplanation(int(one.repeats[0]), float(one.value[0]), weight, expected, text)

    def save(self, folder: Path) -> None:
        """Write the parameters and the three numbers to a folder, as JSON."""
        self._save_parameters(folder)
        learned = {name: getattr(self, f"{name}_") for name in NAMES}
        (folder / FILE).write_text(json.dumps(learned, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote."""
        found = cls._load_parameters(folder)
        try:
            learned = json.loads((folder / FILE).read_text(encoding="utf-8"))
            for name in NAMES:
                setattr(found, f"{name}_", float(learned[name]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SavedEstimatorError(f"{folder} holds no readable order values: {error}") from error
        return found

    def _badness(self, logs: Floats, count: Floats, mean: Floats) -> float:
        prior = self.prior_weight * 0.5 * float((((logs[:2] - USUAL_SHAPES) / SPREAD) ** 2).sum())
        p, q, gamma = np.exp(logs)
        own = p * count
        each = gammaln(own + q) - gammaln(own) - gammaln(q) + q * np.log(gamma)
        each = each + (own - 1) * np.log(mean) + own * np.log(count) - (own + q) * np.log(gamma + mean * count)
        return prior - float(each.sum())


@dataclass(frozen=True, slots=True)
class CustomerValues:
    """What customers are expected to spend in a period, each of shape (customers,): mean and an 80 % interval."""

    expected: Floats
    low: Floats
    high: Floats


def customer_values(
    repeat: RepeatPurchase,
    value: OrderValue,
    customers: PurchaseHistories,
    days: float,
    rng: np.random.Generator,
    draws: int = 400,
) -> CustomerValues:
    """The worth of each customer over the next `days`, in the unit of the histories' values, with its interval.

    The mean is exact; the bounds (10 % and 90 %) come from `draws` draws of what may happen.
    """
    expected = repeat.predict(customers, days) * value.predict(customers)
    low, high = np.empty(len(customers)), np.empty(len(customers))
    for start in range(0, len(customers), 10_000):  # so that memory does not grow with the shop
        part = slice(start, start + 10_000)
        some = customers.take(part)
        drawn = value.draw(some, repeat.draw(some, days, draws, rng), rng)
        low[part], high[part] = np.quantile(drawn, [0.1, 0.9], axis=1)
    return CustomerValues(expected, low, high)
