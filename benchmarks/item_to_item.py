"""The hundred nearest of 50,000 products by 10 million order lines: ours against implicit's and scipy's compiled code.

    python -m benchmarks.item_to_item

Plain cosine, so that all find the same. Each runs in a process of its own, in turn, `TURNS` times: what else the
machine does hits all alike. Memory is the peak above what libraries and baskets take. scipy only counts the pairs;
finding the nearest would come on top. implicit is measured where it is installed; it is no part of Worthmore.
"""

from __future__ import annotations

import importlib.util
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp

from benchmarks.harness import keep, run
from worthmore.learn.near import nearest

ITEMS, LINES, NEAREST = 50_000, 10_000_000, 100
TURNS = 3
SHARES = (8, 4, 2, 1)  # of the baskets: four sizes


def made_up() -> sp.csr_matrix:
    """Baskets of ten lines on average × products sold as unevenly as in shops (Zipf, exponent 0.8)."""
    dice = np.random.default_rng(0)
    share = np.arange(1, ITEMS + 1) ** -0.8
    item = dice.choice(ITEMS, LINES, p=share / share.sum())
    key = np.unique(dice.integers(0, LINES // 10, LINES) * ITEMS + item)
    start = np.searchsorted(key // ITEMS, np.arange(LINES // 10 + 1))
    return _table(start, (key % ITEMS).astype(np.int32))


def _table(start: Any, item: Any) -> sp.csr_matrix:
    return sp.csr_matrix((np.ones(len(item), dtype=np.float32), item, start), shape=(len(start) - 1, ITEMS))


def ours(lines: sp.csr_matrix) -> tuple[Any, Any]:
    """The nearest and their cosines, items × NEAREST."""
    none = sp.csr_matrix((ITEMS, 0), dtype=np.float32)
    near = nearest(lines, np.ones(lines.shape[0]), none, 0.0, NEAREST)
    scale = 1 / np.sqrt(np.maximum(near.alone, 1))
    return near.other, near.together * scale[:, None] * scale[near.other]


def implicit(lines: sp.csr_matrix) -> tuple[Any, Any]:
    """The same by implicit; every item is the first of its own nearest there."""
    from implicit.nearest_neighbours import CosineRecommender

    model = CosineRecommender(K=NEAREST + 1, num_threads=2)
    model.fit(lines, show_progress=False)
    table = sp.csr_matrix(model.similarity)
    table.setdiag(0)
    found = np.full((ITEMS, NEAREST), -1), np.zeros((ITEMS, NEAREST))
    for item in range(ITEMS):
        row = slice(table.indptr[item], table.indptr[item + 1])
        order = np.lexsort((table.indices[row], -table.data[row]))[:NEAREST]
        found[0][item, : len(order)] = table.indices[row][order]
        found[1][item, : len(order)] = table.data[row][order]
    return found


def _work(which: str, lines: sp.csr_matrix) -> Any:
    if which == "scipy":
        return lines.T @ lines
    if which == "ours":
        return nearest(lines, np.ones(lines.shape[0]), sp.csr_matrix((ITEMS, 0)), 0.0, NEAREST)
    from implicit.nearest_neighbours import CosineRecommender

    return CosineRecommender(K=NEAREST + 1, num_threads=2).fit(lines, show_progress=False)


def _child(which: str, folder: str, share: str) -> None:
    if which == "make":
        lines = made_up()
        np.save(Path(folder) / "start.npy", lines.indptr)
        np.save(Path(folder) / "item.npy", lines.indices)
        print(0, 0, 0)
        return
    alone(which, _read(folder, int(share)))


def _read(folder: str, share: int) -> sp.csr_matrix:
    start = np.load(Path(folder) / "start.npy")
    start = start[: (len(start) - 1) // share + 1]
    return _table(start, np.array(np.load(Path(folder) / "item.npy", mmap_mode="r")[: start[-1]]))


def alone(which: str, lines: sp.csr_matrix) -> None:
    """One of them in this process: prints seconds, those of processors, MiB above before."""
    _work(which, lines[:100])  # compile and import first
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, worked = time.perf_counter(), time.process_time()
    kept = _work(which, lines)
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    print(seconds, worked, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
    del kept  # until here: what was found belongs to the peak


def _turn(which: str, folder: str, share: int = 1) -> list[float]:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    output = run([sys.executable, "-m", "benchmarks.item_to_item", which, folder, str(share)], environment).output
    return [float(number) for number in output.splitlines()[-1].split()]


def main() -> None:
    """All of them in turn; then ours at four sizes. This process stays small: a child's peak starts at its parent's."""
    if len(sys.argv) > 1:
        _child(*sys.argv[1:])
        return
    peers = [*(["implicit"] if importlib.util.find_spec("implicit") else []), "scipy"]
    with tempfile.TemporaryDirectory(prefix="worthmore-benchmark-") as folder:
        _turn("make", folder)
        turns = _in_turn(["ours", *peers], folder)
        sizes = [(share, _turn("ours", folder, share)) for share in SHARES]
        lines = _read(folder, 1)
    keep("item_to_item", [*_rows(turns, lines), _by_size(lines.nnz, sizes)])


def _in_turn(names: list[str], folder: str) -> dict[str, Any]:
    found: dict[str, list[list[float]]] = {which: [] for which in names}
    for _ in range(TURNS):
        for which in names:
            found[which].append(_turn(which, folder))
            print(which, found[which][-1], flush=True)
    return {which: np.array(rows) for which, rows in found.items()}


def _rows(turns: dict[str, Any], lines: sp.csr_matrix) -> list[dict[str, object]]:
    what = f"Item to item, {lines.nnz:,} lines × {ITEMS:,} products, the {NEAREST} nearest"
    rows: list[dict[str, object]] = []
    for which, found in turns.items():
        seconds, worked, memory = np.median(found, axis=0)
        said = f"{seconds:.1f} s ({worked:.1f} s of processors), {memory:.0f} MiB; median of {len(found)} turns"
        wanted = ""
        if which != "ours":
            ratio = turns["ours"] / found
            said += (
                f"; ours ÷ {which}, turn by turn: {np.median(ratio[:, 0]):.2f} × the time "
                f"({ratio[:, 0].min():.2f} to {ratio[:, 0].max():.2f}), {np.median(ratio[:, 1]):.2f} × by processors, "
                f"{np.median(ratio[:, 2]):.2f} × the memory"
            )
            wanted = "≤ 1.2 × the time, ≤ 0.5 × the memory"
        rows.append({"what": f"{what}: {NAMES[which]}", "measured": said, "wanted": wanted})
    return [*rows, *_agreement(what, turns, lines)]


NAMES = {"ours": "ours", "implicit": "implicit's cosine", "scipy": "scipy, counting alone"}


def _agreement(what: str, turns: dict[str, Any], lines: sp.csr_matrix) -> list[dict[str, object]]:
    if "implicit" not in turns:
        return []
    (one, mine), (other, theirs) = ours(lines), implicit(lines)
    same = np.mean([len(np.intersect1d(*pair)) for pair in zip(one, other, strict=True)]) / NEAREST
    text = f"{same:.2%} of the neighbours, cosines place by place apart by at most {np.abs(mine - theirs).max():.1e}"
    return [{"what": f"{what}: the same found by both", "measured": text, "wanted": "all but ties"}]


def _by_size(lines: int, sizes: list[tuple[int, list[float]]]) -> dict[str, object]:
    parts = [
        f"{lines / share / 1e6:.2f} million: {found[0]:.1f} s ({found[1]:.1f} s of processors), {found[2]:.0f} MiB"
        for share, found in sizes
    ]
    return {"what": "Item to item, ours, by order lines", "measured": "; ".join(parts), "wanted": ""}


if __name__ == "__main__":
    main()
