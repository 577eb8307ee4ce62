"""What people ask of a published version: a product's season and proposed cap, a customer's next order and worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import numpy as np

from worthmore.learn.estimator import SavedEstimatorError
from worthmore.learn.order_value import OrderValue, customer_values
from worthmore.learn.premium_acceptance import PremiumAcceptance, ProposedCap
from worthmore.learn.premium_steps import ladder_names
from worthmore.learn.purchase_histories import PurchaseHistories, histories
from worthmore.learn.repeat_purchase import RepeatPurchase
from worthmore.learn.season import Season, Window
from worthmore.training.files import source_folder
from worthmore.training.published import read_ids
from worthmore.vocabulary.products import Product

YEAR_DAYS = 365
SEED = 20261122
EPOCH = date(1970, 1, 1)
Model = TypeVar("Model")


@dataclass(frozen=True, slots=True)
class Expected:
    """What may be expected of one customer, seen on a day.

    `alive` is the chance (0 to 1) that they still buy here. If they do, the next order comes by `next_date` as likely
    as not, in eight of ten cases between `soonest` and `latest`. `value` is what they are expected to spend in a year,
    in minor units, eight in ten times between `low` and `high`.
    """

    alive: float
    next_date: date
    soonest: date
    latest: date
    value: float
    low: float
    high: float


def proposed_cap(version: Path, source: str, product: Product) -> ProposedCap | None:
    """The cap that customers of this product's ladder propose; None where that was not learned."""
    model = _premium(source_folder(version, source))
    return None if model is None else model.cap(ladder_names([product])[0])


def best_weeks(version: Path, source: str, product_id: str) -> Window | None:
    """The weeks in which a product sells best; None where none stand out, or that was not learned."""
    found = _season(source_folder(version, source))
    if found is None or product_id not in found[1]:
        return None
    return found[0].window(found[1][product_id])


def expected(version: Path, source: str, orders: Sequence[tuple[date, float]], today: date) -> Expected | None:
    """What may be expected of a customer with these orders (day and worth); None where nothing is known to go by."""
    models = _buying(source_folder(version, source))
    history = _history(orders, today)
    if models is None or not len(history):
        return None
    repeat, value = models
    soonest, middle, latest = (
        _date(today, float(repeat.next_order_days(history, share)[0])) for share in (0.1, 0.5, 0.9)
    )
    worth = customer_values(repeat, value, history, YEAR_DAYS, np.random.default_rng(SEED), draws=2000)
    figures = (float(one[0]) for one in (worth.expected, worth.low, worth.high))
    return Expected(float(repeat.alive(history)[0]), middle, soonest, latest, *figures)


def _history(orders: Sequence[tuple[date, float]], today: date) -> PurchaseHistories:
    days = np.array([(day - EPOCH).days for day, _ in orders], dtype=np.int64)
    worth = np.array([value for _, value in orders], dtype=np.float64)
    return histories(np.zeros(len(days), dtype=np.int64), days, worth, (today - EPOCH).days)[1]


def _date(today: date, days: float) -> date:
    """A day so far ahead; beyond a century it is all the same."""
    return today + timedelta(days=min(max(days, 0.0), 36_500.0))


@lru_cache(maxsize=16)
def _premium(folder: Path) -> PremiumAcceptance | None:
    return _loaded(lambda: PremiumAcceptance.load(folder / "premium_acceptance"))


@lru_cache(maxsize=16)
def _season(folder: Path) -> tuple[Season, dict[str, int]] | None:
    return _loaded(
        lambda: (
            Season.load(folder / "season"),
            {one: place for place, one in enumerate(read_ids(folder / "products"))},
        )
    )


@lru_cache(maxsize=16)
def _buying(folder: Path) -> tuple[RepeatPurchase, OrderValue] | None:
    return _loaded(lambda: (RepeatPurchase.load(folder / "repeat_purchase"), OrderValue.load(folder / "order_value")))


def _loaded(load: Callable[[], Model]) -> Model | None:
    """A version published before this was learned has none of it."""
    try:
        return load()
    except (SavedEstimatorError, OSError):
        return None
