"""A day's orders taken into what is published, without learning everything again.

What is counted (what customers also bought; what goes with what, where that rests on counts; units returned) is then
exactly what counting everything would give. Answers are learned from anew. All else, which changes in months and not in
a day, stays as the last full training left it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from worthmore.learn.acceptance import Acceptance
from worthmore.learn.also_bought import AlsoBought
from worthmore.learn.baskets import GUEST, Baskets
from worthmore.learn.choose_complements import TOP, Way
from worthmore.learn.complements import Complements
from worthmore.learn.folding import NotFoldableError, Tally, fold, tally
from worthmore.learn.neighbours import NeighbourTable
from worthmore.learn.pairs import PairEstimator
from worthmore.learn.returns import ReturnChance
from worthmore.outcomes import queries as outcomes
from worthmore.shop import queries as shop
from worthmore.training.answering import chance_of_yes
from worthmore.training.complementing import finished
from worthmore.training.files import source_folder
from worthmore.training.lesson import Lesson
from worthmore.training.reading import listed_products, still_sold
from worthmore.training.returning import units
from worthmore.training.stopwatch import Stopwatch
from worthmore.training.versions import carry_over, in_use
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product

FOLDER, FILE = "folding", "base.json"
DAYS_A_MONTH = 28  # the shortest: nothing is folded into a history of which a part may have grown too old


@dataclass(frozen=True, eq=False)
class Base:
    """What a full training left for later days, in `folder`."""

    folder: Path
    marks: shop.Marks
    fingerprint: str
    full_at: datetime
    orders: int
    summary: dict[str, Any]


def prepare(lesson: Lesson, read: shop.Marks, at: datetime, folder: Path) -> None:
    """Leave beside what a full training learned all that later days need; `read` is how far orders were read."""
    policy, baskets = lesson.policy, lesson.material.baskets
    for name, model in _models(policy, lesson.complements.judgement.summary()).items():
        tally(model, baskets, _fewest(policy)).save(folder / FOLDER / name)
    kept = {
        "lines": read.lines,
        "orders": read.orders,
        "fingerprint": _fingerprint(lesson.material.products, lesson.material.offered.tolist(), policy),
        "full_at": at.isoformat(),
        "baskets": baskets.count,
        "sold": lesson.material.units.sold.tolist(),
        "returned": lesson.material.units.returned.tolist(),
    }
    (folder / FOLDER / FILE).write_text(json.dumps(kept), encoding="utf-8")


def fold_in(
    source: str, home: Path, version: Path, at: datetime, full_after: timedelta, watch: Stopwatch
) -> dict[str, Any]:
    """Take what came in since the last full training into a new version; its summary.

    Raises NotFoldableError, and leaves nothing behind, where a full training is due.
    """
    policy = shop.policy()
    watch("what came in", 0.0)
    base = _base(source, home)
    products = listed_products(shop.catalogue(source))
    offered = np.array([still_sold(product, at.date()) for product in products], dtype=np.bool_)
    _check(source, base, at, full_after, policy)
    if base.fingerprint != _fingerprint(products, offered.tolist(), policy):
        raise NotFoldableError("the assortment or a setting has changed")
    lines = _listed(shop.changed_lines(source, base.marks), products)
    old, new = (
        _baskets(shop.kept_lines(part), len(products))
        for part in (lines.filter(pl.col("line") <= base.marks.last_line), lines)
    )
    watch("folding counts in", 0.3)
    models, customers = _models(policy, base.summary["complements"]), 0
    for name, model in models.items():
        base_counts = Tally.load(base.folder / FOLDER / name)
        was, now = tally(model, old, 0), tally(model, new, 0)
        found = fold(base_counts, was, now, _fewest(policy), policy.minimum_customers)
        model.fit_counted(found.counted, found.orders_each, offered)
        customers, few = found.buyers, found.counted.item_customers < policy.minimum_customers
    watch("writing", 0.7)
    carry_over(source, home, version)
    folder = source_folder(version, source)
    instead = NeighbourTable.load(folder / "substitutes")
    tables = {"also_bought": models["also_bought"].neighbours_.without(instead)}
    if "complements" in models:
        tables["complements"] = finished(models["complements"].neighbours_, products, instead, few, offered)
    for name, table in tables.items():
        models[name].neighbours_ = table
        _replace(folder / name, table if name == "complements" else models[name])
    returns = _answers_and_returns(source, folder, products, lines, base)
    summary = {
        **base.summary,
        "orders": base.orders - old.count + new.count,
        "customers": customers,
        "also_bought": len(tables["also_bought"].records),
        "products_with_also_bought": tables["also_bought"].items_with_any,
        "return_share": round(returns.shop_, 4),
        "folded": {"full_at": base.full_at.isoformat(), "orders": new.count - old.count},
        "trained_at": at.isoformat(),
    }
    watch("done", 1.0)
    return {**summary, "seconds": watch.seconds, "steps": watch.steps}


def _base(source: str, home: Path) -> Base:
    """What the version in use has to fold into."""
    found = in_use(source, home)
    if found is None or found.folder is None or not (found.folder / FOLDER / FILE).exists():
        raise NotFoldableError("nothing was prepared to fold orders into")
    kept = json.loads((found.folder / FOLDER / FILE).read_text(encoding="utf-8"))
    marks = shop.Marks(tuple(kept["lines"]), tuple(kept["orders"]))
    full_at = datetime.fromisoformat(kept["full_at"])
    return Base(found.folder, marks, kept["fingerprint"], full_at, kept["baskets"], found.summary)


def _check(source: str, base: Base, at: datetime, full_after: timedelta, policy: Policy) -> None:
    """Raise where the base is too old, or is no longer what the shop says it was."""
    if at - base.full_at >= full_after:
        raise NotFoldableError(f"the last full training was on {base.full_at:%Y-%m-%d}")
    if shop.marks(source, base.marks) != base.marks:
        raise NotFoldableError("orders that had been read were changed or removed")
    first, last = shop.marks(source).seconds
    if policy.model_months and last - first > policy.model_months * DAYS_A_MONTH * 86_400:
        raise NotFoldableError("orders grow too old to be learned from (setting model_months)")


def _models(policy: Policy, complements: dict[str, Any]) -> dict[str, PairEstimator]:
    """What is counted; what goes with what only where it rests on counts and was found good."""
    found: dict[str, PairEstimator] = {"also_bought": AlsoBought(policy.minimum_customers)}
    if complements["way"] == Way.LIFT and "kept_from" not in complements and complements["verdict"] != "worse":
        found["complements"] = Complements(policy.minimum_customers, TOP)
    return found


def _fewest(policy: Policy) -> int:
    """Pairs of fewer customers are not kept: they would be most of all pairs, and are far from being enough."""
    return policy.minimum_customers // 2


def _fingerprint(products: Sequence[Product], offered: Sequence[bool], policy: Policy) -> str:
    """Of everything but orders that lists are made from."""
    assortment = [(one.id, one.name, one.category, one.brand, one.names) for one in products]
    told = json.dumps([assortment, offered, policy.minimum_customers, policy.model_months], default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def _listed(lines: pl.DataFrame, products: Sequence[Product]) -> pl.DataFrame:
    ids = [product.id for product in products]
    known = pl.DataFrame({"product_id": ids, "item": range(len(ids))}, {"product_id": pl.String, "item": pl.Int32})
    return lines.join(known, on="product_id")


def _baskets(lines: pl.DataFrame, item_count: int) -> Baskets:
    person = lines["person"].fill_null(GUEST)
    return Baskets(lines["order"].to_numpy(), person.to_numpy(), lines["item"].to_numpy(), item_count)


def _answers_and_returns(
    source: str, folder: Path, products: Sequence[Product], lines: pl.DataFrame, base: Base
) -> ReturnChance:
    answers = [(one.kind, one.product_id, one.shown, one.accepted) for one in outcomes.acceptance_counts(source)]
    _replace(folder / "acceptance", Acceptance().fit(answers))
    chance = chance_of_yes(source)
    if chance is not None:
        _replace(folder / "propensity", chance)
    kept = json.loads((base.folder / FOLDER / FILE).read_text(encoding="utf-8"))
    counted = np.array([kept["sold"], kept["returned"]], dtype=np.int64)
    new = lines.filter(pl.col("line") > base.marks.last_line)
    item, quantity = new["item"].to_numpy(), new["quantity"].to_numpy()
    np.add.at(counted[0], item, np.maximum(quantity, 0))
    np.add.at(counted[1], item, np.maximum(-quantity, 0))
    returns = ReturnChance().fit(counted[0], counted[1], units({}, products).category)
    _replace(folder / "returns", returns)
    return returns


def _replace(folder: Path, learned: Any) -> None:
    """Files are shared with the version before: they are never written to, but left out and made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    learned.save(folder)
