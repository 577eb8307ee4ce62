"""What a cell says: which act, which channel, which purpose."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from worthmore.connectors.csv.cells.text import plain
from worthmore.connectors.csv.cells.words import folded
from worthmore.connectors.csv.trouble import Problem
from worthmore.vocabulary.permission import Act, Channel, Purpose

EVERY = "every"

NO_ACT = Problem("neither a yes nor a no", "Write given, withdrawn or objected (or yes and no).")
NO_CHANNEL = Problem(
    "not a known channel", f"Write one of {', '.join(one.value for one in Channel)}; or all, for an objection."
)
NO_PURPOSE = Problem(
    "not a known purpose", f"Write one of {', '.join(one.value for one in Purpose)}; or all, for an objection."
)


def act_of(cell: str) -> Act | Problem | None:
    """Given, withdrawn or objected; None for an empty cell."""
    meant = _meant("act", cell)
    return Act(meant) if meant else (NO_ACT if plain(cell) else None)


def channel_of(cell: str) -> Channel | str | Problem | None:
    """The channel, `EVERY`, or None for an empty cell."""
    meant = _meant("channel", cell)
    if meant and meant != EVERY:
        return Channel(meant)
    return meant or (NO_CHANNEL if plain(cell) else None)


def purpose_of(cell: str) -> Purpose | str | Problem | None:
    """The purpose, `EVERY`, or None for an empty cell."""
    meant = _meant("purpose", cell)
    if meant and meant != EVERY:
        return Purpose(meant)
    return meant or (NO_PURPOSE if plain(cell) else None)


def _meant(kind: str, cell: str) -> str:
    text = plain(cell)
    return _known()[kind].get(folded(text) or text, "")


@cache
def _known() -> Mapping[str, Mapping[str, str]]:
    text = files("worthmore.connectors.csv.permissions").joinpath("words.toml").read_text("utf-8")
    found: dict[str, dict[str, str]] = {}
    for kind, meanings in tomllib.loads(text).items():
        words = found.setdefault(kind, {})
        for meaning, by_language in meanings.items():
            for word in (meaning, *(word for listed in by_language.values() for word in listed)):
                words.setdefault(folded(word) or word, meaning)
    return found
