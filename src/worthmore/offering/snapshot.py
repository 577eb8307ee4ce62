"""All that decisions need of the shop, in memory and never changed: a new one replaces it as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product, RelationKind


@dataclass(frozen=True, slots=True)
class SourceSnapshot:
    """One source's part: its products by id, what its attributes mean, what the shop set by hand, what was learned."""

    name: str
    products: Mapping[str, Product]
    kinds: Mapping[str, AttributeKind]
    relations: Mapping[str, tuple[tuple[RelationKind, str], ...]]
    revision: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole installation at one moment."""

    sources: Mapping[str, SourceSnapshot]
    policy: Policy
    model_version: str
    rules_version: str


class SnapshotHolder:
    """The present snapshot, renewed at most once a second; keeps the last good one when the database is gone."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.stale_since: datetime | None = None

    def current(self) -> Snapshot | None:
        """The present snapshot; None while none could be loaded."""
        raise NotImplementedError

    @property
    def ready(self) -> bool:
        """Whether there is a snapshot to answer from."""
        return self.current() is not None
