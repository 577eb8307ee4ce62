"""When everybody needs everything again, in arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.replenishment.due import Status
from worthmore.learn.replenishment.personal import STEPS, Common, chance_of_another
from worthmore.learn.replenishment.pieces import Powers, asked
from worthmore.learn.replenishment.pooled import pair_numbers
from worthmore.learn.replenishment.purchases import Floats, Integers, Stretches

STATUSES = tuple(Status)
LEAST_PIECES = 1e-6


@dataclass(frozen=True, eq=False)
class DueTable:
    """One row a customer and product, by customer and then item; days as in the purchases it was asked of.

    One in ten such customers is back before `from_at`, half before `due_at`, nine in ten before `to_at`; where `refill`
    is False the three mean nothing. `chance`: of ever buying it again, as seen at the last purchase.
    """

    person: Integers
    item: Integers
    last_at: Floats
    from_at: Floats
    due_at: Floats
    to_at: Floats
    chance: Floats
    refill: NDArray[np.bool_]
    own_intervals: Integers

    def __len__(self) -> int:
        return len(self.person)

    def status(self, at: float) -> NDArray[np.int8]:
        """How things stand at a moment, as places in `STATUSES`."""
        here = 1 + (self.from_at <= at).astype(np.int8) + (self.to_at <= at)
        return np.where(self.refill, here, 0).astype(np.int8)


def due_table(rows: Stretches, products: NDArray[Any], common: Common, least_share: float) -> DueTable:
    """Of each customer and product the row of the newest purchase, with what the earlier ones say."""
    rows = rows.take(np.asarray(products["known"][rows.item]))
    pair = pair_numbers(rows)
    record = products[rows.item]
    logs, pieces = np.log(np.maximum(rows.days, 1.0)), np.log(np.maximum(rows.quantity, LEAST_PIECES))
    powers = Powers(products["quantity"], products["own_quantity"])
    then = asked(pair, logs, pieces, rows.item, powers, record["middle"], record["spread"])
    shift, own, *quantiles = np.array(common.steps)[np.searchsorted(STEPS, then.times, side="right") - 1].T
    middle, last = shift + own * then.own, ~rows.closed
    first, half, most = (
        (rows.at + np.exp(then.expected + record["spread"] * (middle + quantile)))[last] for quantile in quantiles
    )
    chance = chance_of_another(record["share"][last], rows.place[last], common.stay)
    person, item, own = rows.person[last], rows.item[last].astype(np.int64), rows.place[last].astype(np.int64)
    return DueTable(person, item, rows.at[last], first, half, most, chance, np.asarray(chance >= least_share), own)
