"""The few reads a snapshot is made of, named so that a test can hand over others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from worthmore.offering.assortment import Learned
from worthmore.shop import queries as shop
from worthmore.shop.queries import Catalogue
from worthmore.shop.queries.reviews import quotes
from worthmore.shop.queries.texts import shop_texts
from worthmore.training import queries as training
from worthmore.training.published import open_learned
from worthmore.vocabulary.hand_rules import HandRule
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.texts import Quote, ShopText


class Version(Protocol):
    """A published version, as far as it matters here."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def folder(self) -> Path:
        """Where its files are."""
        ...


@dataclass(frozen=True, slots=True)
class Reads:
    """Everything a snapshot asks of the rooms below."""

    revision: Callable[[], int] = shop.revision
    sources: Callable[[], list[str]] = shop.sources
    policy: Callable[[], Policy] = shop.policy
    catalogue: Callable[[str, int], Catalogue] = shop.catalogue
    hand_rules: Callable[[str], tuple[HandRule, ...]] = shop.hand_rules
    texts: Callable[[str], tuple[ShopText, ...]] = shop_texts
    quotes: Callable[[str], dict[tuple[str, str], Quote]] = quotes
    published: Callable[[Path], Version | None] = training.current
    learned: Callable[[Path, str], Learned] = open_learned
