"""The sentences of this theme that a language needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from worthmore.decide.wording.phrases import Counted


@dataclass(frozen=True, slots=True)
class SetPhrases:
    """Each names in braces what it is filled with.

    `bundle` has the keys "cart", "viewed" and "bought", after where the {anchor} is. `saving` is what the parts cost
    more apart. `takes_place` names the {parts} of the purchase that the set replaces and what it adds, or takes off.
    `everything` is of an order made two times as large (one), or {times} times (many).
    """

    bundle: Mapping[str, str]
    saving: str
    takes_place: str
    takes_place_cheaper: str
    step: str
    golden: str
    everything: Counted
    more: str
    nothing_more: str
