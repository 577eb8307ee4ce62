"""EASE at 10,000 products: in place, single precision, against `numpy.linalg.inv`; seconds and memory.

    python -m benchmarks.ease

Each runs in a process of its own, one after the other, so that the peak is its own; what the baskets themselves and the
libraries take is measured too and taken off. Twenty lines a basket, 60,000 baskets, made up.
"""

from __future__ import annotations

import os
import resource
import sys
import time

import numpy as np
import scipy.sparse as sp

from benchmarks.harness import keep, run
from worthmore.learn.ease import ease_weights

ITEMS, BASKETS, LINES = 10_000, 60_000, 20
RIDGE = 100.0


def baskets() -> sp.csr_matrix:
    """Baskets × items, products sold unevenly."""
    share = np.arange(1, ITEMS + 1) ** -0.7
    item = np.random.default_rng(0).choice(ITEMS, BASKETS * LINES, p=share / share.sum())
    row = np.repeat(np.arange(BASKETS), LINES)
    lines = sp.csr_matrix((np.ones(len(item), dtype=np.float32), (row, item)), shape=(BASKETS, ITEMS))
    lines.data[:] = 1
    return lines


def plainly(lines: sp.csr_matrix) -> np.ndarray:
    """The published few lines (Steck 2019), in double precision."""
    table = (lines.T @ lines).toarray().astype(np.float64)
    table[np.diag_indices(ITEMS)] += RIDGE
    inverse = np.linalg.inv(table)
    weights: np.ndarray = inverse / (-np.diag(inverse))
    weights[np.diag_indices(ITEMS)] = 0
    return weights


def alone(which: str) -> None:
    """One of the two, in this process: prints seconds, those of processors, MiB above before, some weights."""
    lines = baskets()
    ease_weights(lines[:100, :50], RIDGE)  # compile first
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, worked = time.perf_counter(), time.process_time()
    weights = ease_weights(lines, RIDGE) if which == "ours" else plainly(lines)
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    mebibytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(seconds, worked, mebibytes, *weights[:40, 40:90].ravel().tolist())


def _said(found: np.ndarray) -> str:
    return f"{found[0]:.1f} s ({found[1]:.1f} s of processors), {found[2]:.0f} MiB"


def main() -> None:
    """Both, and how far they differ."""
    if len(sys.argv) > 1:
        alone(sys.argv[1])
        return
    found = {
        which: np.array(
            run([sys.executable, "-m", "benchmarks.ease", which], dict(os.environ)).output.split(), dtype=float
        )
        for which in ("numpy", "ours")
    }
    ours, theirs = found["ours"], found["numpy"]
    apart = np.abs(ours[3:] - theirs[3:]).max()
    what = f"EASE, {ITEMS:,} products, {BASKETS * LINES:,} lines"
    keep(
        "ease",
        [
            {"what": f"{what}: numpy.linalg.inv", "measured": _said(theirs), "wanted": ""},
            {
                "what": f"{what}: ours",
                "measured": f"{_said(ours)}: {theirs[0] / ours[0]:.1f} × as fast ({theirs[1] / ours[1]:.1f} × by "
                f"processors) in {ours[2] / theirs[2]:.2f} × the memory; weights differ by at most {apart:.1e}",
                "wanted": "2 × as fast, half the memory",
            },
        ],
    )


if __name__ == "__main__":
    main()
