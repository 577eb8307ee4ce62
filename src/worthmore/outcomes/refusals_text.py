"""Refusals as the text that is kept: grouped by kind and guard, so that fifty of them take half the room.

`[["complement", "premium", [["lock-7", "extra € 60 is 32 % of …"], …]], …]`
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import msgspec

from worthmore.vocabulary.decision import Refusal


def write_refusals(refusals: Iterable[Refusal]) -> str:
    """The text of some refusals."""
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one in refusals:
        groups.setdefault((one.kind, one.guard), []).append((one.product_id, one.detail))
    return _encode([(kind, guard, members) for (kind, guard), members in groups.items()]).decode()


def read_refusals(text: str) -> list[dict[str, str]]:
    """Each refusal as the API tells it: product, kind, guard and detail."""
    return [
        {"product": product, "kind": kind, "guard": guard, "detail": detail}
        for kind, guard, members in json.loads(text)
        for product, detail in members
    ]


_encode = msgspec.json.Encoder().encode
