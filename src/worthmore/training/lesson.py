"""What is learned of one source: every estimator fitted, saved, and counted up for people to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from worthmore.decide.margins import unit_margin
from worthmore.learn.acceptance import Acceptance
from worthmore.learn.also_bought import AlsoBought
from worthmore.learn.every_pair import CountEverything
from worthmore.learn.replenishment import Purchases, Replenishment
from worthmore.learn.returns import ReturnChance
from worthmore.learn.season import Season
from worthmore.learn.set_by_hand import SetByHand
from worthmore.learn.substitutes import Substitutes
from worthmore.learn.upgrades import Upgrades
from worthmore.training.answering import LEAST
from worthmore.training.complementing import Complementing, complementing
from worthmore.training.journey import journey_summary
from worthmore.training.opportunities import Opportunity, opportunities, sorts_of
from worthmore.training.people import People, people
from worthmore.training.published import write_ids
from worthmore.training.reading import Material
from worthmore.vocabulary.evidence import Basis
from worthmore.vocabulary.policy import Policy

Report = Callable[[str, float], None]


@dataclass(frozen=True, eq=False)
class Lesson:
    """Fitted estimators and what they learned from."""

    material: Material
    policy: Policy
    substitutes: Substitutes
    complements: Complementing
    also_bought: AlsoBought
    set_by_hand: SetByHand
    upgrades: Upgrades
    acceptance: Acceptance
    replenishment: Replenishment
    returns: ReturnChance
    people: People
    season: Season

    def save(self, folder: Path) -> None:
        """Write everything that `training.published` opens."""
        write_ids(folder / "products", [product.id for product in self.material.products])
        self.substitutes.save(folder / "substitutes")
        self.complements.table.save(folder / "complements")
        self.also_bought.save(folder / "also_bought")
        self.set_by_hand.save(folder / "set_by_hand")
        self.upgrades.save(folder / "upgrades")
        self.acceptance.save(folder / "acceptance")
        self.replenishment.save(folder / "replenishment")
        self.returns.save(folder / "returns")
        self.people.save(folder)
        self.season.save(folder / "season")
        if self.material.chance_of_yes is not None:
            self.material.chance_of_yes.save(folder / "propensity")

    def summary(self) -> dict[str, Any]:
        """Counts of what there was and of what was learned."""
        baskets, customers = self.material.baskets, self._customers_per_product()
        steps = self.upgrades.neighbours_
        return {
            "orders": baskets.count,
            "customers": baskets.buyer_count,
            "products": len(self.material.products),
            "products_with_complements": self.complements.table.items_with_any,
            "rules": self.complements.table.count(Basis.BASKETS),
            "rules_lent": self.complements.table.count(Basis.ALIKE),
            "substitutes": len(self.substitutes.neighbours_.records),
            "products_with_also_bought": self.also_bought.neighbours_.items_with_any,
            "also_bought": len(self.also_bought.neighbours_.records),
            "upgrades": {
                "attributes": steps.count(Basis.ATTRIBUTES),
                "swaps": steps.count(Basis.SWAPS),
                "hand": self.material.upgrades_by_hand,
            },
            "minimum_customers": self.policy.minimum_customers,
            "products_with_enough_customers": int(np.count_nonzero(customers >= self.policy.minimum_customers)),
            "products_never_bought": int(np.count_nonzero(np.bincount(baskets.item, minlength=len(customers)) == 0)),
            "refills": sum(self._is_refill(item) for item in range(len(self.material.products))),
            "answers": sum(shown for shown, _ in self.acceptance.kinds_.values()),
            "opportunities": [asdict(one) for one in self._opportunities()],
            "chance_of_yes": self._chance_of_yes(),
            "return_share": round(self.returns.shop_, 4),
            "journey": journey_summary(self.material, self.policy),
            **self.people.summary(),
            "season": {"days": self.season.days_, "known": self.season.known, "windows": self._windows()},
            "cost_unknown": sum(product.cost is None for product in self.material.products),
        }

    def _windows(self) -> int:
        """How many products sell best in certain weeks of the year."""
        return int(np.count_nonzero(self.season.windows_["length"]))

    def _chance_of_yes(self) -> dict[str, Any]:
        """What the chance of a yes rests on, and how true it was of answers it had not seen."""
        learned = self.material.chance_of_yes
        return {"uses": "sources and answers", "needed": LEAST} if learned is None else learned.summary()

    def _is_refill(self, item: int) -> bool:
        interval = self.replenishment.of(item)
        return interval is not None and interval.refill

    def _opportunities(self) -> list[Opportunity]:
        products = self.material.products
        margins = np.array([unit_margin(product, product.price, self.policy) for product in products])
        worth = np.where(self.material.offered, np.maximum(margins, 0.0), 0.0)
        prices = np.array([product.price for product in products], dtype=np.int64)
        ids, sorts = [product.id for product in products], sorts_of(products)
        return opportunities(ids, self.also_bought, worth, prices, sorts=sorts)

    def _customers_per_product(self) -> Any:
        baskets = self.material.baskets
        return np.bincount(baskets.lifetimes().item, minlength=baskets.item_count)


def learn(
    material: Material,
    policy: Policy,
    report: Report,
    before: Path | None = None,
    count: CountEverything | None = None,
) -> Lesson:
    """Fit every estimator; `report` hears what is being done and which share of it is behind us.

    `before` is the folder of this source in the version in use: what is learned and found wanting is taken from there.
    `count` counts pairs on another engine.
    """
    minimum_customers = policy.minimum_customers
    report("what goes with what", 0.0)
    substitutes = Substitutes(minimum_customers).fit(material.products, material.baskets, material.offered)
    complements = complementing(material, minimum_customers, substitutes.neighbours_, before, count)
    report("what customers also bought", 0.6)
    also_bought = AlsoBought(minimum_customers).fit(material.baskets, material.offered, count)
    also_bought.neighbours_ = also_bought.neighbours_.without(substitutes.neighbours_)
    set_by_hand = SetByHand().fit(material.baskets, material.beside_by_hand)
    report("better versions", 0.75)
    upgrades = Upgrades(minimum_customers).fit(
        material.products, material.kinds, material.baskets, material.offered, material.paid
    )
    acceptance = Acceptance().fit(material.answers)
    report("when things are due again", 0.9)
    replenishment = Replenishment().fit(material.purchases)
    returns = ReturnChance().fit(material.units.sold, material.units.returned, material.units.category)
    report("who customers are", 0.95)
    return Lesson(
        material,
        policy,
        substitutes,
        complements,
        also_bought,
        set_by_hand,
        upgrades,
        acceptance,
        replenishment,
        returns,
        people(material, minimum_customers),
        Season().fit(_seen_until_newest(material.purchases)),
    )


def _seen_until_newest(purchases: Purchases) -> Purchases:
    """As seen on the day of the newest order: a shop that has stood still had its seasons too."""
    past = purchases.day[purchases.day <= purchases.until]
    return replace(purchases, until=float(past.max())) if len(past) else purchases
