"""Importing the 386,807 rows of Online Retail: seconds, peak memory, and whether memory grows with the file.

python -m benchmarks.import_online_retail
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from benchmarks.harness import ONLINE_RETAIL, Cost, installation, keep, postgres_answers, worthmore


def measure(file: Path, database: str) -> Cost:
    """Import one file into an empty installation."""
    with installation(database) as environment:
        return worthmore(environment, "import", "csv", str(file), "--source", "online-retail")


def quarter(folder: Path) -> Path:
    """The first quarter of the file, to see whether the peak depends on the length."""
    part = folder / "quarter.csv.gz"
    with gzip.open(ONLINE_RETAIL, "rt", encoding="utf-8") as whole, gzip.open(part, "wt", encoding="utf-8") as cut:
        for number, line in enumerate(whole):
            if number > 386_807 // 4:
                break
            cut.write(line)
    return part


def row(what: str, cost: Cost, target: str) -> dict[str, object]:
    """One line of the table."""
    return {
        "what": what,
        "measured": f"{cost.seconds:.1f} s, peak {cost.peak_mib:.0f} MiB",
        "wanted": target,
    }


def main() -> None:
    """Measure on SQLite, on a quarter of the file, and on PostgreSQL."""
    whole = measure(ONLINE_RETAIL, "sqlite")
    rows = [row("Import of Online Retail, 386,807 rows, SQLite", whole, "< 45 s, < 400 MiB")]
    with tempfile.TemporaryDirectory() as folder:
        part = measure(quarter(Path(folder)), "sqlite")
    rows.append(row("The same, first quarter of the file", part, "the same peak"))
    if postgres_answers():
        postgres = measure(ONLINE_RETAIL, "postgres")
        rows.append(row("Import of Online Retail, PostgreSQL", postgres, "≤ 1.5 × SQLite"))
        ratio = postgres.seconds / whole.seconds
        rows.append({"what": "PostgreSQL ÷ SQLite", "measured": f"{ratio:.2f} ×", "wanted": "≤ 1.5 ×"})
    keep("import_online_retail", rows)


if __name__ == "__main__":
    main()
