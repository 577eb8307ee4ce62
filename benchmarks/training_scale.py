"""A night's training against the size of the shop: seconds, seconds of work, memory, and where they go.

python -m benchmarks.training_scale                       four sizes, 300,000 to 10,000,000 order lines
python -m benchmarks.training_scale --lines 30000000      one size; may be given more than once

A customer for each thirty lines and a product for each three hundred: 30,000,000 lines are a shop of 1,000,000
customers and 100,000 products. WORTHMORE_BENCHMARK_SHOPS names a folder in which shops are kept once built.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path

from benchmarks.harness import RESULTS, Cost, installation, keep, run, worthmore
from benchmarks.large_orders import SOURCE

NAME = "training_scale"
SIZES = (300_000, 1_000_000, 3_000_000, 10_000_000)
READY = """
import django
django.setup()
from worthmore.shop.operations import ready_owned
ready_owned("large")
"""


def shop(lines: int) -> AbstractContextManager[dict[str, str]]:
    """An installation, kept from the last time where a folder for that is named."""
    folder = os.environ.get("WORTHMORE_BENCHMARK_SHOPS")
    return installation(home=Path(folder) / f"shop-{lines}" if folder else None)


def measure(lines: int) -> list[dict[str, object]]:
    """Build, derive what customers own (which only a first night has to do for everybody), train."""
    with shop(lines) as environment:
        home = Path(environment["WORTHMORE_HOME"])
        settings = {**environment, "DJANGO_SETTINGS_MODULE": "worthmore.site.settings"}
        rows: list[dict[str, object]] = []
        if not (home / "built").exists():
            run([sys.executable, "-m", "benchmarks.large_orders", str(lines)], settings)
            began = time.perf_counter()
            ready = run([sys.executable, "-c", READY], settings)
            rows.append(
                _row(
                    f"{lines:,} lines: what customers own, for everybody (the first night)",
                    f"{time.perf_counter() - began:.0f} s, {ready.work:.0f} s of it work",
                )
            )
            (home / "built").touch()
        trained = worthmore(environment, "train", "--json")
        prepared = worthmore(environment, "train", "--json", "--incremental")
        run([sys.executable, "-m", "benchmarks.large_orders", str(lines), "--day"], settings)
        folded = worthmore(environment, "train", "--json", "--incremental")
    learned, taken_in = (json.loads(one.output)["sources"][SOURCE] for one in (trained, folded))
    assert "folded" in taken_in, "the day's orders were not folded in"
    shop_size = f"{learned['customers']:,} customers, {learned['products']:,} products, {learned['orders']:,} orders"
    steps = "; ".join(f"{step['name']} {step['work']:.1f}" for step in learned["steps"])
    wanted = "15 minutes, 8 GiB" if lines >= 30_000_000 else ""
    day = f"a day's {taken_in['folded']['orders']:,} orders folded in"
    return [
        *rows,
        _row(f"{lines:,} lines: a night's training ({shop_size})", _cost(trained), wanted),
        _row(f"{lines:,} lines: seconds of work each", steps),
        _row(f"{lines:,} lines: the same, prepared for folding in", _cost(prepared)),
        _row(f"{lines:,} lines: {day}", f"{_cost(folded)}; {trained.work / folded.work:.1f} times less work"),
    ]


def _cost(one: Cost) -> str:
    return f"{one.seconds:.0f} s, {one.work:.0f} s of it work, peak {one.peak_mib:,.0f} MiB"


def _row(what: str, measured: str, wanted: str = "") -> dict[str, object]:
    return {"what": what, "measured": measured, "wanted": wanted}


def _kept() -> list[dict[str, object]]:
    file = RESULTS / f"{NAME}.json"
    return list(json.loads(file.read_text())["rows"]) if file.exists() else []


def _size(row: dict[str, object]) -> int:
    return int(str(row["what"]).split()[0].replace(",", ""))


def main() -> None:
    """Measure the sizes asked for; figures of other sizes stay."""
    asked = [int(size) for flag, size in zip(sys.argv[1:], sys.argv[2:], strict=False) if flag == "--lines"]
    for lines in asked or SIZES:
        found = measure(lines)
        names = {row["what"] for row in found}
        rows = [row for row in _kept() if row["what"] not in names]
        keep(NAME, sorted([*rows, *found], key=_size))


if __name__ == "__main__":
    main()
