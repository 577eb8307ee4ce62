"""Refusals as the text that is kept: grouped by kind, guard and detail, so that fifty of them take a third of the room.

`[["complement", "premium", "extra € 60 is 32 % of …", ["lock-7", "lock-9"]], …]`
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from worthmore.vocabulary.decision import Refusal


def write_refusals(refusals: Iterable[Refusal]) -> str:
    """The text of some refusals."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for kind, product_id, guard, detail in refusals:
        groups.setdefault((kind, guard, detail), []).append(product_id)
    return _encode([(*why, products) for why, products in groups.items()]).decode()


def read_refusals(text: str) -> list[dict[str, str]]:
    """Each refusal as the API tells it: product, kind, guard and detail."""
    return [
        {"product": product, "kind": kind, "guard": guard, "detail": detail}
        for kind, guard, *told in json.loads(text)
        for product, detail in _members(*told)
    ]


def _members(*told: Any) -> Iterable[tuple[str, str]]:
    """The products of a group with their detail; in rows of before details were shared, each product has its own."""
    if len(told) == 1:
        return [(product, detail) for product, detail in told[0]]
    detail, products = told
    return [(product, detail) for product in products]


def read_groups(text: str) -> list[dict[str, object]]:
    """The same as it is kept: products that were refused for one and the same reason stand together."""
    return [
        {"kind": kind, "guard": guard, "detail": detail, "products": products}
        for kind, guard, detail, products in msgspec.json.decode(text)
    ]


_encode = msgspec.json.Encoder().encode
