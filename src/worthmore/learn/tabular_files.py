"""What a Tabular learned, in a folder: JSON for columns and levels, plain arrays for trees and weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.calibration import Calibration, ReliabilityRow
from worthmore.learn.estimator import SavedEstimatorError
from worthmore.learn.next_basket.trees import Trees
from worthmore.learn.tabular_columns import Levels
from worthmore.learn.tabular_members import Members
from worthmore.learn.tabular_reading import Reading

FILE = "tabular.json"
TREES = ("adding_up", "together")
NODES = ("root", "feature", "threshold", "left", "right", "missing_left", "value")
Learned = tuple[dict[str, Any], Members | None, NDArray[np.float64], Calibration]


def write_learned(
    folder: Path, columns: dict[str, Any], members: Members | None, mix: NDArray[np.float64], report: Calibration
) -> None:
    """Write everything to a folder; arrays of an earlier save are removed."""
    for old in [*(f"{one}_{node}.npy" for one in TREES for node in NODES), "linear.npy"]:
        (folder / old).unlink(missing_ok=True)
    usual = {name: None if value != value else value for name, value in columns.items()}
    content = {"columns": usual, "mix": mix.tolist(), "calibration": report.as_dict(), "members": None}
    if members is not None:
        content["members"] = _described(members)
        np.save(folder / "linear.npy", members.linear, allow_pickle=False)
        for one in TREES:
            for node in NODES:
                np.save(folder / f"{one}_{node}.npy", getattr(getattr(members, one), node), allow_pickle=False)
    (folder / FILE).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def read_learned(folder: Path) -> Learned:
    """Read back what `write_learned` wrote."""
    try:
        content = json.loads((folder / FILE).read_text(encoding="utf-8"))
        columns = {name: float("nan") if value is None else value for name, value in content["columns"].items()}
        members = None if content["members"] is None else _members(folder, content["members"])
        report = content["calibration"]
        table = tuple(ReliabilityRow(**row) for row in report["table"])
        mix = np.array(content["mix"], dtype=np.float64)
        return columns, members, mix, Calibration(**{**report, "table": table})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SavedEstimatorError(f"{folder} holds no readable table model: {error}") from error


def _described(members: Members) -> dict[str, Any]:
    reading = members.reading
    levels = {name: [one.values.tolist(), one.rows.tolist(), one.yes.tolist()] for name, one in reading.levels.items()}
    return {
        "numbers": list(reading.numbers),
        "levels": levels,
        "named": [name for name, one in reading.levels.items() if one.values.dtype.kind != "f"],
        "crosses": [list(one) for one in reading.crosses],
        "edges": {name: one.tolist() for name, one in reading.edges.items()},
        "average": reading.average,
        "bases": [getattr(members, one).base for one in TREES],
    }


def _members(folder: Path, content: dict[str, Any]) -> Members:
    named = set(content["named"])
    levels = {
        name: Levels(np.array(values, dtype=np.str_ if name in named else np.float64), np.array(rows), np.array(yes))
        for name, (values, rows, yes) in content["levels"].items()
    }
    edges = {name: np.array(one, dtype=np.float64) for name, one in content["edges"].items()}
    crosses = tuple(tuple(one) for one in content["crosses"])
    reading = Reading(tuple(content["numbers"]), levels, crosses, edges, float(content["average"]))
    one, other = (_trees(folder, name, float(base)) for name, base in zip(TREES, content["bases"], strict=True))
    return Members(reading, one, other, np.load(folder / "linear.npy", allow_pickle=False))


def _trees(folder: Path, name: str, base: float) -> Trees:
    return Trees(base, *(np.load(folder / f"{name}_{node}.npy", allow_pickle=False) for node in NODES))
