"""Writes the kept figures into docs/benchmarks.md, between its two marks.

python -m benchmarks.table
"""

from __future__ import annotations

import json
import re

from benchmarks.harness import RESULTS, ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
MARKS = ("<!-- figures -->", "<!-- end of figures -->")


def table() -> str:
    """Every kept figure as one Markdown table."""
    lines = ["| what | measured | wanted | command | machine |", "|---|---|---|---|---|"]
    for file in sorted(RESULTS.glob("*.json")):
        kept = json.loads(file.read_text())
        command = f"`python -m benchmarks.{_command(file.stem)}`"
        lines += [
            f"| {row['what']} | {row['measured']} | {row['wanted']} | {command} | {kept['machine']} |"
            for row in kept["rows"]
        ]
    return "\n".join(lines)


def _command(kept: str) -> str:
    """The module a file of figures comes from, with the option its name ends in."""
    for option in ("large", "postgres"):
        if kept.endswith(f"_{option}"):
            return f"{kept.removesuffix(f'_{option}')} --{option}"
    return kept


def main() -> None:
    """Replace what stands between the marks."""
    first, last = (re.escape(mark) for mark in MARKS)
    text = PAGE.read_text()
    figures = f"{MARKS[0]}\n{table()}\n{MARKS[1]}"
    PAGE.write_text(re.sub(f"{first}.*{last}", lambda _: figures, text, flags=re.DOTALL))


if __name__ == "__main__":
    main()
