"""What customers buy next: the published models, a peer's library and ours, side by side, on seven histories.

    python -m benchmarks.next_basket

Every model is taught and asked in this one process, on the same split and with the same order of ties. With the extra
`bench` installed, item-to-item by `implicit` (BM25) stands beside them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy import sparse

from benchmarks.harness import ROOT, keep
from worthmore.cli.evaluation_data import DataError, Task, load
from worthmore.learn.evaluation.compare import Measured, measure
from worthmore.learn.evaluation.intervals import difference
from worthmore.learn.evaluation.splits import Split
from worthmore.learn.next_basket import Hide, NextBasket, PersonalShare, Popular, TifuKnn, UpCf
from worthmore.learn.next_basket.vectors import baskets_ago, summed

DATA = ROOT.parent / "shared" / "data"
TOP = 20
SEED = 20261121


@dataclass(frozen=True)
class Wanted:
    """A data set and what it asks of us, in words."""

    data: str
    title: str
    tifu: tuple[Any, ...]
    wanted: str


TUNED = (300, 1.0, 0.9, 0.1, 17)
TASKS = (
    Wanted("tafeng", "Ta-Feng", TUNED, "R@10 ≥ .165, N@10 ≥ .135, repeat and explore above tuned TIFU-KNN"),
    Wanted("dnntsp_tafeng", "DNNTSP TaFeng", TUNED, "above .1752 / .1517 (cut) / .4789"),
    Wanted("dnntsp_dc", "DNNTSP DC", TUNED, "above .4738 / .3402 (cut) / .5635"),
    Wanted("dnntsp_tms", "DNNTSP TMS", TUNED, "above .5009 / .3950 (cut) / .7060"),
    Wanted("instacart", "Instacart, 1,000 users", (900, 0.9, 0.7, 0.9, 3), "R@10 ≥ .385"),
    Wanted("dunnhumby", "Dunnhumby, 79 days", (900, 0.9, 0.6, 0.2, 3), "R@10 ≥ .145"),
    Wanted("online_retail", "Online Retail, customer-days", TUNED, "R@10 ≥ .225"),
)

Lister = Callable[[Split], np.ndarray[Any, Any]]


def models(task: Wanted) -> dict[str, Lister]:
    """Everything to compare, by name."""
    made: dict[str, Lister] = {
        "best sellers": _taught(lambda split: Popular()),
        "best sellers of newest baskets": _taught(lambda split: Popular(recent=1)),
        "GP-TopFreq": _taught(lambda split: PersonalShare()),
        "UP-CF@r": _taught(lambda split: UpCf()),
        "TIFU-KNN": _taught(lambda split: TifuKnn(*task.tifu)),
        "ours": _taught(_ours),
    }
    if task.data == "tafeng":
        made["TIFU-KNN, paper's parameters"] = _taught(lambda split: TifuKnn(300, 0.9, 0.7, 0.7, 7))
    return made | _peers()


def _ours(split: Split) -> NextBasket:
    return NextBasket(hide=Hide.SOME if split.leaks else Hide.EVERYBODY)


def _taught(make: Callable[[Split], Any]) -> Lister:
    def lists(split: Split) -> np.ndarray[Any, Any]:
        found: np.ndarray[Any, Any] = make(split).fit(split.known).recommend(split.persons, TOP).item
        return found

    return lists


def _peers() -> dict[str, Lister]:
    try:
        from implicit.nearest_neighbours import BM25Recommender
    except ImportError:
        return {}

    def bm25(split: Split) -> np.ndarray[Any, Any]:
        rows = sparse.csr_matrix(summed(split.known, 0.9 ** baskets_ago(split.known).astype(float)))
        model = BM25Recommender(K=200, num_threads=2)
        model.fit(rows, show_progress=False)
        asked = split.known.places(split.persons)
        items, _ = model.recommend(asked, rows[asked], N=TOP, filter_already_liked_items=False)
        return _distinct(np.asarray(items))

    return {"implicit BM25": bm25}


def _distinct(items: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """implicit fills short lists up with repeats of an item: those places are empty."""
    earlier = np.array([[item in row[:place] for place, item in enumerate(row)] for row in items.tolist()])
    return np.where(earlier, -1, items)


def data(name: str) -> Task:
    """A data set; without it nothing can be measured."""
    try:
        return load(name, DATA)
    except DataError as error:
        raise SystemExit(str(error)) from error


def compare(task: Task, listers: dict[str, Lister]) -> list[Measured]:
    """Teach, ask and measure every model on the task's split."""
    (split,) = task.splits
    made = []
    for name, lister in listers.items():
        started = time.perf_counter()
        ranked = lister(split)
        seconds = time.perf_counter() - started
        made.append(replace(measure(name, ranked, split, (10, TOP), task.catalogue), seconds=seconds))
        print(task.name, name, f"{seconds:.1f} s", flush=True)
    return made


def row(title: str, one: Measured, wanted: str) -> dict[str, object]:
    """One line of the table: means, with the interval of recall."""
    said = one.intervals(np.random.default_rng(SEED), 500)
    recall = said["recall@10"]
    names = {"N": "ndcg_whole", "N-cut": "ndcg", "PHR": "phr", "repeat": "repeat", "explore": "explore"}
    parts = " ".join(f"{name} {said[f'{key}@10'].mean:.4f}" for name, key in names.items())
    text = f"R@10 {recall.mean:.4f} ({recall.low:.4f}–{recall.high:.4f}) {parts}; {one.seconds:.1f} s"
    return {"what": f"{title}: {one.model}", "measured": text, "wanted": wanted}


def main() -> None:
    """Compare on every data set."""
    rows: list[dict[str, object]] = []
    for wanted in TASKS:
        task = data(wanted.data)
        measured = compare(task, models(wanted))
        rows += [row(wanted.title, one, wanted.wanted if one.model == "ours" else "") for one in measured]
        rows.append(_gain(wanted.title, measured))
    keep("next_basket", rows)


def _gain(title: str, measured: list[Measured]) -> dict[str, object]:
    """Ours against TIFU-KNN, person by person."""
    by_name = {one.model: one for one in measured}
    parts = []
    for key in ("recall@10", "ndcg@10", "repeat@10", "explore@10"):
        gap = difference(
            by_name["ours"].columns[key], by_name["TIFU-KNN"].columns[key], np.random.default_rng(SEED), 500
        )
        parts.append(f"{key} {gap.mean:+.4f} ({gap.low:+.4f} to {gap.high:+.4f})")
    return {"what": f"{title}: ours - TIFU-KNN, paired", "measured": "; ".join(parts), "wanted": "above 0"}


if __name__ == "__main__":
    main()
