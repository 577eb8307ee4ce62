"""One item of a basket is hidden, all others are ranked: Online Retail by time, Instacart by customers.

    python -m benchmarks.basket_completion
    python -m benchmarks.basket_completion --large

Every model learns and ranks in this one process, on the same cases; intervals are 95 % bootstraps over customers.
Settings of ours are chosen inside the training baskets. `implicit` is measured where it is installed (`pip install
implicit`); it is no part of Worthmore. `--large` times 10 million made-up lines over 50,000 products.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
import scipy.sparse as sp

from benchmarks.harness import ONLINE_RETAIL, keep
from worthmore.learn.basket_completion import BasketCompletion
from worthmore.learn.baskets import Baskets
from worthmore.learn.choose_completion import choose_completion
from worthmore.learn.completing import lines_of
from worthmore.learn.ease import Ease
from worthmore.learn.hidden_item import HiddenItems, hide_one, intervals_over_persons, places, places_in
from worthmore.learn.product_text import product_features
from worthmore.vocabulary.products import Product

DATA = ONLINE_RETAIL.parents[1]
Scored = Callable[[HiddenItems], Any]


@dataclass(frozen=True, eq=False)
class Task:
    """What may be learned from, what is asked, and the least that is wanted of ours."""

    name: str
    known: Baskets
    products: list[Product]
    cases: HiddenItems
    at: Any
    wanted: float


def online_retail(seed: int) -> Task:
    """Learned before August 2011, every later basket asked once; a basket is an invoice."""
    lines = (
        pl.read_csv(ONLINE_RETAIL, infer_schema_length=0)
        .with_columns(pl.col("InvoiceDate").str.to_datetime("%d/%m/%Y %H:%M").alias("at"))
        .filter(~pl.col("InvoiceNo").str.starts_with("C"), pl.col("Quantity").cast(pl.Int64) > 0)
        .filter(pl.col("StockCode").str.contains(r"^\d{5}"), pl.col("UnitPrice").cast(pl.Float64) > 0)
        .select(
            "at",
            order=pl.col("InvoiceNo").cast(pl.Int64),
            person=pl.col("CustomerID").cast(pl.Float64).cast(pl.Int64).fill_null(-1),
            code=pl.col("StockCode").str.to_uppercase(),
            name=pl.col("Description").fill_null(""),
        )
        .with_columns(pl.col("at").min().over("order"))
    )
    before = pl.col("at") < pl.datetime(2011, 8, 1)
    named = lines.filter(before).group_by("code").agg(pl.col("name").mode().sort().first()).sort("code")
    products = [Product(code, name, 0, "GBP") for code, name in named.iter_rows()]
    lines = lines.join(named.select("code").with_row_index("item"), on="code")
    moments = lines.filter(before).group_by("order").agg(pl.col("at").first()).sort("order")
    known, asked = (_baskets(lines.filter(part), len(products)) for part in (before, ~before))
    order = known.order[known.start[:-1]]
    at = moments["at"].to_numpy()[np.searchsorted(moments["order"].to_numpy(), order)]
    return _task("Online Retail", known, asked, products, at, (seed, 100_000), 0.36)


def instacart(seed: int) -> Task:
    """Learned from 700 customers, every basket of 300 others asked once. What these bought is not known."""
    folder = DATA / "instacart_1k"
    aisle = pl.read_csv(folder / "aisles.csv").with_columns(pl.col("aisle_id").cast(pl.Int64))
    department = pl.read_csv(folder / "departments.csv").with_columns(pl.col("department_id").cast(pl.Int64))
    described = (
        pl.read_parquet(folder / "products.parquet")
        .with_columns(pl.col("aisle_id", "department_id").cast(pl.Int64))
        .join(aisle, on="aisle_id", how="left")
        .join(department, on="department_id", how="left")
    )
    orders = pl.read_parquet(folder / "orders.parquet").select("order_id", "user_id")
    lines = pl.read_parquet(folder / "order_items.parquet").join(orders, on="order_id")
    lines = lines.rename({"order_id": "order", "user_id": "person"})
    users = np.sort(orders["user_id"].unique().to_numpy())
    asked = pl.col("person").is_in(np.random.default_rng(seed).choice(users, 300, replace=False).tolist())
    chosen = lines.filter(~asked).select("product_id").unique().sort("product_id").with_row_index("item")
    columns = ("product_id", "product_name", "department", "aisle")
    rows = chosen.join(described, on="product_id", how="left").sort("item").select(columns).iter_rows()
    products = [Product(str(key), name or "", 0, "USD", (place or "", shelf or "")) for key, name, place, shelf in rows]
    lines = lines.join(chosen, on="product_id")
    parts = (_baskets(lines.filter(part), len(products)) for part in (~asked, asked))
    return _task("Instacart", *parts, products, None, (seed, 100_000), 0.12)


def _baskets(lines: pl.DataFrame, items: int) -> Baskets:
    order, person, item = (lines[name].cast(pl.Int64).to_numpy() for name in ("order", "person", "item"))
    return Baskets(order, person, item.astype(np.int32), items)


def _task(
    name: str, known: Baskets, asked: Baskets, products: list[Product], at: Any, drawn: tuple[int, int], wanted: float
) -> Task:
    dice, most = np.random.default_rng(drawn[0]), drawn[1]
    everything = np.ones(asked.count, dtype=np.bool_), dice, most, np.ones(len(products), dtype=np.bool_)
    return Task(name, known, products, hide_one(asked, *everything), at, wanted)


def models(task: Task) -> dict[str, Callable[[], Scored]]:
    """Each learns when called, and then gives the places of the hidden items."""
    features = product_features(task.products)

    def ours(**settings: float) -> Callable[[], Scored]:
        return lambda: _placed(BasketCompletion(**settings).fit(task.known, features))  # type: ignore[arg-type]

    def without_text() -> Scored:
        return _placed(BasketCompletion().fit(task.known))

    def by_hold_out() -> Scored:
        chosen = choose_completion(task.known, np.random.default_rng(7), features, at=task.at)
        print("   chosen:", chosen.model.parameters(), "own hold-out:", chosen.hit_rate, chosen.refused_because)
        return _placed(chosen.model)

    found: dict[str, Callable[[], Scored]] = {
        "popularity": lambda: _by(np.asarray(lines_of(task.known).sum(axis=0))),
        "cosine": lambda: _cosine(task.known),
        **{
            f"EASE, ridge {ridge}": (lambda ridge=ridge: _placed(Ease(ridge=ridge).fit(task.known)))
            for ridge in ((50, 200) if len(task.products) < 5000 else (200,))
        },
        "ours, standard settings": ours(),
        "ours, no texts": without_text,
        "ours, no histories": ours(histories=0.0),
        "ours, every basket counts one": ours(size_power=0.0),
        "ours, settings by own hold-out": by_hold_out,
    }
    if importlib.util.find_spec("implicit"):
        found |= {f"implicit {name}": (lambda name=name: _implicit(name, task.known)) for name in ("cosine", "BM25")}
    return found


def _placed(model: Any) -> Scored:
    return lambda cases: places(model, cases)


def _by(share: Any) -> Scored:
    return lambda cases: places_in(np.tile(np.asarray(share, dtype=np.float32), (len(cases), 1)), cases)


def _times(table: Any, items: int) -> Scored:
    def found(cases: HiddenItems) -> Any:
        start = np.concatenate(([0], np.cumsum([len(held) for held in cases.held])))
        item = np.concatenate(cases.held)
        asked = sp.csr_matrix((np.ones(len(item), np.float32), item, start), shape=(len(cases), items))
        return places_in((asked @ table).toarray(), cases)

    return found


def _cosine(known: Baskets) -> Scored:
    lines = lines_of(known)
    together = sp.csr_matrix(lines.T @ lines)
    scale = sp.diags(1 / np.sqrt(np.maximum(together.diagonal(), 1)))
    together.setdiag(0)
    return _times(scale @ together @ scale, known.item_count)


def _implicit(name: str, known: Baskets) -> Scored:
    from implicit.nearest_neighbours import BM25Recommender, CosineRecommender  # type: ignore[import-not-found]

    model = {"cosine": CosineRecommender, "BM25": BM25Recommender}[name](K=400, num_threads=2)
    model.fit(lines_of(known), show_progress=False)
    table = sp.csr_matrix(model.similarity).astype(np.float32)
    table.setdiag(0)
    return _times(table, known.item_count)


def measure(tasks: list[Task]) -> list[dict[str, object]]:
    """All models on all draws of one task; hits are averaged over the draws, intervals drawn over customers of all."""
    hit: dict[str, list[Any]] = {}
    back: dict[str, list[Any]] = {}
    seconds: dict[str, float] = {}
    for task in tasks:
        for name, learn in models(task).items():
            started = time.perf_counter()
            placed = learn()
            seconds[name] = time.perf_counter() - started
            place = placed(task.cases)
            hit.setdefault(name, []).append(place < 10)
            back.setdefault(name, []).append(1 / (place + 1))
            print(f"{task.name}: {name}: HR@10 {np.mean(place < 10):.4f} ({seconds[name]:.1f} s)", flush=True)
    persons = _apart(tasks)
    return [_row(tasks[0], name, hit, back, persons, seconds[name]) for name in hit]


def _apart(tasks: list[Task]) -> Any:
    """One number a customer; guests and single baskets stay on their own in every draw."""
    persons = np.concatenate([task.cases.persons for task in tasks])
    guest = persons < 0
    persons[guest] = -1 - np.arange(guest.sum())
    return persons


def _row(
    task: Task, name: str, hit: dict[str, Any], back: dict[str, Any], persons: Any, seconds: float
) -> dict[str, object]:
    against = np.concatenate(hit[name]) * 1.0 - np.concatenate(hit["EASE, ridge 200"])
    columns = np.column_stack([np.concatenate(hit[name]), np.concatenate(back[name]), against])
    rate, rank, gain = intervals_over_persons(columns, persons, np.random.default_rng(0))
    beside = (
        ""
        if name == "EASE, ridge 200"
        else f"; against EASE, ridge 200: {gain.mean:+.3f} ({gain.low:+.3f} to {gain.high:+.3f})"
    )
    text = f"HR@10 {rate.mean:.3f} ({rate.low:.3f}–{rate.high:.3f}), MRR {rank.mean:.3f}{beside}; {seconds:.1f} s"
    wanted = f"≥ {task.wanted}" if name == "ours, settings by own hold-out" else ""
    return {"what": f"{task.name}, one hidden item a basket: {name}", "measured": text, "wanted": wanted}


def large(lines: int = 10_000_000, items: int = 50_000) -> list[dict[str, object]]:
    """The whole of `fit`; the counting alone stands beside its peers in `benchmarks.item_to_item`."""
    made = _made_up(lines, items)
    BasketCompletion().fit(_made_up(1000, 50))  # compile first
    started, worked = time.perf_counter(), time.process_time()
    BasketCompletion(histories=0.0, likeness=0.0).fit(made)
    text = f"{time.perf_counter() - started:.1f} s ({time.process_time() - worked:.1f} s of processors)"
    what = f"Basket completion, {len(made.item):,} lines, {made.count:,} baskets, {items:,} products: all of it"
    return [{"what": what, "measured": text, "wanted": ""}]


def _made_up(lines: int, items: int) -> Baskets:
    """Baskets of ten lines on average, products sold as unevenly as in shops (Zipf, exponent 0.8)."""
    dice = np.random.default_rng(0)
    share = np.arange(1, items + 1) ** -0.8
    item = dice.choice(items, lines, p=share / share.sum()).astype(np.int32)
    order = dice.integers(0, max(lines // 10, 1), lines)
    return Baskets(order, order // 5, item, items)


def main() -> None:
    """The comparison, or with `--large` the time it takes at size."""
    if "--large" in sys.argv:
        keep("basket_completion_large", large())
        return
    keep("basket_completion", measure([online_retail(0)]) + measure([instacart(0)]))


if __name__ == "__main__":
    main()
