"""What `worthmore import` prints."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from worthmore.connectors.csv.preview import Preview
from worthmore.connectors.csv.summary import Counts, Summary

MEANINGS = (
    ("rows", "rows read"),
    ("new", "new"),
    ("changed", "changed"),
    ("unchanged", "unchanged"),
    ("rejected", "rejected"),
    ("cancelled", "of these: returned or cancelled"),
    ("duplicates", "of these: the same line again in one order, kept"),
    ("collapsed", "of these: the same line far further up in the file, taken as that one"),
    ("known", "already known from the API, left as they are"),
    ("totals", "totals rows, left out"),
    ("cells", "cells left out of good rows"),
    ("remarks", "kept, but look at them"),
)


def show(summary: Summary, preview: Preview | None) -> None:
    """A dry run's preview, the numbers, the reasons, and what to do next."""
    console = Console()
    if preview:
        _show_preview(console, summary.file, preview)
    _show_numbers(console, summary, dry=preview is not None)
    _show_reasons(console, summary.counts)
    _show_end(console, summary, dry=preview is not None)


def _show_preview(console: Console, file: str, preview: Preview) -> None:
    console.print(f"[bold]{escape(file)}[/bold]: {preview.content}, {escape(preview.layout)}; {escape(preview.title)}")
    table = Table("column", "field", "samples")
    for column in preview.columns:
        field = escape(column.field) or "[dim]not used[/dim]"
        table.add_row(escape(column.heading), field, escape(" · ".join(column.samples)))
    console.print(table)
    for line in preview.decisions:
        console.print(escape(line))
    for line in preview.assumptions:
        console.print(f"[yellow]Assumed:[/yellow] {escape(line)}")


def _show_numbers(console: Console, summary: Summary, dry: bool) -> None:
    table = Table("", "count", title=f"{escape(summary.file)} → {escape(summary.source)}, {summary.content}")
    table.columns[1].justify = "right"
    for name, meaning in MEANINGS:
        value = getattr(summary.counts, name)
        saved = name in ("new", "changed", "unchanged")
        if not (dry and saved) and (value or saved or name in ("rows", "rejected")):
            table.add_row(meaning, f"{value:,}")
    console.print(table)


def _show_reasons(console: Console, counts: Counts) -> None:
    kept = (counts.remark_reasons, "kept, but look at them")
    for reasons, what in ((counts.reasons, "rows rejected"), (counts.cell_reasons, "cells left out"), kept):
        if not reasons:
            continue
        table = Table("count", what, "for example", "how to mend")
        table.columns[0].justify = "right"
        for reason, count in reasons.most_common():
            examples = (
                f"row {row}: {value!r}" if value else f"row {row}" for row, _, value in counts.examples[reason][:2]
            )
            table.add_row(f"{count:,}", escape(reason), escape(", ".join(examples)), escape(counts.mends[reason]))
        console.print(table)


def _show_end(console: Console, summary: Summary, dry: bool) -> None:
    for line in _end(summary, dry):
        console.print(escape(line), soft_wrap=True)


def _end(summary: Summary, dry: bool) -> list[str]:
    said = []
    if summary.already:
        said.append(
            f"This very file was imported on {summary.already[:16].replace('T', ' ')} UTC; nothing has changed."
        )
        said.append("To read it once more all the same, add --again.")
    if summary.resumed_after:
        said.append(f"Went on after row {summary.resumed_after:,}, where an earlier import of this file had stopped.")
    if summary.reject_file:
        said.append(f"What was rejected, and why: {summary.reject_file}")
    if not summary.finished:
        said.append(
            "Stopped before the end." if dry else "Stopped before the end; the same command goes on from there."
        )
    elif dry:
        said.append("Nothing was imported: this was a dry run.")
    else:
        said.append(f"Done in {summary.seconds:.1f} s.")
    return said
