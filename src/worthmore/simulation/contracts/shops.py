"""The three shops by name, their files, and who in them is told of beforehand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl

from worthmore.shop import operations
from worthmore.shop.columns import SATISFACTION
from worthmore.simulation.contracts import insurer, software, telephone
from worthmore.simulation.contracts.making import Files, Somebody
from worthmore.simulation.grouping import save_in_group

SEED = 5


@dataclass(frozen=True, slots=True)
class ContractShop:
    """One shop: its name, which is its source, its people to look around as, and its files on a day."""

    name: str
    people: tuple[Somebody, ...]
    make: Callable[[date, np.random.Generator], Files]


SHOPS = (
    ContractShop(telephone.NAME, telephone.PEOPLE, telephone.files),
    ContractShop(software.NAME, software.PEOPLE, software.files),
    ContractShop(insurer.NAME, insurer.PEOPLE, insurer.files),
)


def files(shop: ContractShop, today: date) -> Files:
    """The files of a shop on a day: the same for the same day."""
    return shop.make(today, np.random.default_rng(SEED))


def introduce(shop: ContractShop, at: datetime) -> None:
    """Save the people to look around as, none of them in the control group, and how satisfied some of them are."""
    operations.ensure_source(shop.name, at)
    for one in shop.people:
        row = pl.DataFrame([{"external_id": one.id, "name": one.name, "country": "BE"}])
        save_in_group(shop.name, row, False, at)
    if shop.name == software.NAME:
        operations.save_satisfaction(shop.name, _satisfaction(at), at)


def _satisfaction(at: datetime) -> pl.DataFrame:
    said = {**dict.fromkeys(software.DISSATISFIED, 0.0), **dict.fromkeys(software.SATISFIED, 0.95)}
    rows = [(f"said-{who}", who, score, "review", at - timedelta(days=2), "") for who, score in said.items()]
    return pl.DataFrame(rows, schema=SATISFACTION.schema, orient="row")
