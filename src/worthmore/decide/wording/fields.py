"""The facts a text around the reason may name, and for which kinds and frames each has a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from worthmore.decide.amounts import number
from worthmore.decide.wording.framing import saved
from worthmore.decide.wording.telling import Telling
from worthmore.decide.wording.templates import WHY
from worthmore.vocabulary.decision import OfferKind
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.texts import Frame, Slot

Value = Callable[[Telling, "Reduction | None"], str]


def _saving(telling: Telling, reduction: Reduction | None) -> str:
    amount = saved(telling, reduction)
    return telling.money(amount) if amount > 0 else ""


def _gap(telling: Telling, reduction: Reduction | None) -> str:
    return "" if telling.candidate.gap is None else telling.money(telling.candidate.gap)


def _count(telling: Telling, reduction: Reduction | None) -> str:
    """Customers; one is said otherwise in every language, and proves little."""
    customers = telling.candidate.evidence.customers
    return number(customers, telling.language) if customers > 1 else ""


VALUES: Mapping[str, Value] = MappingProxyType(
    {
        "product": lambda telling, reduction: telling.product,
        "price": lambda telling, reduction: telling.price,
        "brand": lambda telling, reduction: telling.candidate.product.brand,
        "anchor": lambda telling, reduction: telling.anchor,
        "saving": _saving,
        "gap": _gap,
        "count": _count,
    }
)
EVERYWHERE = (WHY, "product", "price", "brand")
ANCHORED = frozenset(OfferKind) - {
    OfferKind.IMPULSE,
    OfferKind.CLEARANCE,
    OfferKind.REFILL,
    OfferKind.GOLDEN,
    OfferKind.LAUNCH,
}
COUNTED = frozenset({OfferKind.COMPLEMENT, OfferKind.ALSO_BOUGHT, OfferKind.UPGRADE})
NAMES = (WHY, *VALUES)


def fields_of(slot: Slot) -> tuple[str, ...]:
    """The fields that may stand in a text of this slot. Where one has no value after all, the built-in text is said."""
    kind = OfferKind(slot.kind)
    found = [*EVERYWHERE]
    if kind in ANCHORED:
        found.append("anchor")
    if slot.frame is Frame.SAVING:
        found.append("saving")
    if kind is OfferKind.THRESHOLD_FILLER:
        found.append("gap")
    if kind in COUNTED:
        found.append("count")
    return tuple(found)
