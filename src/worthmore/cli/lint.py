"""`worthmore lint`: what a text claims that it may not."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from worthmore.vocabulary.clock import now

if TYPE_CHECKING:
    from worthmore.law.claims import Finding

LONGEST = 2_000_000


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--text", help="Lint this text instead of a file.")
@click.option("--language", multiple=True, help="The text's language: nl, en, fi, fr or de; may be given twice.")
@click.option("--country", help="The readers' country in two letters; default: the shop's.")
@click.option("--bound", multiple=True, metavar="FIELD", help="A field that will have a value, such as stock.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day the text is for; default: today.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def lint(
    file: Path | None,
    text: str | None,
    language: tuple[str, ...],
    country: str | None,
    bound: tuple[str, ...],
    day: datetime | None,
    as_json: bool,
) -> None:
    """Find claims of urgency, stock, popularity, saving and the like in FILE ("-": standard input) or --text.

    Ends with status 1 when something was found, 2 when the text could not be read.

    \b
    worthmore lint --text "Laatste kans: nog {stock} stuks" --language nl --bound stock
    worthmore lint mail.html --language nl --language fr --country BE --json
    """
    from worthmore.law.claims import LANGUAGES
    from worthmore.law.claims import lint as find
    from worthmore.law.table import load

    unknown = [one for one in language if one not in LANGUAGES]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is not one of {', '.join(LANGUAGES)}", param_hint="--language")
    said = _said(file, text)
    at = now() if day is None else datetime.combine(day.date(), time(12), UTC)
    found = find(said, load(), at, _country(country), language or LANGUAGES, bound)
    _tell(said, found, as_json)
    sys.exit(1 if found else 0)


def _said(file: Path | None, text: str | None) -> str:
    if (file is None) == (text is None):
        raise click.UsageError("Give a FILE or --text, and not both.")
    if text is not None:
        return text
    name = str(file)
    try:
        raw = sys.stdin.buffer.read(LONGEST + 1) if name == "-" else _bytes(Path(name))
        if len(raw) > LONGEST:
            raise click.UsageError(f"{name} is larger than {LONGEST // 1_000_000} MB; lint one text at a time.")
        return raw.decode("utf-8")
    except OSError as error:
        raise click.UsageError(f"{name} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{name} is not UTF-8 text (byte {error.start}); save it as UTF-8.") from error


def _bytes(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(LONGEST + 1)


def _country(given: str | None) -> str:
    """The readers' country; the shop's own where none is given, every country's law where that cannot be read."""
    if given is not None:
        if given and not (len(given) == 2 and given.isalpha()):
            raise click.BadParameter(f"{given!r} is not a country in two letters such as BE", param_hint="--country")
        return given.upper()
    from django.db import Error

    from worthmore.shop import queries

    try:
        return queries.policy().country
    except Error:
        return ""


def _tell(text: str, found: Iterable[Finding], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([{**asdict(one), **_place(text, one.start)} for one in found], ensure_ascii=False))
        return
    for one in found:
        place = _place(text, one.start)
        matched = " ".join(one.matched.split())
        click.echo(f"{place['line']}:{place['column']}: {one.claim}: “{matched}” ({one.rule})")
        click.echo(f"    {one.why} {one.mend}")


def _place(text: str, start: int) -> dict[str, int]:
    """Line and column of a place, both from 1."""
    before = text[:start]
    return {"line": before.count("\n") + 1, "column": start - (before.rfind("\n") + 1) + 1}
