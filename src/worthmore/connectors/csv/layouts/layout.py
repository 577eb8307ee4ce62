"""What a known layout says of its file, beyond what any file says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from worthmore.connectors.csv.fields import Check, Choices
from worthmore.connectors.csv.recognising.words import heading_form


def _as_it_is(rows: pl.DataFrame, choices: Choices) -> pl.DataFrame:
    return rows


def _no_checks(choices: Choices) -> tuple[Check, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout is recognised by the headings in `signature`; `columns` maps headings to fields.

    `currency` and `time_zone` are what its amounts and times are in. With `by_position`, a line of an order is told
    from the others by its place in it. `adapt` works out what the layout says in its own way, `checks` come first.
    """

    name: str
    title: str
    content: str = ""
    signature: Sequence[str] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    currency: str | None = None
    time_zone: str | None = None
    by_position: bool = False
    notes: Sequence[str] = ()
    adapt: Callable[[pl.DataFrame, Choices], pl.DataFrame] = _as_it_is
    checks: Callable[[Choices], tuple[Check, ...]] = _no_checks

    def fits(self, headings: Sequence[str]) -> bool:
        """Whether a file with these headings has this layout."""
        present = {heading_form(heading) for heading in headings}
        return bool(self.signature) and all(heading_form(heading) in present for heading in self.signature)


PLAIN = Layout("plain", "columns recognised by their names")
