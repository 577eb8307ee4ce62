"""What `worthmore permission` prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from worthmore.consent import queries
from worthmore.consent.values import LedgerRow, LoadedList
from worthmore.vocabulary.permission import Channel, Purpose, Question, Verdict

if TYPE_CHECKING:
    from worthmore.connectors.csv.permissions.importing import Summary
    from worthmore.connectors.csv.permissions.lists import Loaded

PURPOSES = {Channel.AD_AUDIENCE: Purpose.AD_AUDIENCE, Channel.OPEN_PIXEL: Purpose.OPEN_TRACKING}


def of_person(key: str, at: datetime) -> dict[str, Any]:
    """Everything about one person's permissions, as plain values."""
    person = queries.known(key, at)
    chosen = queries.preferences(key)
    questions = {one: Question(one, at, PURPOSES.get(one, Purpose.MARKETING), similar=True) for one in Channel}
    return {
        "person": person.subject.key,
        "country": person.subject.country,
        "audience": person.subject.audience.value,
        "relation": person.subject.relation.value,
        "channels": [_answer(one, queries.judge(question, person)) for one, question in questions.items()],
        "ledger": [_row(row) for row in queries.ledger(key)],
        "preferences": {
            "muted": sorted(chosen.muted),
            "frequency": chosen.frequency.value,
            "paused_until": chosen.paused_until.isoformat() if chosen.paused_until else None,
            "skipped": dict(chosen.skipped),
            "suggestions_off": chosen.suggestions_off,
        },
    }


def _answer(channel: Channel, verdict: Verdict) -> dict[str, Any]:
    return {
        "channel": channel.value,
        "allowed": verdict.allowed,
        "rule": verdict.rule,
        "reason": verdict.reason,
        "would_change": list(verdict.would_change),
        "duties": list(verdict.duties),
        "warnings": list(verdict.warnings),
    }


def _row(row: LedgerRow) -> dict[str, Any]:
    text = row.wording
    return {
        "at": row.at.isoformat(),
        "act": row.act.value,
        "channel": row.channel.value if row.channel else None,
        "purpose": row.purpose.value if row.purpose else None,
        "own_act": row.own_act,
        "double_opt_in": row.double_opt_in,
        "written": row.written,
        "where": row.place,
        "how": row.how,
        "text": {"name": text.name, "version": text.version, "language": text.language} if text else None,
        "evidence": dict(row.evidence),
        "sender": row.sender,
        "recorded_at": row.recorded_at.isoformat(),
        "recorded_by": row.recorded_by,
        "reference": f"{row.source}:{row.reference}",
    }


def show_person(told: dict[str, Any]) -> None:
    """The answers, then what was said."""
    console = Console()
    place = told["country"] or "country not known: the strictest rule holds"
    console.print(f"{told['person']}: {escape(place)}, {told['audience']}, {told['relation']}")
    table = Table("channel", "may", "rule", "why")
    for one in told["channels"]:
        said = "[green]yes[/green]" if one["allowed"] else "[red]no[/red]"
        table.add_row(one["channel"], said, escape(one["rule"]), escape(one["reason"]))
    console.print(table)
    if not told["ledger"]:
        console.print("Nothing was ever said: no row is no permission.")
        return
    ledger = Table("when", "what", "channel", "purpose", "where and how", "recorded by")
    for row in told["ledger"]:
        act = f"{row['act']} (their own act)" if row["own_act"] else row["act"]
        how = " · ".join(filter(None, (row["where"], row["how"])))
        ledger.add_row(
            row["at"][:16],
            act,
            row["channel"] or "every",
            row["purpose"] or "every",
            escape(how),
            escape(row["recorded_by"]),
        )
    console.print(ledger)


def show_import(summary: Summary) -> None:
    """The numbers, the reasons, and where the rejected rows are."""
    console = Console()
    table = Table("", "count", title=f"{escape(summary.file)} → {escape(summary.source)}, permissions")
    table.columns[1].justify = "right"
    for name, meaning in (
        ("rows", "rows read"),
        ("new", "new"),
        ("same", "known already"),
        ("suppressed", "of nobody we know: the address is suppressed"),
        ("rejected", "rejected"),
    ):
        table.add_row(meaning, f"{getattr(summary, name):,}")
    console.print(table)
    for reason, count in summary.reasons.most_common():
        console.print(f"{count:,} × {escape(reason)}. {escape(summary.mends[reason])}", soft_wrap=True)
    if summary.reject_file:
        console.print(f"What was rejected, and why: {escape(summary.reject_file)}", soft_wrap=True)


def of_list(loaded: Loaded) -> dict[str, Any]:
    """What became of a list, as plain values."""
    summary = loaded.summary
    return {
        "name": summary.name,
        "date": summary.list_date.isoformat(),
        "entries": summary.entries,
        "rejected": summary.rejected,
        "already": summary.already,
        "resumed_after": summary.resumed_after,
        "reject_file": loaded.reject_file,
        "reasons": loaded.reasons,
        "warnings": loaded.warnings,
    }


def show_list(told: dict[str, Any]) -> None:
    """One sentence each."""
    console = Console()
    if told["already"]:
        console.print(f"This very file of {told['name']} counts already: {told['entries']:,} entries.")
        return
    if told["resumed_after"]:
        console.print(f"Went on after row {told['resumed_after']:,}, where an earlier loading had stopped.")
    console.print(f"{told['name']} of {told['date']} counts from now on: {told['entries']:,} entries.")
    for reason, count in told["reasons"].items():
        console.print(f"{count:,} rows rejected: {escape(reason)}.", soft_wrap=True)
    if told["reject_file"]:
        console.print(f"Which rows, and why: {escape(told['reject_file'])}", soft_wrap=True)
    for warning in told["warnings"]:
        console.print(f"[yellow]Note:[/yellow] {escape(warning)}.", soft_wrap=True)


def show_lists(found: Sequence[LoadedList]) -> None:
    """The lists with their age."""
    console = Console()
    if not found:
        console.print("No do-not-contact list is loaded. Load one: worthmore permission list-import.")
        return
    table = Table("list", "of", "entries", "loaded", "")
    for one in found:
        stale = "[yellow]stale: load the current one[/yellow]" if one.stale else ""
        table.add_row(one.name, str(one.list_date), f"{one.entries:,}", f"{one.loaded_at:%Y-%m-%d %H:%M}", stale)
    console.print(table)
