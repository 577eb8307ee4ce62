"""What a Propensity learned, in a folder: JSON for counts and the report, plain arrays for the tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.calibration import Calibration, ReliabilityRow
from worthmore.learn.estimator import SavedEstimatorError
from worthmore.learn.propensity_cells import Cells
from worthmore.learn.propensity_features import NUMBERS
from worthmore.learn.propensity_scorecard import Scorecard

FILE = "propensity.json"
TABLES = ("edges", "points", "placement_points", "start")
Learned = tuple[Cells, Scorecard | None, NDArray[np.float64], Calibration]


def write_learned(
    folder: Path, cells: Cells, card: Scorecard | None, mix: NDArray[np.float64], report: Calibration
) -> None:
    """Write everything to a folder; tables of an earlier save that no longer hold are removed."""
    content = {
        "kinds": list(cells.kinds),
        "shift": cells.shift.tolist(),
        "counts": [cells.shown.tolist(), cells.yes.tolist()],
        "products": [[*name, shift] for name, shift in sorted(cells.products.items())],
        "mix": mix.tolist(),
        "calibration": report.as_dict(),
        "scorecard": None,
    }
    if card is not None:
        names = {"kinds": list(card.kinds), "placements": list(card.placements)}
        content["scorecard"] = {**names, "features": list(NUMBERS)}
    for name in TABLES:
        path = folder / f"scorecard_{name}.npy"
        path.unlink(missing_ok=True)
        if card is not None:
            np.save(path, getattr(card, name), allow_pickle=False)
    (folder / FILE).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def read_learned(folder: Path) -> Learned:
    """Read back what `write_learned` wrote."""
    try:
        content = json.loads((folder / FILE).read_text(encoding="utf-8"))
        kinds = list(content["kinds"])
        counts = np.array(content["counts"], dtype=np.int64).reshape(2, len(kinds), 3)
        products = {(kind, product): float(shift) for kind, product, shift in content["products"]}
        cells = Cells(tuple(kinds), np.array(content["shift"], dtype=np.float64), counts[0], counts[1], products)
        mix = np.array(content["mix"], dtype=np.float64)
        if mix.shape != (3,):
            raise ValueError(f"a mix of {len(mix)} numbers, not 3")
        return cells, _card(folder, content["scorecard"]), mix, _report(content["calibration"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SavedEstimatorError(f"{folder} holds no readable propensity: {error}") from error


def _card(folder: Path, names: dict[str, Any] | None) -> Scorecard | None:
    if names is None:
        return None
    if names["features"] != list(NUMBERS):
        raise ValueError("its scorecard was taught other features than this version has; fit it again")
    tables = {name: np.load(folder / f"scorecard_{name}.npy", allow_pickle=False) for name in TABLES}
    return Scorecard(tuple(names["kinds"]), tuple(names["placements"]), **tables)


def _report(content: dict[str, Any]) -> Calibration:
    return Calibration(**{**content, "table": tuple(ReliabilityRow(**row) for row in content["table"])})
