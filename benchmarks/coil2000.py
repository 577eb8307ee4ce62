"""CoIL Challenge 2000: who of an insurer's customers would take a caravan policy too?

Cross-validates on the training part beside a tuned LightGBM, then writes the chance of every customer of the
evaluation part, whose answers are not here, and marks the 800 of 4,000 the challenge asked for.

python -m benchmarks.coil2000 [--times 2] [--predictions var/coil2000_predictions.csv] [--only-predictions]
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from sklearn.metrics import roc_auc_score

from benchmarks.harness import ROOT, keep
from benchmarks.tabular_peers import compared, parts, spread, tuned_lightgbm
from worthmore.learn.tabular import Tabular

FOLDER = ROOT.parent / "shared" / "data" / "coil2000"
TARGET = "v86"
CHOSEN = 0.2  # 800 of 4,000
CAR, PURCHASING_POWER, SUBTYPE, FIRE, THIRD_PARTY = "v47", "v43", "v1", "v59", "v44"
CROSSES = [[CAR, PURCHASING_POWER], [CAR, FIRE], [CAR, SUBTYPE], [THIRD_PARTY, FIRE]]


def customers(table: pl.DataFrame) -> pl.DataFrame:
    """The columns as they came, and how many sorts of policies (44 to 64) and policies (65 to 85) somebody has."""
    sorts = pl.sum_horizontal([(pl.col(f"v{one}") > 0).cast(pl.Int16) for one in range(44, 65)])
    policies = pl.sum_horizontal([f"v{one}" for one in range(65, 86)])
    return table.with_columns(sorts=sorts, policies=policies)


def found_in_best(yes: Any, chance: Any) -> float:
    """The share of all yeses that the best fifth holds; ties by row."""
    best = np.argsort(-chance, kind="stable")[: round(len(yes) * CHOSEN)]
    return float(yes[best].sum() / yes.sum())


def cross_validate(table: pl.DataFrame, yes: Any, times: int) -> None:
    """Four parts, several times, ours and LightGBM on the same ones and the same columns."""
    numbers = table.to_numpy().astype(np.float64)
    auc: dict[str, list[float]] = {"ours": [], "LightGBM": []}
    found: dict[str, list[float]] = {"ours": [], "LightGBM": []}
    for repetition, rest, out in parts(yes, 4, times):
        model = Tabular(crosses=CROSSES).fit(table[rest.tolist()], yes[rest])
        other, chosen = tuned_lightgbm(numbers[rest], yes[rest], repetition)
        chances = {"ours": model.predict(table[out.tolist()]), "LightGBM": other.predict_proba(numbers[out])[:, 1]}
        for name, chance in chances.items():
            auc[name].append(float(roc_auc_score(yes[out], chance)))
            found[name].append(found_in_best(yes[out], chance))
        print(repetition, {name: (auc[name][-1], found[name][-1]) for name in auc}, chosen, flush=True)
    rows: list[dict[str, object]] = []
    for name in auc:
        told = f"AUC {spread(auc[name])}; best fifth holds {spread(found[name])} of the yeses"
        rows.append(
            {"what": f"CoIL 2000, {times} × 4 parts of the training part: {name}", "measured": told, "wanted": ""}
        )
    for what, figures in (("AUC", auc), ("yeses in the best fifth", found)):
        told = str(compared(figures["ours"], figures["LightGBM"], 0.25))
        rows.append({"what": f"… ours - LightGBM, {what}, paired", "measured": told, "wanted": "no worse"})
    keep("coil2000", rows)


def write_predictions(table: pl.DataFrame, yes: Any, path: Path) -> None:
    """Learn from the whole training part and write row, chance and whether it is among the best fifth."""
    asked = customers(pl.read_parquet(FOLDER / "eval_features.parquet"))
    chance = Tabular(crosses=CROSSES).fit(table, yes).predict(asked)
    chosen = np.zeros(len(chance), dtype=np.int8)
    chosen[np.argsort(-chance, kind="stable")[: round(len(chance) * CHOSEN)]] = 1
    path.parent.mkdir(parents=True, exist_ok=True)
    pl.DataFrame({"row": np.arange(len(chance)), "chance": chance, "chosen": chosen}).write_csv(path)
    print(
        f"{path}: {len(chance)} chances, {chosen.sum()} chosen, {chance[chosen == 1].sum():.0f} yeses expected in them"
    )


def main() -> None:
    """Everything, or only the predictions."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--times", type=int, default=2)
    arguments.add_argument("--predictions", type=Path, default=ROOT / "var" / "coil2000_predictions.csv")
    arguments.add_argument("--only-predictions", action="store_true")
    given = arguments.parse_args()
    if not FOLDER.exists():
        raise SystemExit(f"{FOLDER} is not there; the data is not part of this checkout")
    train = pl.read_parquet(FOLDER / "train.parquet")
    yes, table = (train[TARGET] == 1).to_numpy(), customers(train.drop(TARGET))
    write_predictions(table, yes, given.predictions)
    if not given.only_predictions:
        cross_validate(table, yes, given.times)


if __name__ == "__main__":
    main()
