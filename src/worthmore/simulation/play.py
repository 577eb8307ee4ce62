"""Lets policies compete in a world whose truth is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from worthmore.offering.engine import Engine
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.simulation.encounters import Encounter
from worthmore.simulation.purchases import Purchases
from worthmore.simulation.truth import Chances, Truth
from worthmore.simulation.world import Floats, World
from worthmore.vocabulary.situation import Placement

# Which products to offer in an encounter, best first. Policies that throw dice use the generator.
Policy = Callable[[Encounter, np.random.Generator], Sequence[str]]

SHOWN = 3
ATTENTION = (1.0, 0.7, 0.5)  # how well the first, second and third offer are seen
SAME_NEED = 0.3  # what a second offer for the same need still adds


@dataclass(frozen=True, slots=True)
class Result:
    """What a policy earns: minor units of margin added per encounter, and how sure that is (one standard error).

    `offers` are shown per encounter, of which `accepted` are taken.
    """

    margin: float
    standard_error: float
    offers: float
    accepted: float
    encounters: int


def play(policy: Policy, truth: Truth, encounters: Sequence[Encounter], rng: np.random.Generator) -> Result:
    """The true expected margin of a policy over these encounters; nothing is sampled but the policy's own dice."""
    if len(encounters) < 2:
        raise ValueError(f"{len(encounters)} encounters say nothing; give at least two")
    number = {item.id: place for place, item in enumerate(truth.world.assortment.items)}
    rows = []
    for encounter in encounters:
        offered = [number[id] for id in policy(encounter, rng) if id in number][:SHOWN]
        rows.append(_earned(truth.world, truth.chances(encounter), offered))
    earned: Floats = np.array(rows)
    margin, offers, accepted = earned.mean(axis=0).tolist()
    error = float(earned[:, 0].std(ddof=1) / np.sqrt(len(rows)))
    return Result(margin, error, offers, accepted, len(rows))


def random_policy(world: World) -> Policy:
    """Any products but the one being bought."""
    ids = [item.id for item in world.assortment.items]

    def choose(encounter: Encounter, rng: np.random.Generator) -> Sequence[str]:
        drawn = rng.choice(len(ids), SHOWN + 1, replace=False)
        return [ids[item] for item in drawn if item != encounter.item][:SHOWN]

    return choose


def best_seller_policy(world: World, bought: Purchases) -> Policy:
    """What sold most often, to everybody, but the product being bought."""
    sold = np.bincount(bought.item, minlength=len(world.family))
    ids = [world.assortment.items[item].id for item in np.argsort(-sold, kind="stable")[: SHOWN + 1]]

    def choose(encounter: Encounter, rng: np.random.Generator) -> Sequence[str]:
        return [id for id in ids if id != encounter.product_id][:SHOWN]

    return choose


def oracle_policy(truth: Truth) -> Policy:
    """What adds most, by the truth: the upper bound no engine can pass."""

    def choose(encounter: Encounter, rng: np.random.Generator) -> Sequence[str]:
        gain = truth.chances(encounter).gain
        chosen: dict[int, int] = {}
        for item in np.argsort(-gain, kind="stable").tolist():
            if gain[item] <= 0 or len(chosen) == SHOWN:
                break
            chosen.setdefault(int(truth.world.family[item]), item)
        return [truth.world.assortment.items[item].id for item in chosen.values()]

    return choose


def asking(offers: Callable[[Encounter], Sequence[str]]) -> Policy:
    """Any callable that names products, as a policy."""

    def choose(encounter: Encounter, rng: np.random.Generator) -> Sequence[str]:
        return offers(encounter)

    return choose


def engine_policy(engine: Engine, source: str, placements: Mapping[str, Placement], at: datetime) -> Policy:
    """The engine itself, asked as a shop would; `placements` by the names in `Encounter.where`.

    Customers of the control group get no offers here either: set the policy's `control_share` to 0 to judge the
    engine alone.
    """

    def offers(encounter: Encounter) -> Sequence[str]:
        in_cart = encounter.where == "cart"
        request = OfferRequest(
            placement=placements[encounter.where],
            language="en",
            customer=encounter.customer_id,
            cart=(RequestedLine(encounter.product_id),) if in_cart else (),
            product=None if in_cart else encounter.product_id,
        )
        decision = engine.preview(source, request, at).decision
        return [offer.candidate.product.id for offer in decision.offers]

    return asking(offers)


def _earned(world: World, chances: Chances, offered: Sequence[int]) -> tuple[float, float, float]:
    """Margin added, offers shown and offers taken in one encounter."""
    margin = accepted = 0.0
    families: set[int] = set()
    for item, attention in zip(offered, ATTENTION, strict=False):
        family = int(world.family[item])
        seen = attention * (SAME_NEED if family in families else 1.0)
        families.add(family)
        margin += seen * float(chances.gain[item])
        accepted += seen * float(chances.accept[item])
    return margin, float(len(offered)), accepted
