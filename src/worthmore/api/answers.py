"""What is answered, besides the offers themselves, whose shape the offering room defines."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from worthmore.offering.answer import WarningOut


class AnswerKept(Struct, frozen=True):
    """The answer is kept. `new` is false when it was sent before."""

    offer: Annotated[str, Meta(description="The decision and the offer's place in it.")]
    outcome: Annotated[str, Meta(examples=["accepted"])]
    new: bool


class EventsSaved(Struct, frozen=True):
    """How many events were new and how many were there already; what could not be used is named in `warnings`."""

    new: Annotated[int, Meta(examples=[2])]
    unchanged: Annotated[int, Meta(examples=[0])]
    warnings: tuple[WarningOut, ...]


class OrderKept(Struct, frozen=True):
    """What the order changed: lines new, changed or there already, and lines bought on an offer."""

    order: Annotated[str, Meta(examples=["2026-00817"])]
    new: Annotated[int, Meta(examples=[2])]
    changed: Annotated[int, Meta(examples=[0])]
    unchanged: Annotated[int, Meta(examples=[0])]
    attributed: Annotated[int, Meta(examples=[1])]
    warnings: tuple[WarningOut, ...]


class StatesSaved(Struct, frozen=True):
    """How many orders changed and how many were so already; orders that are not known are named in `warnings`."""

    changed: Annotated[int, Meta(examples=[1])]
    unchanged: Annotated[int, Meta(examples=[0])]
    warnings: tuple[WarningOut, ...]


class CasesSaved(Struct, frozen=True):
    """How many cases were new, changed and there already."""

    new: Annotated[int, Meta(examples=[1])]
    changed: Annotated[int, Meta(examples=[0])]
    unchanged: Annotated[int, Meta(examples=[0])]


class NeedUnderstood(Struct, frozen=True):
    """What was understood of one need: the rules it sets, in plain English; none: it is kept as words only.

    `fits` are products that meet it, or whose words are closest; only where one need is told at a time.
    """

    id: Annotated[str, Meta(examples=["need-311"])]
    concept: Annotated[str, Meta(description="A name for what we have words for.", examples=["small_kitchen"])]
    rules: Annotated[tuple[str, ...], Meta(examples=[["width at most 60 cm"]])]
    fits: Annotated[tuple[str, ...], Meta(description="Up to five product ids.", examples=[["fridge-54"]])] = ()


class NeedsKept(Struct, frozen=True):
    """How many needs were new, changed and there already, and what was understood of each."""

    new: Annotated[int, Meta(examples=[1])]
    changed: Annotated[int, Meta(examples=[0])]
    unchanged: Annotated[int, Meta(examples=[0])]
    understood: tuple[NeedUnderstood, ...]


class ContractsSaved(Struct, frozen=True):
    """How many contracts were new, changed and so already; those of products that are not known are in `warnings`."""

    new: Annotated[int, Meta(examples=[1])]
    changed: Annotated[int, Meta(examples=[1])]
    unchanged: Annotated[int, Meta(examples=[0])]
    warnings: tuple[WarningOut, ...]


class UsageSaved(Struct, frozen=True):
    """How many rows were new, changed and so already; those of contracts that are not known are in `warnings`."""

    new: Annotated[int, Meta(examples=[2])]
    changed: Annotated[int, Meta(examples=[0])]
    unchanged: Annotated[int, Meta(examples=[0])]
    warnings: tuple[WarningOut, ...]


class PermissionsKept(Struct, frozen=True):
    """How many were new and how many were there already."""

    new: Annotated[int, Meta(examples=[2])]
    unchanged: Annotated[int, Meta(examples=[0])]


class Health(Struct, frozen=True):
    """The process is alive."""

    alive: bool
    version: Annotated[str, Meta(examples=["0.1.0"])]


class Ready(Struct, frozen=True):
    """The process can answer. `database` is "gone" while it answers from memory only, since `stale_since`."""

    ready: bool
    database: Annotated[str, Meta(examples=["reachable"])]
    model: Annotated[str, Meta(description="The learned version in use; empty before the first training.")]
    rules: Annotated[str, Meta(description="The version of the rules in use.")]
    stale_since: datetime | None
