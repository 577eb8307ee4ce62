"""KDD Cup 2009, up-selling, reduced and balanced: AUC in 5 × 2 cross-validation, beside a tuned LightGBM.

python -m benchmarks.kdd09_upselling [--times 5]
"""

from __future__ import annotations

import argparse

import numpy as np
import polars as pl
from sklearn.metrics import roc_auc_score

from benchmarks.harness import ROOT, keep
from benchmarks.tabular_peers import compared, parts, spread, tuned_lightgbm
from worthmore.learn.tabular import Tabular

FILE = ROOT.parent / "shared" / "data" / "kdd09_upselling" / "kddcup09_upselling_tabbench.parquet"
TARGET = "f45"


def main() -> None:
    """Ours and LightGBM on the same halves; LightGBM is tuned within each half it learns from, ours tunes itself."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--times", type=int, default=5)
    times = arguments.parse_args().times
    if not FILE.exists():
        raise SystemExit(f"{FILE} is not there; the data is not part of this checkout")
    table = pl.read_parquet(FILE)
    yes = (table[TARGET] == 1).to_numpy()
    table = table.drop(TARGET)
    numbers = table.with_columns(pl.col(pl.String).cast(pl.Categorical).to_physical()).to_numpy().astype(np.float64)
    ours: list[float] = []
    peer: list[float] = []
    errors: list[float] = []
    for repetition, rest, out in parts(yes, 2, times):
        model = Tabular().fit(table[rest.tolist()], yes[rest])
        chance = model.predict(table[out.tolist()])
        other, chosen = tuned_lightgbm(numbers[rest], yes[rest], repetition)
        ours.append(float(roc_auc_score(yes[out], chance)))
        peer.append(float(roc_auc_score(yes[out], other.predict_proba(numbers[out])[:, 1])))
        errors.append(abs(float(chance.mean() - yes[out].mean())))
        print(f"{repetition}: ours {ours[-1]:.4f}, LightGBM {peer[-1]:.4f} {chosen}", flush=True)
    rows: list[dict[str, object]] = [
        {
            "what": f"KDD Cup 2009 up-selling, {times} × 2: ours",
            "measured": f"AUC {spread(ours)}",
            "wanted": "about .90",
        },
        {"what": "… LightGBM, tuned within each half", "measured": f"AUC {spread(peer)}", "wanted": ""},
        {"what": "… ours - LightGBM, paired", "measured": str(compared(ours, peer, 0.5)), "wanted": "above 0"},
        {"what": "… mean chance against share of yeses", "measured": f"off by {np.mean(errors):.3f}", "wanted": ""},
    ]
    keep("kdd09_upselling", rows)


if __name__ == "__main__":
    main()
