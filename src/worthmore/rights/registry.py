"""What every column of every table says of a customer: `columns.toml`, read and checked.

A test walks through all tables and fails when a column is in none of a table's lists, or in two.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

KINDS = ("personal", "pseudonymous", "remains", "none", "staff")
ERASURES = ("row", "cut", "scrub", "untouched")


class RegistryError(ValueError):
    """`columns.toml` says something that cannot be: the table, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what it holds, why, how long, what becomes of a person's rows, and each column's kind.

    `about` is the kind of thing it is in a person's download.
    """

    name: str
    holds: str
    purpose: str
    kept: str
    about: str
    erasure: str
    columns: Mapping[str, str]
    download: str

    @property
    def of_customers(self) -> bool:
        """Whether it says anything of a customer."""
        return any(kind in ("personal", "pseudonymous") for kind in self.columns.values())

    def of_kind(self, *kinds: str) -> tuple[str, ...]:
        """The columns of these kinds, in order."""
        return tuple(name for name, kind in self.columns.items() if kind in kinds)


@cache
def tables() -> Mapping[str, Table]:
    """Every table by its name in the database."""
    text = files("worthmore.rights").joinpath("columns.toml").read_text(encoding="utf-8")
    return {name: _table(name, entry) for name, entry in tomllib.loads(text).items()}


def _table(name: str, entry: dict[str, object]) -> Table:
    columns = dict(_columns(name, entry))
    for word in ("holds", "erasure"):
        if not isinstance(entry.get(word), str):
            raise RegistryError(f"columns.toml, {name}: {word} is missing")
    if entry["erasure"] not in ERASURES:
        raise RegistryError(f"columns.toml, {name}: erasure is not one of {', '.join(ERASURES)}")
    unknown = sorted({*entry} - {*KINDS, "holds", "purpose", "kept", "about", "erasure", "download"})
    if unknown:
        raise RegistryError(f"columns.toml, {name}: {', '.join(unknown)} means nothing here")
    told = {word: str(entry.get(word, "")) for word in ("holds", "purpose", "kept", "about", "erasure", "download")}
    return Table(name=name, columns=columns, **told)


def _columns(table: str, entry: Mapping[str, object]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for kind in KINDS:
        listed = entry.get(kind, [])
        if not isinstance(listed, list):
            raise RegistryError(f"columns.toml, {table}: {kind} is not a list of columns")
        for column in map(str, listed):
            if column in found:
                raise RegistryError(f"columns.toml, {table}: {column} is {found[column]} and {kind}; choose one")
            found[column] = kind
    return list(found.items())
