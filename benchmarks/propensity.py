"""The chance of a yes: what answers teach, how true it is, and what asking costs.

Answers come from the simulation, where the truth is known: visits, three products shown at each, a yes by its true
chance. The sources' own chance is what the same pair of families showed on average in other visits.

python -m benchmarks.propensity
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from benchmarks.harness import keep
from worthmore.learn.calibration import calibration, log_loss
from worthmore.learn.next_basket.trees import Boosting, grow
from worthmore.learn.propensity import Propensity
from worthmore.learn.propensity_features import Asked, propensity_features
from worthmore.learn.propensity_priors import prior_chance
from worthmore.learn.ridge_logistic import expit
from worthmore.simulation.encounters import Encounter, next_visits
from worthmore.simulation.history import Plan, history, window
from worthmore.simulation.truth import Truth
from worthmore.simulation.world import demo_world

AT = datetime(2026, 5, 1, tzinfo=UTC)
SIZES = (300, 3_000, 30_000)
ASKED, SHOWN, FOR_THE_SOURCE = 20_000, 3, 3_000
CANDIDATES = 50


@dataclass(frozen=True, eq=False)
class Answers:
    """Offers, the true chance of each, what was said, and by whom."""

    asked: Asked
    truth: Any
    yes: Any
    person: Any


class Visits:
    """Makes answers of visits."""

    def __init__(self) -> None:
        self.world = demo_world()
        block = next(history(self.world, Plan("demo", 6000), AT, np.random.default_rng(1)))
        self.truth = Truth(self.world, block.people)
        self.visits = next_visits(
            self.world, block.people, block.bought, window(AT), FOR_THE_SOURCE + (SIZES[-1] + ASKED) // SHOWN + 2,
            np.random.default_rng(2),
        )  # fmt: skip
        self.guess = self._guesses(self.visits[:FOR_THE_SOURCE])
        self.visits = self.visits[FOR_THE_SOURCE:]

    def _guesses(self, visits: list[Encounter]) -> Any:
        """The mean chance of a yes by family of the product bought and family offered."""
        families = self.world.families
        said, rows = np.zeros((families, families)), np.full((families, families), 1e-9)
        for visit in visits:
            own = self.world.family[visit.item]
            np.add.at(said[own], self.world.family, self.truth.chances(visit).accept)
            np.add.at(rows[own], self.world.family, 1.0)
        return said / rows

    def answers(self, first: int, count: int, dice: Any) -> Answers:
        """The offers of `count` / SHOWN visits from one on: likely ones more often, as a shop would."""
        rows: list[tuple[Any, ...]] = []
        for visit in self.visits[first // SHOWN : (first + count) // SHOWN]:
            accept = self.truth.chances(visit).accept
            own = int(self.world.family[visit.item])
            weight = self.guess[own][self.world.family] * (self.world.price < 3 * self.world.price[visit.item])
            weight[visit.item] = 0.0
            for item in dice.choice(len(weight), SHOWN, replace=False, p=weight / weight.sum()).tolist():
                rows.append(self._row(visit, own, item, float(accept[item])))
        kind, where, chance, premium, price, total, owned, true, person, product = zip(*rows, strict=True)
        columns = {"chance": chance, "premium": premium, "price": price, "order_total": total, "purchases": owned}
        asked = propensity_features(list(kind), list(where), {**columns, "known": 1}, list(product))
        truth = np.clip(np.array(true), 1e-4, 0.95)
        return Answers(asked, truth, dice.random(len(truth)) < truth, np.array(person))

    def _row(self, visit: Encounter, own: int, item: int, accept: float) -> tuple[Any, ...]:
        price, chosen = float(self.world.price[item]), float(self.world.price[visit.item])
        upgrade = int(self.world.family[item]) == own
        extra = price - chosen if upgrade else price
        guess = float(self.guess[own, self.world.family[item]])
        kind, id_ = "upgrade" if upgrade else "complement", self.world.assortment.items[item].id
        return kind, visit.where, guess, extra / chosen, price, chosen, len(visit.owned), accept, visit.person, id_


def full_trees(found: Answers) -> Callable[[Asked], Any]:
    """Unconstrained trees on the same features: what the scorecard gives up, if anything."""
    kinds, placements = sorted(set(found.asked.kind)), sorted(set(found.asked.placement))

    def rows(asked: Asked) -> Any:
        named = [[kinds.index(one) for one in asked.kind], [placements.index(one) for one in asked.placement]]
        return np.column_stack([*named, asked.numbers.T]).astype(np.float32)

    trees = grow(rows(found.asked), found.yes, np.ones(len(found.yes)), Boosting(trees=150, leaves=8, least_rows=100))
    return lambda asked: expit(trees.total(rows(asked)))


def quickest(ask: Callable[[], object], times: int = 300) -> float:
    """Microseconds of the median call."""
    ask()
    took = []
    for _ in range(times):
        started = time.perf_counter()
        ask()
        took.append(time.perf_counter() - started)
    return float(np.median(took)) * 1e6


def cost(model: Propensity, found: Answers) -> str:
    """What a decision with CANDIDATES candidates pays, beside scikit-learn's own trees."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    some = found.asked.take(np.arange(CANDIDATES))
    kind, product = list(some.kind), list(some.product or ())
    many = {name: np.exp(some.of(name)).tolist() for name in ("price", "order_total", "customers", "baskets", "lift")}
    many |= {name: some.of(name).tolist() for name in ("chance", "premium", "base_chance")}
    one = {"known": 1, "month": 5, "purchases": 9, "recency_days": 30, "shown": 5, "declined": 1, "order_lines": 3}
    rows = np.nan_to_num(found.asked.numbers.T)
    theirs = HistGradientBoostingClassifier(max_iter=150, max_leaf_nodes=8).fit(rows[:3000], found.yes[:3000])
    seeing = quickest(lambda: propensity_features(kind, "cart", {**many, **one}, product))
    asking = quickest(lambda: model.predict(some))
    peer = quickest(lambda: theirs.predict_proba(rows[:CANDIDATES]), 30)
    return f"features {seeing:.0f} µs + chances {asking:.0f} µs; scikit-learn's trees alone {peer:.0f} µs"


def main() -> None:
    """Answers of three amounts, judged on visits of later numbers."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    visits = Visits()
    later = visits.answers(SIZES[-1], ASKED, np.random.default_rng(9))
    rows: list[dict[str, object]] = []
    for count in SIZES:
        found = visits.answers(0, count, np.random.default_rng(8))
        started = time.perf_counter()
        model = Propensity().fit(found.asked, found.yes, found.person)
        took = time.perf_counter() - started
        judged = calibration(model.predict(later.asked), prior_chance(later.asked), later.yes)
        other = log_loss(np.clip(full_trees(found)(later.asked), 1e-6, 1 - 1e-6), later.yes)
        least = log_loss(later.truth, later.yes)
        uses = "priors and answers" if model.scorecard_ is None else "scorecard"
        told = (
            f"log loss {judged.log_loss:.4f} (prior {judged.log_loss_prior:.4f}, the truth itself {least:.4f}, "
            f"unconstrained trees {other:.4f}); Brier {judged.brier:.4f} (prior {judged.brier_prior:.4f}); "
            f"ECE {judged.ece:.4f}; {uses}; learned in {took:.1f} s"
        )
        rows.append({"what": f"Chance of a yes, {count} answers", "measured": told, "wanted": "below the prior"})
    rows.append({"what": f"Asking for {CANDIDATES} candidates", "measured": cost(model, later), "wanted": "< 150 µs"})
    keep("propensity", rows)


if __name__ == "__main__":
    main()
