"""What a product is in the eyes of the law, by what the shop said of it, else by the words of its name and category.

A shop's own word counts before this. Without one, the strict answer is chosen: a product that may be clothing is
clothing. The words stand in `goods.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from worthmore.law.claims.folding import plain
from worthmore.law.claims.patterns import Patterns, compiled
from worthmore.law.sale_calendar import CATEGORIES
from worthmore.vocabulary.products import Product

OTHER = "other"
SALE_GROUPS = (*CATEGORIES, OTHER)
"""The groups a closed month is about, and every other."""
FINANCIAL, SERVICE = "financial", "service"
WORDS = Path(__file__).with_name("goods.toml")


def sale_group(product: Product) -> str:
    """Which of `SALE_GROUPS` a product belongs to."""
    return product.sale_group or _group_by_words(_text(product))


def is_financial(product: Product) -> bool:
    """Whether a product is insurance, credit or another financial service."""
    return _is_financial_by_words(_text(product)) if product.financial is None else product.financial


def ends_with_goods(product: Product) -> bool:
    """Whether it is sold along with goods and ends with them: insurance, a service plan, a longer guarantee."""
    return is_financial(product) or _is_service_by_words(_text(product))


def _text(product: Product) -> str:
    return " | ".join((*product.category, product.name, *product.names.values()))


@lru_cache(maxsize=8192)
def _group_by_words(text: str) -> str:
    folded = plain(text)
    return next((group for group in CATEGORIES if _words()[group].find(folded)), OTHER)


@lru_cache(maxsize=8192)
def _is_financial_by_words(text: str) -> bool:
    return bool(_words()[FINANCIAL].find(plain(text)))


@lru_cache(maxsize=8192)
def _is_service_by_words(text: str) -> bool:
    return bool(_words()[SERVICE].find(plain(text)))


@cache
def _words() -> Mapping[str, Patterns]:
    table = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return {group: Patterns(compiled(rows["words"]), compiled(rows["unless"])) for group, rows in table.items()}
